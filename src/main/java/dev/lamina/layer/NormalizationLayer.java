package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A layer that brings its input to mean 0 and variance 1, then scales each feature by a weight
 * {@code gamma} and shifts it by a weight {@code beta}. Features are the last axis; an input may
 * have any rank from {@code [features]} on, and keeps its shape.
 *
 * @param <L> the layer's own type
 */
public interface NormalizationLayer<L extends NormalizationLayer<L>> extends Layer {

  /** What is added to the variance, more than 0. */
  float epsilon();

  /** Whether there is a weight {@code beta}. */
  boolean center();

  /** Whether there is a weight {@code gamma}. */
  boolean scale();

  /** The rule of the weight that scales. */
  WeightRule gamma();

  /** The rule of the weight that shifts. */
  WeightRule beta();

  /** The same layer but for the settings that are given. */
  L with(float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta);

  /** The same layer with another number added to the variance. */
  default L epsilon(double epsilon) {
    return with((float) epsilon, center(), scale(), gamma(), beta());
  }

  /** The same layer with or without a weight {@code beta}. */
  default L center(boolean center) {
    return with(epsilon(), center, scale(), gamma(), beta());
  }

  /** The same layer with or without a weight {@code gamma}. */
  default L scale(boolean scale) {
    return with(epsilon(), center(), scale, gamma(), beta());
  }

  /**
   * The same layer with another initializer, regularizer or constraint of {@code gamma}; zeros at
   * the end of a residual branch let the block begin as the identity.
   */
  default L gamma(WeightOption... options) {
    return with(epsilon(), center(), scale(), gamma().with(options), beta());
  }

  /** The same layer with another initializer, regularizer or constraint of {@code beta}. */
  default L beta(WeightOption... options) {
    return with(epsilon(), center(), scale(), gamma(), beta().with(options));
  }

  @Override
  default Shape outputShape(Shape input) {
    Shapes.checkRow(type(), input);
    return input;
  }

  @Override
  default List<Weight> weights(Shape input) {
    Shape features = Shape.of(Shapes.last(input));
    List<Weight> weights = new ArrayList<>();
    if (scale()) {
      weights.add(Weight.of("gamma", features, gamma()));
    }
    if (center()) {
      weights.add(Weight.of("beta", features, beta()));
    }
    return weights;
  }

  @Override
  default boolean masked(boolean input) {
    return input;
  }

