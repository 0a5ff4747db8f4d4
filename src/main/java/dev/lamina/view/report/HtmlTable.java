package dev.lamina.view.report;

import static dev.lamina.view.report.Html.element;

import dev.lamina.view.Table;
import dev.lamina.view.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Tables of text as tables of a page. */
public final class HtmlTable {
  private HtmlTable() {}

  /** The table as it is: a row for each row, the first cell of which is its heading. */
  public static Html of(String caption, Table table) {
    List<Html> rows = new ArrayList<>();
    for (List<String> cells : table.rows()) {
      rows.add(row(cells.get(0), cells.subList(1, cells.size()), table.columns()));
    }
    return framed(caption, headings(table.columns().stream().map(HtmlTable::heading).toList()), rows);
  }

  private static Html row(String heading, List<String> cells, List<Column> columns) {
    Html.Element row = element("tr", element("th", heading).with("scope", "row"));
    for (int i = 0; i < cells.size(); i++) {
      row = row.add(cell(cells.get(i), columns.get(i + 1)));
    }
    return row;
  }

  /**
   * The table turned: a row for each column and a column for each row, which suits many columns and
   * narrow screens.
   */
  public static Html turned(String caption, Table table) {
    List<Html> rows = new ArrayList<>();
    for (int i = 1; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      Html.Element row = element("tr", element("th", heading(column)).with("scope", "row"));
      for (List<String> cells : table.rows()) {
        row = row.add(cell(cells.get(i), column));
      }
      rows.add(row);
    }
    List<String> names = new ArrayList<>(List.of(heading(table.columns().get(0))));
    table.rows().forEach(cells -> names.add(cells.get(0)));
    return framed(caption, headings(names), rows);
  }

  private static Html cell(String text, Column column) {
    Html.Element cell = element("td", text);
    return column.toTheRight() ? cell : cell.with("class", "words");
  }

  private static String heading(Column column) {
    return column.heading().replace('\n', ' ');
  }

  private static Html.Element headings(List<String> names) {
    return element("tr")
        .add(
            names.stream()
                .map(
                    name ->
                        name.isEmpty()
                            ? element("td")
                            : element("th", name).with("scope", "col"))
                .toList());
  }

  private static Html framed(String caption, Html headings, List<Html> rows) {
    Html table =
        element(
            "table",
            element("caption", caption),
            element("thead", headings),
            element("tbody").add(rows));
    return element("div", table).with("class", "wide");
  }
}
