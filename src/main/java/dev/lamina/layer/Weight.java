package dev.lamina.layer;

import org.tensorflow.ndarray.Shape;

/**
 * The declaration of one weight of a layer.
 *
 * @param name the weight's name within its layer, such as {@code kernel}
 * @param shape the weight's shape
 * @param initializer draws the first values
 * @param fanIn how many inputs each node is computed from; initializers scale by it
 * @param fanOut how many nodes each input takes part in
 */
public record Weight(String name, Shape shape, Initializer initializer, long fanIn, long fanOut) {

  /** A weight whose fans are not meant to scale anything. */
  public static Weight of(String name, Shape shape, Initializer initializer) {
    return new Weight(name, shape, initializer, 1, 1);
  }

  /** The same weight with its fans. */
  public Weight fans(long fanIn, long fanOut) {
    return new Weight(name, shape, initializer, fanIn, fanOut);
  }

  /** The same weight with another initializer. */
  public Weight initializer(Initializer other) {
    return new Weight(name, shape, other, fanIn, fanOut);
  }

  /**
   * The number of values.
   *
   * @throws ShapeException if there are more than an array holds
   */
  public int size() {
    if (shape.size() > Integer.MAX_VALUE) {
      throw new ShapeException(
          "A weight has at most %d values, but %s of shape %s has %d; use smaller layers."
              .formatted(Integer.MAX_VALUE, name, Shapes.text(shape), shape.size()));
    }
    return (int) shape.size();
  }
}
