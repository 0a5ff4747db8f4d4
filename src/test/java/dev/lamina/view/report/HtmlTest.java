package dev.lamina.view.report;

import static dev.lamina.view.report.Html.element;
import static dev.lamina.view.report.Html.markup;
import static dev.lamina.view.report.Html.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import org.junit.jupiter.api.Test;

class HtmlTest {
  private static final String DOCTYPE = "<!DOCTYPE html SYSTEM \"about:legacy-compat\">\n";

  private static final Table TABLE =
      Table.of(Column.left(""), Column.right("final\nloss"), Column.left("device"))
          .row("SGD", "0.5", "CPU")
          .row("Adam", "0.25", "GPU");

  private static String written(Html html) {
    return html.write().replace(DOCTYPE, "");
  }

  @Test
  void writesADocument() {
    assertThat(element("html", element("body", element("p", "text"))).with("lang", "en").write())
        .isEqualTo(DOCTYPE + "<html lang=\"en\"><body><p>text</p></body></html>");
  }

  @Test
  void takesNoTextForMarkup() {
    assertThat(written(element("p", "<b> & \"").with("title", "\"a\" & <b>")))
        .isEqualTo("<p title=\"&quot;a&quot; &amp; <b>\">&lt;b&gt; &amp; \"</p>");
  }

  @Test
  void keepsChildrenAndAttributesInOrder() {
    assertThat(written(element("p").with("b", "1").with("a", "2").add(text("x"), element("br"))))
        .isEqualTo("<p a=\"2\" b=\"1\">x<br></p>");
  }

  @Test
  void leavesScriptsAsTheyAre() {
    assertThat(written(element("script", "a < b && c"))).isEqualTo("<script>a < b && c</script>");
  }

  @Test
  void takesDrawingsAndFormulas() {
    assertThat(written(element("p", markup("<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>"))))
        .isEqualTo("<p><svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg></p>");
    assertThat(written(element("p", markup("<math><mo>&lt;</mo></math>"))))
        .isEqualTo("<p><math><mo>&lt;</mo></math></p>");
  }

  @Test
  void fetchesNoDocumentType() {
    String svg = "<!DOCTYPE svg SYSTEM \"http://localhost:1/none.dtd\"><svg></svg>";

    assertThat(written(element("p", markup(svg)))).isEqualTo("<p><svg></svg></p>");
  }

  @Test
  void refusesWhatIsNotWellFormed() {
    assertThatThrownBy(() -> markup("<svg><g></svg>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Markup needs to be one well-formed element of SVG or MathML: ");
  }

  @Test
  void showsARowForEachRowOfATable() {
    assertThat(Html.table("Ways", TABLE).write())
        .endsWith(
            """
            <div class="wide"><table><caption>Ways</caption><thead><tr><td class="words"></td>\
            <th scope="col">final loss</th><th class="words" scope="col">device</th></tr></thead>\
            <tbody><tr><th scope="row">SGD</th><td>0.5</td><td class="words">CPU</td></tr>\
            <tr><th scope="row">Adam</th><td>0.25</td><td class="words">GPU</td></tr></tbody>\
            </table></div>""");
  }
}
