package dev.lamina.layer;

import dev.lamina.spec.Type;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers that disturb their input at random while training, against overfitting. */
final class Noise {
  private Noise() {}

  /** The layer of {@link Layers#dropout}. */
  record Dropout(float rate) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.dropout(0), "rate");

    Dropout {
      checkRate("Dropout", rate);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      if (!pass.training() || rate == 0) {
        return input;
      }
      Ops tf = pass.tf();
      return drop(tf, input, pass.uniform(tf.shape(input)), rate);
    }

    @Override
    public String toString() {
      return "dropout(" + rate + ")";
    }
  }

  /**
   * The layer of {@link Layers#spatialDropout2D}: neighbouring pixels are alike, so dropping them
   * one by one would hide little.
   */
  record SpatialDropout2D(float rate) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.spatialDropout2D(0), "rate");

    SpatialDropout2D {
      checkRate("SpatialDropout2D", rate);
    }

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkImage("SpatialDropout2D", input);
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      if (!pass.training() || rate == 0) {
        return input;
      }
      long channels = Shapes.last(input.shape());
      return drop(pass.tf(), input, uniform(pass, input, 1, 1, channels), rate);
    }

    @Override
    public String toString() {
      return "spatialDropout2D(" + rate + ")";
    }
  }

  /** The layer of {@link Layers#gaussianNoise}. */
  record GaussianNoise(float stddev) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.gaussianNoise(0), "stddev");

    GaussianNoise {
      if (!(stddev >= 0 && stddev < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "GaussianNoise needs a stddev of at least 0, but got " + stddev + ".");
      }
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      if (!pass.training() || stddev == 0) {
        return input;
      }
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
  private static void checkRate(String layer, float rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "%s needs a rate in [0, 1), but got %s.".formatted(layer, rate));
    }
  }

  /** Drops where the random numbers, which broadcast to the input, are below the rate. */
  private static Operand<TFloat32> drop(
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
