package dev.lamina.train.optimizer;

import org.tensorflow.ndarray.Shape;

/**
 * Something that an optimizer remembers of each weight from update to update.
 *
 * @param name unique in the optimizer, such as {@code momentum}
 * @param initial what all its values begin with
 * @param scalar whether it is one number for the weight, rather than one for each of its values
 */
public record Slot(String name, float initial, boolean scalar) {

  /** One number for each of the weight's values, zero at first. */
  public static Slot zeros(String name) {
    return new Slot(name, 0, false);
  }

  /** One number for each of the weight's values. */
  public static Slot filled(String name, float initial) {
    return new Slot(name, initial, false);
  }

  /** One number for the weight. */
  public static Slot scalar(String name, float initial) {
    return new Slot(name, initial, true);
  }

  /** The slot's shape for a weight. */
  public Shape shape(Shape weight) {
    return scalar ? Shape.scalar() : weight;
  }
}