  /** Checks that epsilon is more than 0. */
  static void checkEpsilon(String layer, float epsilon) {
    if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs an epsilon of more than 0, but got %s.".formatted(layer, epsilon));
    }
  }

  /**
   * Normalizes each feature over the batch (Ioffe and Szegedy 2015).
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
  record BatchNormalization(
      float momentum,
      float epsilon,
      boolean center,
      boolean scale,
      WeightRule gamma,
      WeightRule beta)
      implements NormalizationLayer<BatchNormalization> {
    /** What is added to the number of steps that count, for there may be none, as in Keras. */
    private static final float NO_COUNT = 1e-7f;

    static final Type<BatchNormalization> TYPE = Type.of(Layers.batchNormalization());

    public BatchNormalization {
      if (!(momentum >= 0 && momentum <= 1)) {
        throw new IllegalArgumentException(
            "BatchNormalization needs a momentum in [0, 1], but got " + momentum + ".");
      }
      checkEpsilon("BatchNormalization", epsilon);
    }

    @Override
    public BatchNormalization with(
        float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta) {
      return new BatchNormalization(momentum, epsilon, center, scale, gamma, beta);
    }

    /** The same layer whose running values keep another share of themselves at every update. */
    public BatchNormalization momentum(double momentum) {
      return new BatchNormalization((float) momentum, epsilon, center, scale, gamma, beta);
    }

    @Override
    public List<Weight> weights(Shape input) {
      Shape features = Shape.of(Shapes.last(input));
      List<Weight> weights = NormalizationLayer.super.weights(input);
      weights.add(Weight.state("movingMean", features, Initializers.zeros()));
      weights.add(Weight.state("movingVariance", features, Initializers.ones()));
      return weights;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      if (!pass.learning()) {
        return apply(pass, input, pass.weight("movingMean"), pass.weight("movingVariance"));
      }
      return pass.mask(input)
          .map(mask -> learn(pass, input, mask))
          .orElseGet(() -> learn(pass, input));
    }

    /** With known moments, which make of each feature's normalization a line. */
    private Operand<TFloat32> apply(
        Pass pass, Operand<TFloat32> input, Operand<TFloat32> mean, Operand<TFloat32> variance) {
      Ops tf = pass.tf();
      Operand<TFloat32> inverse = tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon)));
      Operand<TFloat32> slope = scale ? tf.math.mul(inverse, pass.weight("gamma")) : inverse;
      Operand<TFloat32> shift = tf.math.mul(mean, slope);
      return tf.math.add(
          tf.math.mul(input, slope),
          center ? tf.math.sub(pass.weight("beta"), shift) : tf.math.neg(shift));
    }

    private Operand<TFloat32> learn(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      int features = Math.toIntExact(Shapes.last(input.shape()));
      // The op takes images; the statistics of any other rank are those of images of one pixel.
      Operand<TFloat32> pixels = tf.reshape(input, tf.constant(new int[] {-1, 1, 1, features}));
      FusedBatchNorm<TFloat32, TFloat32> normal =
          tf.nn.fusedBatchNorm(
              pixels,
              scale ? pass.weight("gamma") : filled(tf, features, 1),
              center ? pass.weight("beta") : filled(tf, features, 0),
              tf.constant(new float[0]),
              tf.constant(new float[0]),
              FusedBatchNorm.epsilon(epsilon));
      move(pass, "movingMean", normal.batchMean());
      move(pass, "movingVariance", ofPopulation(tf, normal.batchVariance(), pixels));
      return Shapes.reshape(tf, normal.y(), input.shape());
    }

    /** From the moments of the steps that count. */
    private Operand<TFloat32> learn(Pass pass, Operand<TFloat32> input, Operand<TBool> mask) {
      int rank = input.shape().numDimensions();
      Masking.checkRank(this, mask, rank - 1);
      Ops tf = pass.tf();
      Operand<TInt32> axes = tf.constant(IntStream.range(0, rank - 1).toArray());
      Operand<TFloat32> each = tf.dtypes.cast(mask, TFloat32.class);
      Operand<TFloat32> count = tf.math.add(tf.reduceSum(each, axes), tf.constant(NO_COUNT));
      Operand<TFloat32> mean =
          tf.math.div(tf.reduceSum(Masking.zeroed(tf, mask, input), axes), count);
      Operand<TFloat32> squares = Masking.zeroed(tf, mask, tf.math.squaredDifference(input, mean));
      Operand<TFloat32> variance = tf.math.div(tf.reduceSum(squares, axes), count);
      move(pass, "movingMean", mean);
      move(pass, "movingVariance", variance);
      return apply(pass, input, mean, variance);
    }

    private static Operand<TFloat32> filled(Ops tf, int features, float value) {
      float[] values = new float[features];
      Arrays.fill(values, value);
      return tf.constant(values);
    }

    /** The op estimates the variance from n values by n - 1; the running one divides by n. */
    private static Operand<TFloat32> ofPopulation(
        Ops tf, Operand<TFloat32> variance, Operand<TFloat32> pixels) {
      Operand<TFloat32> values = tf.dtypes.cast(tf.size(pixels), TFloat32.class);
      Operand<TFloat32> each =
          tf.math.div(values, tf.dtypes.cast(tf.size(variance), TFloat32.class));
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

  /**
   * Normalizes the features of each place (Ba, Kiros and Hinton 2016).
   *
   * @param epsilon added to the variance, more than 0
   * @param center whether a weight {@code beta} is added
   * @param scale whether a weight {@code gamma} is multiplied by
   * @param gamma of the weight that scales
   * @param beta of the weight that shifts
   */
  record LayerNormalization(
      float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta)
      implements NormalizationLayer<LayerNormalization> {
    static final Type<LayerNormalization> TYPE = Type.of(Layers.layerNormalization());

    public LayerNormalization {
      checkEpsilon("LayerNormalization", epsilon);
    }

    @Override
    public LayerNormalization with(
        float epsilon, boolean center, boolean scale, WeightRule gamma, WeightRule beta) {
      return new LayerNormalization(epsilon, center, scale, gamma, beta);
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
}
