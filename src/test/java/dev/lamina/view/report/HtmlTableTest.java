package dev.lamina.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import org.junit.jupiter.api.Test;

class HtmlTableTest {
  private static final Table TABLE =
      Table.of(Column.left(""), Column.right("final\nloss"), Column.left("device"))
          .row("SGD", "0.5", "CPU")
          .row("Adam", "0.25", "GPU");

  @Test
  void showsARowForEachRow() {
    assertThat(HtmlTable.of("Ways", TABLE).write())
        .endsWith(
            """
            <div class="wide"><table><caption>Ways</caption><thead><tr><td class="words"></td>\
            <th scope="col">final loss</th><th class="words" scope="col">device</th></tr></thead>\
            <tbody><tr><th scope="row">SGD</th><td>0.5</td><td class="words">CPU</td></tr>\
            <tr><th scope="row">Adam</th><td>0.25</td><td class="words">GPU</td></tr></tbody>\
            </table></div>""");
  }

  @Test
  void showsAColumnForEachRowWhenTurned() {
    assertThat(HtmlTable.turned("Ways", TABLE).write())
        .endsWith(
            """
            <div class="wide"><table><caption>Ways</caption><thead><tr><td class="words"></td>\
            <th scope="col">SGD</th><th scope="col">Adam</th></tr></thead>\
            <tbody><tr><th scope="row">final loss</th><td>0.5</td><td>0.25</td></tr>\
            <tr><th scope="row">device</th><td class="words">CPU</td><td class="words">GPU</td></tr>\
            </tbody></table></div>""");
  }
}
