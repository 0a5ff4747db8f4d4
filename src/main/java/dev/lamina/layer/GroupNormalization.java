package dev.lamina.layer;

import dev.lamina.spec.Type;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Normalizes groups of the features of each example, over all its places (Wu and He 2018).
 *
 * @param groups into how many parts the features are divided; -1 for as many as there are, which is
 *     instance normalization (Ulyanov et al. 2016)
 * @param epsilon added to the variance, more than 0
 * @param center whether a weight {@code beta} is added
 * @param scale whether a weight {@code gamma} is multiplied by
 * @param gamma of the weight that scales
 * @param beta of the weight that shifts
 */
public record GroupNormalization(
    int groups, float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta)
    implements NormalizationLayer<GroupNormalization> {
  static final Type<GroupNormalization> TYPE = Type.of(Layers.groupNormalization(32));

  public GroupNormalization {
    if (groups < 1 && groups != -1) {
      throw new IllegalArgumentException(
          "GroupNormalization needs at least 1 group, or -1 for one of each feature, but got %s."
              .formatted(groups));
    }
    NormalizationLayer.checkEpsilon("GroupNormalization", epsilon);
  }

  @Override
  public GroupNormalization with(
      float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta) {
    return new GroupNormalization(groups, epsilon, center, scale, gamma, beta);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.checkRow("GroupNormalization", input);
    if (groups != -1 && Shapes.last(input) % groups != 0) {
      throw new ShapeException(
          "GroupNormalization has %s groups, but got %s, whose %s features they do not divide; give it other groups."
              .formatted(groups, Shapes.text(input), Shapes.last(input)));
    }
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Shape example = Shapes.example(input);
    long features = Shapes.last(example);
    long parts = groups == -1 ? features : groups;
    Operand<TFloat32> parted =
        Shapes.reshape(tf, input, -1, example.size() / features, parts, features / parts);
    Operand<TFloat32> centered = tf.math.sub(parted, mean(tf, parted));
    Operand<TFloat32> variance = mean(tf, tf.math.square(centered));
    Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon)));
    Operand<TFloat32> normal =
        Shapes.reshape(
            tf, tf.math.mul(centered, factor), Shapes.batch(Shape.UNKNOWN_SIZE, example));
    Operand<TFloat32> scaled = scale ? tf.math.mul(normal, pass.weight("gamma")) : normal;
    return center ? tf.math.add(scaled, pass.weight("beta")) : scaled;
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values) {
    return tf.math.mean(values, tf.constant(new int[] {1, 3}), Mean.keepDims(true));
  }

  @Override
  public long multiplications(Shape input) {
    return 3 * input.size();
  }

  @Override
  public String toString() {
    return "groupNormalization(" + groups + ")";
  }
}
