package dev.lamina.view.report;

import static dev.lamina.view.report.Html.element;

import dev.lamina.view.Resources;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Theme;
import java.util.List;

/** A report as an HTML document: the frame around its sections, its looks and its script. */
final class Page {
  /** Forbids the page to fetch anything, whatever is in it. */
  private static final String NO_NETWORK =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

  private Page() {}

  static String of(Report report) {
    boolean plots =
        report.sections().stream()
            .flatMap(section -> section.figures().stream())
            .anyMatch(figure -> figure.chart() instanceof Plot);
    Html.Element head =
        element(
            "head",
            element("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            element("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", NO_NETWORK),
            element("meta").with("name", "color-scheme").with("content", "light dark"),
            element("link").with("rel", "icon").with("href", "data:,"),
            element("title", report.title()),
            element("style", Theme.stylesheet() + Resources.text(Page.class, "page.css")));
    Html.Element body =
        element(
            "body",
            element("header", element("h1", report.title()), element("p", report.lead())),
            element("main").add(report.sections().stream().map(Section::html).toList()));
    if (plots) {
      head = head.add(element("style", Resources.uplot("dist/uPlot.min.css")));
      body = body.add(scripts());
    }
    return element("html", head, body).with("lang", "en").write();
  }

  private static List<Html> scripts() {
    return List.of(
        element(
            "script",
            "/*\n"
                + Resources.uplot("LICENSE")
                + "*/\n"
                + Resources.uplot("dist/uPlot.iife.min.js")),
        element("script", Resources.text(Page.class, "page.js")));
  }
}
