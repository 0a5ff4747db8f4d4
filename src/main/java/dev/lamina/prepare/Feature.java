package dev.lamina.prepare;

import dev.lamina.data.DataException;
import dev.lamina.data.TableColumn;
import dev.lamina.data.ValueType;
import dev.lamina.engine.RawOps;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Types;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** One column of a table as a network takes it, and what was learned of the column for that. */
public sealed interface Feature permits Numeric, Discretized, Category, Hashed, TextVectors {

  /** The column's name. */
  String name();

  /**
   * The same with what the rows teach; what was given before stays.
   *
   * @param column of the training rows alone
   * @throws DataException if the column has values of another kind, or none
   */
  Feature adapt(TableColumn column);

  /** The type of a raw value: float32 with NaN for a missing one, string with "", or int64. */
  ValueType type();

  /** How many numbers a network gets of each value. */
  int width();

  /**
   * The numbers of some rows.
   *
   * @param raw {@code [rows, 1]}
   * @return {@code [rows, width]}
   */
  Operand<TFloat32> forward(RawOps ops, Operand<?> raw);

  /** What reads and writes features as JSON. */
  static Specs specs() {
    return Specs.of(
        Types.of(
            "feature",
            Feature.class,
            Numeric.TYPE,
            Discretized.TYPE,
            Category.TYPE,
            Hashed.TYPE,
            TextVectors.TYPE));
  }
}
