package dev.lamina.view.report;

import static dev.lamina.view.report.Html.element;

import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
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
    List<Html> headings =
        table.columns().stream().map(column -> heading(heading(column), column)).toList();
    return framed(caption, element("tr").add(headings), rows);
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
    Column names = table.columns().get(0);
    List<Html> headings = new ArrayList<>(List.of(heading(heading(names), names)));
    table.rows().forEach(cells -> headings.add(heading(cells.get(0), Column.right(""))));
    return framed(caption, element("tr").add(headings), rows);
  }

  private static Html cell(String text, Column column) {
    Html.Element cell = element("td", text);
    return column.toTheRight() ? cell : cell.with("class", "words");
  }

  private static String heading(Column column) {
    return column.heading().replace('\n', ' ');
  }

  /** A column's heading; an empty cell heads nothing. */
  private static Html heading(String name, Column column) {
    Html.Element heading =
        name.isEmpty() ? element("td") : element("th", name).with("scope", "col");
    return column.toTheRight() ? heading : heading.with("class", "words");
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
