package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Batches of images {@code [batch, height, width, channels]}. */
final class Images {
  private Images() {}

  /**
   * @throws ShapeException if an example is not an image {@code [height, width, channels]}
   */
  static void check(String layer, Shape input) {
    if (input.numDimensions() != 3) {
      throw new ShapeException(
          "%s takes images [height, width, channels], but got %s; put a reshape before it."
              .formatted(layer, Shapes.text(input)));
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
}
