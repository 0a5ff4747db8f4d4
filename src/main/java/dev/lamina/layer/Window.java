package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;

/**
 * A window that slides over images {@code [batch, height, width, channels]}.
 *
 * @param size how much it shows
 * @param strides how far it goes at once
 * @param padding what it does at the borders
 */
record Window(Size size, Size strides, Padding padding) {

  /** The window of a convolution: what its dilated kernel spans. */
  static Window of(Convolution<?> layer) {
    return new Window(
        Kernels.span(layer.kernelSize(), layer.dilationRate()), layer.strides(), layer.padding());
  }

  /**
   * At how many places the window stops, {@code [height, width]}.
   *
   * @param layer the name of the layer, for messages
   * @param image {@code [height, width, channels]}
   * @throws ShapeException if the shape is another or the window does not fit in
   */
  Shape places(String layer, Shape image) {
    Ranks.checkImage(layer, image);
    return Shape.of(
        padding.places(layer, image, 0, size.height(), strides.height()),
        padding.places(layer, image, 1, size.width(), strides.width()));
  }

  /**
   * Builds the largest number of each channel in the window, at every place. By the op whose window
   * is an attribute, of which oneDNN has a fast kernel; the Java API has only the other one.
   */
  Operand<TFloat32> maximum(Ops tf, Operand<TFloat32> images) {
    Scope scope = tf.scope();
    return scope
        .env()
        .opBuilder("MaxPool", scope.makeOpName("MaxPool"), scope)
        .addInput(images.asOutput())
        .setAttr("ksize", numbers(size))
        .setAttr("strides", numbers(strides))
        .setAttr("padding", padding.name())
        .build()
        .output(0);
  }

  private static long[] numbers(Size plane) {
    return axes(plane).stream().mapToLong(n -> n).toArray();
  }

  /** Builds the mean of each channel in the window, at every place. */
  Operand<TFloat32> mean(Ops tf, Operand<TFloat32> images) {
    return tf.nn.avgPool(images, axes(size), steps(), padding.name());
  }

  /** The strides as TensorFlow's convolutions take them. */
  List<Long> steps() {
    return axes(strides);
  }

  private static List<Long> axes(Size plane) {
    return List.of(1L, (long) plane.height(), (long) plane.width(), 1L);
  }
}
