package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Batches of images {@code [batch, height, width, channels]}. */
final class Images {
  /** About how many multiplications a value takes that is made of four others. */
  static final long RESAMPLING = 8;

  private Images() {}

  /**
   * @throws IllegalArgumentException if a share is negative or not finite
   */
  static void checkFactor(String layer, String option, float factor) {
    if (!(factor >= 0 && factor < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs a %s of at least 0, but got %s.".formatted(layer, option, factor));
    }
  }

  /**
   * Random numbers in [0, 1) for each image of a batch, {@code [batch, ...sizes]}. Only in
   * training, where the batch size is known.
   */
  static Operand<TFloat32> uniform(Pass pass, Operand<TFloat32> images, int... sizes) {
    int[] shape = new int[sizes.length + 1];
    shape[0] = Math.toIntExact(images.shape().get(0));
    System.arraycopy(sizes, 0, shape, 1, sizes.length);
    return pass.uniform(pass.tf().constant(shape));
  }

  /** Random numbers from {@code -most} to {@code most} for each image, {@code [batch, 1, 1]}. */
  static Operand<TFloat32> symmetric(Pass pass, Operand<TFloat32> images, float most) {
    Ops tf = pass.tf();
    Operand<TFloat32> uniform = uniform(pass, images, 1, 1);
    return tf.math.mul(tf.math.sub(uniform, tf.constant(0.5f)), tf.constant(2 * most));
  }

  /** The place of each row counted from the origin, {@code [1, height, 1]}. */
  static Operand<TFloat32> rows(Ops tf, int height, float origin) {
    return places(tf, height, origin, Shape.of(1, height, 1));
  }

  /** The place of each column counted from the origin, {@code [1, 1, width]}. */
  static Operand<TFloat32> columns(Ops tf, int width, float origin) {
    return places(tf, width, origin, Shape.of(1, 1, width));
  }

  private static Operand<TFloat32> places(Ops tf, int count, float origin, Shape shape) {
    float[] places = new float[count];
    for (int i = 0; i < count; i++) {
      places[i] = i - origin;
    }
    return tf.constant(shape, DataBuffers.of(places));
  }
}
