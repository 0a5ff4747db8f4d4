package dev.lamina.layer;

import dev.lamina.io.Limits;
import org.tensorflow.ndarray.Shape;

/**
 * The declaration of one weight of a layer.
 *
 * @param name the weight's name within its layer, such as {@code kernel}
 * @param shape the weight's shape
 * @param rule how it begins and what keeps it in bounds
 * @param trained whether the optimizer changes it; state such as a running mean, which the layer
 *     changes by {@link Pass#update}, and frozen weights are not
 * @param drawn whether a whole network's initializer draws it too: kernels and biases are, while
 *     state and factors, such as those of normalizations, begin as their layer says
 * @param fanIn how many inputs each node is computed from; initializers scale by it
 * @param fanOut how many nodes each input takes part in
 */
public record Weight(
    String name,
    Shape shape,
    WeightRule rule,
    boolean trained,
    boolean drawn,
    long fanIn,
    long fanOut) {
  /** A petabyte of floats. */
  private static final long MOST = 1L << 48;

  /**
   * A trained weight whose fans are not meant to scale anything; one that begins as a constant is
   * not {@link #drawn}.
   */
  public static Weight of(String name, Shape shape, WeightRule rule) {
    boolean drawn = !(rule.initializer() instanceof Initializers.Constant);
    return new Weight(name, shape, rule, true, drawn, 1, 1);
  }

  /** A trained weight that is drawn by the initializer and free. */
  public static Weight of(String name, Shape shape, Initializer initializer) {
    return of(name, shape, WeightRule.of(initializer));
  }

  /** A weight that the optimizer leaves alone and the layer changes by {@link Pass#update}. */
  public static Weight state(String name, Shape shape, Initializer initializer) {
    return new Weight(name, shape, WeightRule.of(initializer), false, false, 1, 1);
  }

  /**
   * A trained kernel, with the fans that Keras gives it: what a node sees of the last axis but one,
   * and of the last.
   *
   * @param shape {@code [...window, inputs, nodes]}
   */
  static Weight kernel(String name, Shape shape, WeightRule rule) {
    int rank = shape.numDimensions();
    long window = shape.take(rank - 2).size();
    return of(name, shape, rule).fans(window * shape.get(rank - 2), window * shape.get(rank - 1));
  }

  /** The same weight with another shape, and the fans that it had. */
  Weight shape(Shape other) {
    return new Weight(name, other, rule, trained, drawn, fanIn, fanOut);
  }

  /** The same weight with its fans, that of a kernel or bias, which is {@link #drawn}. */
  public Weight fans(long fanIn, long fanOut) {
    return new Weight(name, shape, rule, trained, true, fanIn, fanOut);
  }

  /** The same weight with another initializer. */
  public Weight initializer(Initializer other) {
    return new Weight(name, shape, rule.with(other), trained, drawn, fanIn, fanOut);
  }

  /** The same weight, left alone by the optimizer. */
  public Weight frozen() {
    return new Weight(name, shape, rule, false, drawn, fanIn, fanOut);
  }

  /** The weight of a layer inside another: {@code part/name}. */
  public Weight within(String part) {
    return new Weight(part + "/" + name, shape, rule, trained, drawn, fanIn, fanOut);
  }

  /** Draws the first values. */
  public Initializer initializer() {
    return rule.initializer();
  }

  /**
   * Checks that the values, which may be more than an array holds, can be counted.
   *
   * @throws ShapeException if not
   */
  public void checkCountable() {
    if (Limits.product(MOST, shape.asArray()) < 0) {
      throw new ShapeException(
          "The weight %s has the shape %s, too large to count; use smaller layers."
              .formatted(name, Shapes.text(shape)));
    }
  }

  /**
   * The number of values.
   *
   * @throws ShapeException if there are more than an array holds
   */
  public int size() {
    int size = Limits.elements(shape.asArray());
    if (size < 0) {
      throw new ShapeException(
          "A weight has at most %s values, but %s has the shape %s; use smaller layers."
              .formatted(Integer.MAX_VALUE, name, Shapes.text(shape)));
    }
    return size;
  }
}
