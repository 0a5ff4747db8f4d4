package dev.lamina.network;

import org.tensorflow.ndarray.Shape;

/**
 * A named part of an example, or of what a network makes of it: an input, a target, an output.
 *
 * @param name unique among those beside it, such as {@code image}
 * @param shape without the batch axis, every size known
 */
public record Part(String name, Shape shape) {

  /**
   * @throws IllegalArgumentException if there is no name
   */
  public Part {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "A part of an example needs a name, such as \"image\", but got none.");
    }
  }
}
