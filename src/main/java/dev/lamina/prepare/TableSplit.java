package dev.lamina.prepare;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Table;
import java.util.function.Function;

/**
 * A table's rows in two parts, made a network's numbers of by what was learned of the first.
 *
 * @param preparation what was learned
 * @param train the rows to train on
 * @param test the rest
 */
public record TableSplit(Preparation preparation, Dataset train, Dataset test) {

  /**
   * Shuffles the rows that have a target, and splits them. The names of classes are those of all
   * rows, so that none is unknown in the second part; all else is learned from the first.
   *
   * @param columns which are taken, chosen by the first part, such as by {@link Columns#infer}
   * @param fraction of the rows to train on, more than 0 and less than 1
   * @param seed of the order
   * @throws DataException if there is no column of the target's name, or nothing can be learned of
   *     a column; names it
   */
  public static TableSplit of(
      Table table, Function<Table, Columns> columns, String target, double fraction, long seed) {
    Table rows = table.dropMissing(target).shuffle(seed);
    Table.Halves parts = rows.split(fraction);
    Target of = Target.of(rows.column(target));
    Preparation preparation =
        columns
            .apply(parts.first())
            .adapt(
                parts.first(), of.isClasses() ? of : Target.numbers(parts.first().column(target)));
    return new TableSplit(
        preparation, preparation.dataset(parts.first()), preparation.dataset(parts.second()));
  }
}
