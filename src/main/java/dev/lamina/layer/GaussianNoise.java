package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adds normal noise of mean 0 to every value while training; passes everything through otherwise.
 *
 * @param stddev the noise's standard deviation, at least 0
 */
public record GaussianNoise(float stddev) implements Layer {

  public GaussianNoise {
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
    // The numbers of noise follow from the input's shape, which TensorFlow would differentiate by.
    Operand<TFloat32> normal = tf.stopGradient(pass.normal(tf.shape(input)));
    return tf.math.add(input, tf.math.mul(normal, tf.constant(stddev)));
  }

  @Override
  public String toString() {
    return "gaussianNoise(" + stddev + ")";
  }
}
