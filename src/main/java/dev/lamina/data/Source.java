package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * Random access to a fixed number of examples: the way to bring your own data.
 *
 * <p>An example is some input numbers x and some target numbers y, both of a shape that is the same
 * for every example, or that consist of named parts, one after the other. The same row always gives
 * the same numbers. Several threads may read at the same time.
 *
 * @see Dataset#from(Source)
 */
public interface Source {

  /** Returns the number of examples. */
  int size();

  /** Returns the shape of one example's x, without a batch axis, such as {@code [784]}. */
  Shape xShape();

  /**
   * Returns the shape of one example's y, without a batch axis; {@code [0]} if there are no
   * targets.
   */
  Shape yShape();

  /**
   * Returns the parts of one example's x in the order in which {@link #x} writes them. By default
   * it is one, named {@code x}; of several ones {@link #xShape} is that of them all.
   */
  default Parts inputs() {
    return Parts.of("x", xShape());
  }

  /** Returns the parts of one example's y, as {@link #inputs} those of x; by default {@code y}. */
  default Parts targets() {
    return Parts.of("y", yShape());
  }

  /**
   * Writes x of one example in row-major order to {@code into}, from {@code offset} on.
   *
   * @param row the example, from 0 to {@code size() - 1}
   */
  void x(int row, float[] into, int offset);

  /**
   * Writes y of one example in row-major order to {@code into}, from {@code offset} on.
   *
   * @param row the example, from 0 to {@code size() - 1}
   */
  void y(int row, float[] into, int offset);

  /**
   * Writes x and y of one example, which belong together, as {@link #x} and {@link #y}.
   *
   * @param row the example, from 0 to {@code size() - 1}
   */
  default void both(int row, float[] intoX, int offsetX, float[] intoY, int offsetY) {
    x(row, intoX, offsetX);
    y(row, intoY, offsetY);
  }

  /** Returns the names of the classes whose numbers, from 0 on, y holds; empty without names. */
  default List<String> classes() {
    return List.of();
  }

  /** Returns whether examples have weights of their own; if not, each counts 1. */
  default boolean weighted() {
    return false;
  }

  /**
   * Returns how much one example counts in the loss, finite and at least 0.
   *
   * @param row the example, from 0 to {@code size() - 1}
   */
  default float weight(int row) {
    return 1;
  }
}
