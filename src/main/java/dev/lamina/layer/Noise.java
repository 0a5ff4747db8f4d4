package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers that disturb their input at random while training, against overfitting. */
public final class Noise {
  private Noise() {}

  /**
   * Sets a share of the numbers to zero at random while training, and scales the others by {@code 1
   * / (1 - rate)} (Srivastava et al. 2014).
   *
   * @param rate the share to drop, in [0, 1)
   * @param noiseShape how many numbers are drawn along each axis of an example: 1, whose number is
   *     shared along the axis, or the axis' size, for which -1 stands; empty for all numbers
   */
  public record Dropout(float rate, List<Integer> noiseShape) implements InTraining {
    static final Type<Dropout> TYPE = Type.of(Layers.dropout(0), "rate");

    public Dropout {
      checkRate("Dropout", rate);
      noiseShape = List.copyOf(noiseShape);
    }

    /**
     * The same layer that drops numbers together: {@code noiseShape(1, 1, 1)} drops whole pictures,
     * the stochastic depth of Huang et al. (2016) in a residual branch.
     *
     * @param sizes of each axis of an example: 1, the axis' size or -1, which stands for it
     */
    public Dropout noiseShape(int... sizes) {
      return new Dropout(rate, IntStream.of(sizes).boxed().toList());
    }

    @Override
    public Shape outputShape(Shape input) {
      boolean fits = noiseShape.isEmpty() || noiseShape.size() == input.numDimensions();
      for (int axis = 0; fits && axis < noiseShape.size(); axis++) {
        fits = List.of(1L, -1L, input.get(axis)).contains((long) noiseShape.get(axis));
      }
      if (!fits) {
        throw new ShapeException(
            "Dropout with the noiseShape %s takes examples of those sizes, or of any where it is 1 or -1, but got %s; give it a size for each axis."
                .formatted(noiseShape, Shapes.text(input)));
      }
      return input;
    }

    @Override
    public boolean disturbs() {
      return rate != 0;
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      return drop(
          tf,
          input,
          noiseShape.isEmpty() ? pass.uniform(tf.shape(input)) : noise(pass, input),
          rate);
    }

    private Operand<TFloat32> noise(Pass pass, Operand<TFloat32> input) {
      Shape example = Shapes.example(input);
      return uniform(
          pass,
          input,
          IntStream.range(0, noiseShape.size())
              .mapToLong(
                  axis -> noiseShape.get(axis) == -1 ? example.get(axis) : noiseShape.get(axis))
              .toArray());
    }

    @Override
    public String toString() {
      return "dropout(" + rate + ")" + (noiseShape.isEmpty() ? "" : " of " + noiseShape);
    }
  }

  /**
   * The layer of {@link Layers#spatialDropout2D}: neighbouring pixels are alike, so dropping them
   * one by one would hide little.
   */
  record SpatialDropout2D(float rate) implements InTraining.OfImages {
    static final Type<Layer> TYPE = Type.of(Layers.spatialDropout2D(0), "rate");

    SpatialDropout2D {
      checkRate("SpatialDropout2D", rate);
    }

    @Override
    public boolean disturbs() {
      return rate != 0;
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      long channels = Shapes.last(input.shape());
      return drop(pass.tf(), input, uniform(pass, input, 1, 1, channels), rate);
    }

    @Override
    public String toString() {
      return "spatialDropout2D(" + rate + ")";
    }
  }

  /** The layer of {@link Layers#spatialDropout1D}. */
  record SpatialDropout1D(float rate) implements OverSteps {
    static final Type<Layer> TYPE = Type.of(Layers.spatialDropout1D(0), "rate");

    SpatialDropout1D {
      checkRate("SpatialDropout1D", rate);
    }

    @Override
    public Layer ofImages() {
      return new SpatialDropout2D(rate);
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "spatialDropout1D(" + rate + ")";
    }
  }

  /** The layer of {@link Layers#alphaDropout}. */
  record AlphaDropout(float rate) implements InTraining {
    static final Type<Layer> TYPE = Type.of(Layers.alphaDropout(0), "rate");

    /** What selu comes to far below 0. */
    private static final double DROPPED = -1.0507009873554805 * 1.6732632423543772;

    AlphaDropout {
      checkRate("AlphaDropout", rate);
    }

    @Override
    public boolean disturbs() {
      return rate != 0;
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      double factor = 1 / Math.sqrt((1 - rate) * (1 + rate * DROPPED * DROPPED));
      Operand<TFloat32> dropped =
          tf.select(
              tf.math.greaterEqual(pass.uniform(tf.shape(input)), tf.constant(rate)),
              input,
              tf.constant((float) DROPPED));
      return tf.math.add(
          tf.math.mul(dropped, tf.constant((float) factor)),
          tf.constant((float) (-factor * DROPPED * rate)));
    }

    @Override
    public String toString() {
      return "alphaDropout(" + rate + ")";
    }
  }

  /** The layer of {@link Layers#gaussianDropout}. */
  record GaussianDropout(float rate) implements InTraining {
    static final Type<Layer> TYPE = Type.of(Layers.gaussianDropout(0), "rate");

    GaussianDropout {
      checkRate("GaussianDropout", rate);
    }

    @Override
    public boolean disturbs() {
      return rate != 0;
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      float stddev = (float) Math.sqrt(rate / (1 - rate));
      Operand<TFloat32> factors =
          tf.math.add(
              tf.math.mul(pass.normal(tf.shape(input)), tf.constant(stddev)), tf.constant(1f));
      return tf.math.mul(input, tf.stopGradient(factors));
    }

    @Override
    public String toString() {
      return "gaussianDropout(" + rate + ")";
    }
  }

  /** The layer of {@link Layers#gaussianNoise}. */
  record GaussianNoise(float stddev) implements InTraining {
    static final Type<Layer> TYPE = Type.of(Layers.gaussianNoise(0), "stddev");

    GaussianNoise {
      if (!(stddev >= 0 && stddev < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "GaussianNoise needs a stddev of at least 0, but got " + stddev + ".");
      }
    }

    @Override
    public boolean disturbs() {
      return stddev != 0;
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      // The numbers of noise follow from the input's shape, which TensorFlow would differentiate
      // by.
      Operand<TFloat32> normal = tf.stopGradient(pass.normal(tf.shape(input)));
      return tf.math.add(input, tf.math.mul(normal, tf.constant(stddev)));
    }

    @Override
    public String toString() {
      return "gaussianNoise(" + stddev + ")";
    }
  }

  /**
   * @throws IllegalArgumentException if the rate is not in [0, 1)
   */
  static void checkRate(String layer, float rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "%s needs a rate in [0, 1), but got %s.".formatted(layer, rate));
    }
  }

  /** Drops where the random numbers, which broadcast to the input, are below the rate. */
  static Operand<TFloat32> drop(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> uniform, float rate) {
    Operand<TFloat32> scaled = tf.math.mul(input, tf.constant(1 / (1 - rate)));
    return tf.select(tf.math.greaterEqual(uniform, tf.constant(rate)), scaled, tf.zerosLike(input));
  }

  /**
   * Random numbers in [0, 1) for each image of a batch, {@code [batch, ...sizes]}. Only in
   * training, where the batch size is known.
   */
  static Operand<TFloat32> uniform(Pass pass, Operand<TFloat32> images, long... sizes) {
    Shape shape = Shape.of(sizes).prepend(images.shape().get(0));
    return pass.uniform(pass.tf().constant(Shapes.sizes(shape)));
  }
}
