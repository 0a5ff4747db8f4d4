package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Brings the features of each place to mean 0 and variance 1, then scales and shifts each feature
 * by weights (Ba, Kiros and Hinton 2016). Features are the last axis; an input may have any rank
 * from {@code [features]} on, and keeps its shape.
 *
 * @param epsilon added to the variance, more than 0
 * @param center whether a weight {@code beta} is added
 * @param scale whether a weight {@code gamma} is multiplied by
 * @param gamma of the weight that scales
 * @param beta of the weight that shifts
 */
public record LayerNormalization(
    float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta)
    implements Affine<LayerNormalization> {

  static final LayerNormalization DEFAULT =
      new LayerNormalization(
          1e-3f,
          true,
          true,
          WeightRule.of(Initializers.ones()),
          WeightRule.of(Initializers.zeros()));

  public LayerNormalization {
    Features.checkEpsilon("LayerNormalization", epsilon);
  }

  /** The same layer with another number added to the variance. */
  public LayerNormalization epsilon(float epsilon) {
    return new LayerNormalization(epsilon, center, scale, gamma, beta);
  }

  @Override
  public LayerNormalization center(boolean center) {
    return new LayerNormalization(epsilon, center, scale, gamma, beta);
  }

  @Override
  public LayerNormalization scale(boolean scale) {
    return new LayerNormalization(epsilon, center, scale, gamma, beta);
  }

  @Override
  public LayerNormalization gamma(WeightRule rule) {
    return new LayerNormalization(epsilon, center, scale, rule, beta);
  }

  @Override
  public LayerNormalization beta(WeightRule rule) {
    return new LayerNormalization(epsilon, center, scale, gamma, rule);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkRow("LayerNormalization", input);
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    return Features.weights(this, Features.of(input));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> centered = tf.math.sub(input, mean(tf, input));
    Operand<TFloat32> variance = mean(tf, tf.math.square(centered));
    Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon)));
    Operand<TFloat32> normal = tf.math.mul(centered, factor);
    Operand<TFloat32> scaled = scale ? tf.math.mul(normal, pass.weight("gamma")) : normal;
    return center ? tf.math.add(scaled, pass.weight("beta")) : scaled;
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values) {
    return tf.math.mean(values, tf.constant(-1), Mean.keepDims(true));
  }

  @Override
  public long multiplications(Shape input) {
    return 3 * input.size();
  }

  @Override
  public String toString() {
    return "layerNormalization";
  }
}
