package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One rate up to the first boundary, another up to the second, and so on.
 *
 * @param boundaries the numbers of updates after which the rates change, growing; the rate changes
 *     with the update that has more than that many before it
 * @param values the rates, one more than boundaries, finite and at least 0
 */
public record PiecewiseConstantDecay(List<Integer> boundaries, List<Float> values)
    implements Schedule {

  public PiecewiseConstantDecay {
    boundaries = List.copyOf(boundaries);
    values = List.copyOf(values);
    if (boundaries.isEmpty()) {
      throw new IllegalArgumentException(
          "PiecewiseConstantDecay needs at least one boundary, but got none; take constant(rate).");
    }
    if (values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "PiecewiseConstantDecay needs one value more than boundaries, but got %d values and %d boundaries."
              .formatted(values.size(), boundaries.size()));
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (boundaries.get(i) <= boundaries.get(i - 1)) {
        throw new IllegalArgumentException(
            "PiecewiseConstantDecay needs boundaries that grow, but got %s.".formatted(boundaries));
      }
    }
    values.forEach(value -> Checks.notNegative("PiecewiseConstantDecay", "value", value));
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    Operand<TInt32> passed =
        tf.dtypes.cast(tf.math.greater(updates, tf.constant(floats(boundaries))), TInt32.class);
    return tf.gather(
        tf.constant(floats(values)), tf.reduceSum(passed, tf.constant(0)), tf.constant(0));
  }

  private static float[] floats(List<? extends Number> numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }
}
