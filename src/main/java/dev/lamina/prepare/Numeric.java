package dev.lamina.prepare;

import dev.lamina.data.Dataset;
import dev.lamina.data.TableColumn;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.engine.RawOps;
import dev.lamina.layer.Moments;
import dev.lamina.spec.Type;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A column of numbers: missing ones are filled, then all are brought to mean 0 and variance 1, as
 * by Keras' {@code Normalization}.
 *
 * @param name of the column
 * @param fill what stands for a missing number
 * @param normalized whether mean and variance are taken out
 * @param value learned, or given: what stands for a missing number
 * @param mean learned of the filled column
 * @param variance learned of the filled column
 */
public record Numeric(
    String name, Fill fill, boolean normalized, float value, float mean, float variance)
    implements Feature {
  static final Type<Numeric> TYPE = Type.of(new Numeric("", Fill.MEAN, true, 0, 0, 1), "name");

  /** Keeps a column that never varies from a division by zero, as in Keras. */
  private static final float LEAST_DEVIATION = 1e-7f;

  /** The same with another way to fill: {@code MEDIAN}. */
  public Numeric fill(Fill other) {
    return new Numeric(name, other, normalized, value, mean, variance);
  }

  /** The same with this number for missing ones. */
  public Numeric fill(double number) {
    return new Numeric(name, Fill.CONSTANT, normalized, (float) number, mean, variance);
  }

  /** The same with or without mean and variance taken out. */
  public Numeric normalized(boolean whether) {
    return new Numeric(name, fill, whether, value, mean, variance);
  }

  @Override
  public Numeric adapt(TableColumn column) {
    float filled = fill.of(column, value);
    Moments moments =
        Dataset.of(Map.of("x", Values.of(Fill.filled(column, filled))), Map.of()).moments();
    return new Numeric(
        name, fill, normalized, filled, moments.mean().get(0), moments.variance().get(0));
  }

  @Override
  public ValueType type() {
    return ValueType.FLOAT32;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked") // By type().
  public Operand<TFloat32> forward(RawOps ops, Operand<?> raw) {
    Ops tf = ops.tf();
    Operand<TFloat32> filled = Fill.filled(tf, (Operand<TFloat32>) raw, value);
    float deviation = Math.max((float) Math.sqrt(variance), LEAST_DEVIATION);
    return normalized
        ? tf.math.div(tf.math.sub(filled, tf.constant(mean)), tf.constant(deviation))
        : filled;
  }
}
