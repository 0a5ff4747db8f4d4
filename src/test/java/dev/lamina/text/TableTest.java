package dev.lamina.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.text.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsColumns() {
    Table table =
        Table.of(Column.left("way"), Column.right("batch"), Column.right("µs per\nupdate"))
            .row("full batch", "12,665", "11,471")
            .row("mini-batch", "2,048", "2.10");

    assertThat(table)
        .hasToString(
            """
                                µs per
            way          batch  update
            full batch  12,665  11,471
            mini-batch   2,048    2.10
            """);
  }

  @Test
  void hasNoTrailingSpaces() {
    Table table = Table.of(Column.left("a"), Column.left("b")).row("1", "long").row("2", "");

    assertThat(table)
        .hasToString(
            """
            a  b
            1  long
            2
            """);
  }

  @Test
  void takesOnlyFullRows() {
    Table table = Table.of(Column.left("a"), Column.left("b"));

    assertThatThrownBy(() -> table.row("1"))
        .hasMessage("A row needs a cell for each of the 2 columns, but got [1].");
  }

  @Test
  void padsByTheWidthThatATerminalShows() {
    Table table = Table.of(Column.left("이름"), Column.right("수")).row("경사", "10").row("ŷ", "2");

    assertThat(table)
        .hasToString(
            """
            이름  수
            경사  10
            ŷ      2
            """);
  }
}
