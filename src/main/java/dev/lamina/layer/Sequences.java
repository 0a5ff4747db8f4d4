package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** Sequences {@code [batch, steps, channels]} as images of height 1. */
final class Sequences {
  private Sequences() {}

  /** A window that slides over steps. */
  static Window window(int size, int stride, Padding padding) {
    return new Window(Size.of(1, size), Size.of(1, stride), padding);
  }

  /**
   * At how many steps the window stops, {@code [steps]}.
   *
   * @param layer the name of the layer, for messages
   * @param sequence {@code [steps, channels]}
   * @throws ShapeException if the shape is another or the window does not fit in
   */
  static Shape places(String layer, Window window, Shape sequence) {
    Ranks.checkSequence(layer, sequence);
    return Shape.of(
        window
            .padding()
            .places(layer, sequence, 0, window.size().width(), window.strides().width()));
  }

  /** From {@code [batch, steps, channels]} to {@code [batch, 1, steps, channels]}. */
  static Operand<TFloat32> image(Ops tf, Operand<TFloat32> sequence) {
    return tf.expandDims(sequence, tf.constant(1));
  }

  /** From {@code [batch, 1, steps, channels]} to {@code [batch, steps, channels]}. */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> image) {
    return tf.squeeze(image, Squeeze.axis(List.of(1L)));
  }
}
