package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it by weights
 * (Ioffe and Szegedy 2015). Features are the last axis; an input may have any rank from {@code
 * [features]} on, and keeps its shape.
 *
 * <p>While the layer learns it uses the batch's mean and variance and moves its running ones
 * towards them. Otherwise, and when it is frozen, it uses the running ones.
 *
 * @param momentum how much of a running value an update keeps, in [0, 1]
 * @param epsilon added to the variance, more than 0
 * @param center whether a weight {@code beta} is added
 * @param scale whether a weight {@code gamma} is multiplied by
 * @param gamma of the weight that scales
 * @param beta of the weight that shifts
 */
public record BatchNormalization(
    float momentum, float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta)
    implements Affine<BatchNormalization> {

  static final BatchNormalization DEFAULT =
      new BatchNormalization(
          0.99f,
          1e-3f,
          true,
          true,
          WeightRule.of(Initializers.ones()),
          WeightRule.of(Initializers.zeros()));

  public BatchNormalization {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "BatchNormalization needs a momentum in [0, 1], but got " + momentum + ".");
    }
    Features.checkEpsilon("BatchNormalization", epsilon);
  }

  /** The same layer whose running values keep another share of themselves at every update. */
  public BatchNormalization momentum(float momentum) {
    return new BatchNormalization(momentum, epsilon, center, scale, gamma, beta);
  }

  /** The same layer with another number added to the variance. */
  public BatchNormalization epsilon(float epsilon) {
    return new BatchNormalization(momentum, epsilon, center, scale, gamma, beta);
  }

  @Override
  public BatchNormalization center(boolean center) {
    return new BatchNormalization(momentum, epsilon, center, scale, gamma, beta);
  }

  @Override
  public BatchNormalization scale(boolean scale) {
    return new BatchNormalization(momentum, epsilon, center, scale, gamma, beta);
  }

  @Override
  public BatchNormalization gamma(WeightRule rule) {
    return new BatchNormalization(momentum, epsilon, center, scale, rule, beta);
  }

  @Override
  public BatchNormalization beta(WeightRule rule) {
    return new BatchNormalization(momentum, epsilon, center, scale, gamma, rule);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkRow("BatchNormalization", input);
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    long features = Features.of(input);
    List<Weight> weights = Features.weights(this, features);
    weights.add(Weight.state("movingMean", Shape.of(features), Initializers.zeros()));
    weights.add(Weight.state("movingVariance", Shape.of(features), Initializers.ones()));
    return weights;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    int features = Math.toIntExact(Features.of(input.shape()));
    boolean learning = pass.learning();
    // The op takes images; the statistics of any other rank are those of images of one pixel.
    Operand<TFloat32> pixels = tf.reshape(input, tf.constant(new int[] {-1, 1, 1, features}));
    FusedBatchNorm<TFloat32, TFloat32> normal =
        tf.nn.fusedBatchNorm(
            pixels,
            scale ? pass.weight("gamma") : Features.filled(tf, features, 1),
            center ? pass.weight("beta") : Features.filled(tf, features, 0),
            learning ? tf.constant(new float[0]) : pass.weight("movingMean"),
            learning ? tf.constant(new float[0]) : pass.weight("movingVariance"),
            FusedBatchNorm.epsilon(epsilon),
            FusedBatchNorm.isTraining(learning));
    if (learning) {
      move(pass, "movingMean", normal.batchMean());
      move(pass, "movingVariance", ofPopulation(tf, normal.batchVariance(), pixels));
    }
    return tf.reshape(normal.y(), tf.constant(input.shape().asArray()));
  }

  /** The op estimates the variance from n values by n - 1; the running one divides by n. */
  private static Operand<TFloat32> ofPopulation(
      Ops tf, Operand<TFloat32> variance, Operand<TFloat32> pixels) {
    Operand<TFloat32> values = tf.dtypes.cast(tf.size(pixels), TFloat32.class);
    Operand<TFloat32> each = tf.math.div(values, tf.dtypes.cast(tf.size(variance), TFloat32.class));
    return tf.math.mul(variance, tf.math.div(tf.math.sub(each, tf.constant(1f)), each));
  }

  private void move(Pass pass, String name, Operand<TFloat32> value) {
    Ops tf = pass.tf();
    pass.update(
        name,
        tf.math.add(
            tf.math.mul(pass.weight(name), tf.constant(momentum)),
            tf.math.mul(value, tf.constant(1 - momentum))));
  }

  @Override
  public long multiplications(Shape input) {
    return 2 * input.size();
  }

  @Override
  public String toString() {
    return "batchNormalization";
  }
}
