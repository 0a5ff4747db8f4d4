package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Brings each feature of the data to mean 0 and variance 1: {@code (x - mean) / √variance}, by
 * numbers that were measured before. Features are the last axis; an input of any rank keeps its
 * shape. A feature that never varies is only shifted to 0.
 *
 * @param mean of each feature, or a single one for all
 * @param variance of each feature, or a single one for all
 */
public record Normalization(List<Float> mean, List<Float> variance) implements Layer {
  /** Keeps a feature that never varies from a division by zero. */
  private static final double LEAST_DEVIATION = 1e-7;

  public Normalization {
    Moments moments = new Moments(mean, variance);
    mean = moments.mean();
    variance = moments.variance();
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkRow("Normalization", input);
    if (mean.size() != 1 && mean.size() != Features.of(input)) {
      throw new ShapeException(
          "Normalization has numbers for %d features, but got %s; measure them with moments() on data of this shape."
              .formatted(mean.size(), Shapes.text(input)));
    }
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    float[] means = new float[mean.size()];
    float[] factors = new float[mean.size()];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean.get(i);
      factors[i] = (float) (1 / Math.max(Math.sqrt(variance.get(i)), LEAST_DEVIATION));
    }
    return tf.math.mul(tf.math.sub(input, tf.constant(means)), tf.constant(factors));
  }

  @Override
  public long multiplications(Shape input) {
    return input.size();
  }

  @Override
  public String toString() {
    return "normalization";
  }
}
