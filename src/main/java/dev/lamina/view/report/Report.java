package dev.lamina.view.report;

import static dev.lamina.view.report.Html.element;

import dev.lamina.io.AtomicFile;
import dev.lamina.io.FileException;
import dev.lamina.io.Folders;
import dev.lamina.view.Resources;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One HTML page that holds all it needs: it opens from disk, asks no network, and is read on a
 * phone, on paper, in the light and in the dark.
 *
 * <pre>{@code
 * Report.of("Halves", "Odd and even examples take turns.")
 *     .section(Section.of("Loss").plot("loss", Curves.lossPerUpdate(runs, XAxis.UPDATES)))
 *     .write(Path.of("target/halves"));
 * }</pre>
 *
 * @param title the page's heading
 * @param lead what the page is about, in a sentence or a few
 * @param language of its words, as HTML names it: {@code en}
 * @param contents the heading of a table of contents, which names the sections that have an anchor;
 *     empty if there is none
 * @param sections from top to bottom
 */
public record Report(
    String title, String lead, String language, String contents, List<Section> sections) {
  private static final String INDEX = "index.html";
  private static final String CHARTS = "charts";

  /** Forbids the page to fetch anything, whatever is in it, and tells pages of Lamina's. */
  private static final String NO_NETWORK =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

  public Report {
    sections = List.copyOf(sections);
  }

  /** A report in English, without sections. */
  public static Report of(String title, String lead) {
    return new Report(title, lead, "en", "", List.of());
  }

  /** The same report in another language. */
  public Report language(String language) {
    return new Report(title, lead, language, contents, sections);
  }

  /** The same report with a table of contents under a heading. */
  public Report contents(String heading) {
    return new Report(title, lead, language, heading, sections);
  }

  /** The same report with a section below; one that is empty is left out. */
  public Report section(Section section) {
    if (section.isEmpty()) {
      return this;
    }
    List<Section> more = new ArrayList<>(sections);
    more.add(section);
    return new Report(title, lead, language, contents, more);
  }

  /** The same report with a section of words, tables and drawings below. */
  public Report section(String heading, Html... content) {
    return section(Section.of(heading).add(content));
  }

  /** The page's text. */
  public String html() {
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
            element("meta").with("name", "generator").with("content", "Lamina"),
            element("link").with("rel", "icon").with("href", "data:,"),
            element("title", title),
            element("style", Theme.stylesheet() + Resources.text(Report.class, "page.css")));
    Html.Element body =
        element(
            "body",
            element("header", element("h1", title), element("p", lead)).add(contentsTable()),
            element("main").add(sections.stream().map(Section::html).toList()));
    if (figures().anyMatch(figure -> figure.chart() instanceof Plot)) {
      String license = "/*\n" + Resources.uplot("LICENSE") + "*/\n";
      head = head.add(element("style", Resources.uplot("dist/uPlot.min.css")));
      body =
          body.add(
              element("script", license + Resources.uplot("dist/uPlot.iife.min.js")),
              element("script", Resources.text(Report.class, "page.js")));
    }
    return element("html", head, body).with("lang", language).write();
  }

  private List<Html> contentsTable() {
    if (contents.isEmpty()) {
      return List.of();
    }
    List<Html> links =
        sections.stream()
            .filter(section -> !section.anchor().isEmpty())
            .map(Section::link)
            .toList();
    return List.of(
        element("nav", element("p", contents), element("ul").add(links))
            .with("aria-label", contents));
  }

  private Stream<Figure> figures() {
    return sections.stream()
        .flatMap(section -> section.content().stream())
        .filter(Figure.class::isInstance)
        .map(Figure.class::cast);
  }

  /**
   * Writes the page: to the file if it ends in {@code .html}, else to {@code index.html} in the
   * folder, and then its charts as SVG to {@code charts} beside it. Files that were there are
   * replaced.
   *
   * @return the page's file
   * @throws FileException if that fails
   */
  public Path write(Path path) {
    Path page = page(path);
    if (!page.equals(path)) {
      Path charts = path.resolve(CHARTS);
      figures().forEach(each -> each.chart().write(charts.resolve(each.name() + ".svg")));
    }
    AtomicFile.write(page, html().getBytes(StandardCharsets.UTF_8));
    return page;
  }

  /**
   * Finds out whether a report can be written, before the work that it is to report on: makes its
   * folder.
   *
   * @param path as {@link #write} takes it
   * @throws FileException if there is a file in place of the folder, or a folder in place of the
   *     file, or a page that is none of Lamina's, or the folder cannot be written to
   */
  public static void check(Path path) {
    Path page = Folders.behindLinks(page(path).toAbsolutePath());
    Path folder = page.getParent();
    if (folder == null || Files.isDirectory(page)) {
      throw new FileException(
          "%s is a folder; give the report another name, or a folder.".formatted(path));
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileException(
          "%s is a file; give a folder for the report, or a file that ends in .html."
              .formatted(folder));
    }
    if (Files.exists(page) && !isOurs(page)) {
      throw new FileException(
          "%s is there and was not written by Lamina; give another place for the report."
              .formatted(page(path)));
    }
    try {
      Folders.checkFile(page);
      Files.createDirectories(folder);
    } catch (IOException | FileException e) {
      throw new FileException(
          "The folder %s cannot be made (%s); give another one for the report."
              .formatted(folder, e instanceof FileException ? e.getMessage() : e),
          e);
    }
  }

  private static boolean isOurs(Path page) {
    try {
      return Files.readString(page).contains(NO_NETWORK);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path page(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".html") ? path : path.resolve(INDEX);
  }

  /**
   * A part of a report under a heading of its own.
   *
   * @param title the heading
   * @param level of the heading: 2, or more for a part of the section before
   * @param anchor by which links lead to it; empty if none does
   * @param content from top to bottom
   */
  public record Section(String title, int level, String anchor, List<Html> content) {
    private static final int TOP = 2;

    public Section {
      content = List.copyOf(content);
    }

    /** A section with nothing but its heading. */
    public static Section of(String title) {
      return new Section(title, TOP, "", List.of());
    }

    /** The same section with a heading of another level. */
    public Section level(int level) {
      return new Section(title, level, anchor, content);
    }

    /** The same section with an anchor, which the report's table of contents names. */
    public Section anchor(String anchor) {
      return new Section(title, level, anchor, content);
    }

    /** The same section with words, tables, figures, or drawings as {@link Html#markup} below. */
    public Section add(Html... more) {
      List<Html> all = new ArrayList<>(content);
      all.addAll(List.of(more));
      return new Section(title, level, anchor, all);
    }

    /** The same section with a paragraph below. */
    public Section paragraph(String text) {
      return add(element("p", text));
    }

    /**
     * The same section with a plot below.
     *
     * @param name of its file, without the ending
     * @param views the same series over one x each, among which the reader chooses
     */
    public Section plot(String name, Plot... views) {
      return add(Figure.of(name, List.of(views)));
    }

    /** Whether there is nothing below the heading. */
    public boolean isEmpty() {
      return content.isEmpty();
    }

    private Html link() {
      return element("li", element("a", title).with("href", "#" + anchor))
          .with("class", "level" + level);
    }

    private Html html() {
      Html.Element section = element("section", element("h" + level, title)).add(content);
      return anchor.isEmpty() ? section : section.with("id", anchor);
    }
  }
}
