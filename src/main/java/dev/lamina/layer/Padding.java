package dev.lamina.layer;

import org.tensorflow.ndarray.Shape;

/** What a sliding window does at the borders. */
public enum Padding {
  /** The window stays inside, so that the output is smaller than the input. */
  VALID,
  /**
   * The window goes over the borders, evenly or one further at the end, so that the output has the
   * input's size divided by the strides, rounded up. What is outside counts as zero, and not at all
   * in pooling.
   */
  SAME;

  /**
   * At how many places a window stops in an image, {@code [height, width]}.
   *
   * @param layer the name of the layer, for messages
   * @param image {@code [height, width, channels]}
   * @throws ShapeException if the shape is another or the window does not fit in
   */
  Shape places(String layer, Shape image, Size window, Size strides) {
    Shapes.checkImage(layer, image);
    return Shape.of(
        places(layer, image, 0, window.height(), strides.height()),
        places(layer, image, 1, window.width(), strides.width()));
  }

  /** As {@link #places(String, Shape, Size, Size)} in a sequence {@code [steps, channels]}. */
  Shape places(String layer, Shape sequence, int window, int stride) {
    Shapes.checkSequence(layer, sequence);
    return Shape.of(places(layer, sequence, 0, window, stride));
  }

  /**
   * At how many places a window stops along an axis.
   *
   * @param layer the name of the layer, for the message
   * @param example the shape of one example
   * @param axis of the example
   * @param window the window's length
   * @param stride the distance between places
   * @throws ShapeException if a window that stays inside is too long
   */
  private long places(String layer, Shape example, int axis, int window, int stride) {
    long length = example.get(axis);
    if (this == SAME) {
      return (length + stride - 1) / stride;
    }
    if (window > length) {
      throw new ShapeException(
          "%s slides a window of length %s along axis %s of %s, which is shorter; use a smaller window or padding(SAME)."
              .formatted(layer, window, axis + 1, Shapes.text(example)));
    }
    return (length - window) / stride + 1;
  }
}
