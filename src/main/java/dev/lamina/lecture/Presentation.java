package dev.lamina.lecture;

import static dev.lamina.view.report.Html.element;

import dev.lamina.model.Provenance;
import dev.lamina.text.DisplayWidth;
import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.diagram.Formula;
import dev.lamina.view.report.Html;
import dev.lamina.view.report.Report;
import dev.lamina.view.report.Report.Section;
import dev.lamina.view.report.Sections;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The lecture as it is given: printed as text while it goes on, and kept as a page. All that it
 * says it says by the keys of its words.
 */
public class Presentation {
  /** The longest lines of text, in columns. */
  public static final int WIDTH = 100;

  private final PrintWriter out;
  private final Words words;
  private final int width;
  private final List<Section> page = new ArrayList<>();

  /**
   * A presentation that begins.
   *
   * @param out where the text goes
   * @param width how many columns a paragraph may take
   */
  public Presentation(PrintWriter out, Words words, int width) {
    this.out = out;
    this.words = words;
    this.width = width;
  }

  /** The page of all that was presented so far. */
  public Report report(Provenance provenance) {
    Report report =
        Report.of(words.get("title"), words.get("lead"))
            .language(words.get("language"))
            .contents(words.get("contents"));
    for (Section section : page) {
      report = report.section(section);
    }
    return report.section(
        Sections.provenance(provenance, Map.of(), words::provenance).anchor("provenance"));
  }

  /** Says that there is more to be seen on the page. */
  public void pointToPage() {
    paragraph(words.get("pictures"));
  }

  /** What it says, for numbers and names that take part in it. */
  Words words() {
    return words;
  }

  /** Comes to a part of the lecture, by its number: {@code 3} or {@code 3F}. */
  void begin(String number) {
    if (!page.isEmpty()) {
      out.println();
    }
    int level = number.length() == 1 ? 2 : 3;
    title(words.get(number), level == 2 ? "=" : "-");
    page.add(Section.of(words.get(number)).level(level).anchor(number.toLowerCase(Locale.ROOT)));
  }

  /** Comes to a part of a part. */
  void heading(String key) {
    title(words.get(key), "-");
    page.add(Section.of(words.get(key)).level(4).anchor(key.replace('.', '-')));
  }

  private void title(String title, String line) {
    out.println(title);
    out.println(line.repeat(DisplayWidth.of(title)));
    out.println();
  }

  /** Says a paragraph. */
  void say(String key, Object... values) {
    String text = words.get(key, values);
    paragraph(text);
    add(element("p", text));
  }

  /** Says a text in lines of its own. */
  void tell(String text) {
    print(text);
    add(element("p", text.strip()));
  }

  private void paragraph(String text) {
    print(wrapped(text, ""));
  }

  /** Breaks a text into lines; all but the first begin with an indent. */
  private String wrapped(String text, String indent) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      int columns = DisplayWidth.of(word);
      if (column > 0 && column + 1 + columns > width) {
        lines.append('\n').append(indent);
        column = indent.length();
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += columns;
    }
    return lines.toString();
  }

  /** Lists steps, one for each line of a text, with their numbers. */
  void steps(String key) {
    Html.Element list = element("ol");
    List<String> steps = words.get(key).lines().toList();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      lines.append(wrapped("%s. %s".formatted(i + 1, steps.get(i)), "   ")).append('\n');
      list = list.add(element("li", steps.get(i)));
    }
    print(lines.toString());
    add(list);
  }

  /** Shows lines as they are, such as a listing of numbers. */
  void show(String lines) {
    print(lines);
    add(element("pre", lines.stripTrailing()));
  }

  /**
   * Shows the lines that compute what is shown: those of Lamina, and on the page those of PyTorch
   * beside them.
   *
   * @param where the class in whose source the lines stand
   * @param name of the lines, there and among PyTorch's
   */
  void code(Class<?> where, String name) {
    String java = Code.java(where, name);
    out.println(words.get("code.java"));
    out.println();
    print(java.indent(4));
    add(
        element(
                "div",
                listing(words.get("code.java"), java),
                listing(words.get("code.pytorch"), Code.pytorch(name)))
            .with("class", "code"));
  }

  private static Html listing(String caption, String lines) {
    return element("figure", element("figcaption", caption), element("pre", lines.stripTrailing()));
  }

  /** Shows a table; what stands for its caption may need values. */
  void show(String key, Table table, Object... values) {
    String caption = words.get(key, values);
    out.println(caption);
    out.println();
    print(table.toString());
    add(Html.table(caption, table));
  }

  /** Draws a network. */
  void draw(String key, Diagram diagram) {
    String caption = words.get(key);
    paragraph(caption);
    print(diagram.text());
    add(
        element("figure", element("figcaption", caption), Html.markup(diagram.svg()))
            .with("class", "diagram"));
  }

  /** Writes a network as a formula, with the shapes beneath. */
  void formula(Formula formula) {
    print(formula.textWithShapes());
    add(element("p", Html.markup(formula.mathml())).with("class", "formula"));
  }

  /**
   * Plots numbers, on the page alone.
   *
   * @param name of the plot's file, without its ending
   */
  void plot(String name, Plot plot) {
    page.add(removeLast().plot(name, plot));
  }

  private void print(String lines) {
    out.println(lines.stripTrailing());
    out.println();
    out.flush();
  }

  private void add(Html content) {
    page.add(removeLast().add(content));
  }

  private Section removeLast() {
    return page.remove(page.size() - 1);
  }
}
