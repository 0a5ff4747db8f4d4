package dev.lamina.prepare;

import dev.lamina.data.TableColumn;
import dev.lamina.data.ValueType;
import dev.lamina.engine.RawOps;
import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A column of numbers as the bins that they fall into, as by Keras' {@code Discretization}: missing
 * ones are filled, then bin i holds what is at least boundary i - 1 and less than boundary i.
 *
 * @param name of the column
 * @param fill what stands for a missing number
 * @param value learned, or given: what stands for a missing number
 * @param bins how many there are, each with about as many of the training rows; 0 if boundaries are
 *     given
 * @param boundaries learned, or given
 * @param outputMode how a bin is written
 */
public record Discretized(
    String name, Fill fill, float value, int bins, List<Float> boundaries, OutputMode outputMode)
    implements Feature {
  static final Type<Discretized> TYPE =
      Type.of(new Discretized("", Fill.MEAN, 0, 0, List.of(), OutputMode.ONE_HOT), "name");

  public Discretized {
    outputMode.checkSingle("discretized");
    boundaries = List.copyOf(boundaries);
  }

  /** The same with another way to fill: {@code MEDIAN}. */
  public Discretized fill(Fill other) {
    return new Discretized(name, other, value, bins, boundaries, outputMode);
  }

  /** The same with this number for missing ones. */
  public Discretized fill(double number) {
    return new Discretized(name, Fill.CONSTANT, (float) number, bins, boundaries, outputMode);
  }

  /** The same with bins that are written in another way. */
  public Discretized outputMode(OutputMode other) {
    return new Discretized(name, fill, value, bins, boundaries, other);
  }

  @Override
  public Discretized adapt(TableColumn column) {
    float filled = fill.of(column, value);
    List<Float> learned =
        bins == 0 ? boundaries : Quantiles.boundaries(Fill.filled(column, filled), bins);
    return new Discretized(name, fill, filled, bins, learned, outputMode);
  }

  @Override
  public ValueType type() {
    return ValueType.FLOAT32;
  }

  @Override
  public int width() {
    return outputMode.width(boundaries.size() + 1);
  }

  @Override
  @SuppressWarnings("unchecked") // By type().
  public Operand<TFloat32> forward(RawOps ops, Operand<?> raw) {
    Operand<TFloat32> filled = Fill.filled(ops.tf(), (Operand<TFloat32>) raw, value);
    Operand<TInt64> bin =
        ops.tf().dtypes.cast(ops.tf().bucketize(filled, boundaries), TInt64.class);
    return outputMode.encode(ops.tf(), bin, boundaries.size() + 1);
  }
}
