package dev.lamina.layer;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What a layer builds its forward pass from. */
public interface Pass {

  /** The ops of the graph under construction. */
  Ops tf();

  /** Whether this pass is part of a training step, where layers such as dropout are active. */
  boolean training();

  /**
   * Whether the layer learns in this pass: it is part of a training step and the layer is not
   * frozen. A frozen batch normalization uses its running means and leaves them alone.
   */
  default boolean learning() {
    return training();
  }

  /** The current value of one of the layer's weights, by the name that the layer declared. */
  Operand<TFloat32> weight(String name);

  /**
   * Gives a weight that is not trained its next value. Only while {@link #learning}.
   *
   * @param name as the layer declared it
   * @param value of the weight's shape
   */
  void update(String name, Operand<TFloat32> value);

  /**
   * The mask of what a layer gave, if it has one: which steps count, {@code [batch, steps]}.
   *
   * @param values {@code [batch, steps, ...]}
   */
  Optional<Operand<TBool>> mask(Operand<TFloat32> values);

  /** Gives what a layer gives a mask, in place of the one that it had. */
  void mask(Operand<TFloat32> values, Operand<TBool> mask);

  /** Builds a layer's forward pass and gives the output its mask, as {@link Layer#masked} says. */
  default Operand<TFloat32> apply(Layer layer, List<Operand<TFloat32>> inputs) {
    Operand<TFloat32> output = layer.forward(this, inputs);
    boolean masked = mask(output).isPresent();
    if (layer.masked(inputs.stream().map(input -> mask(input).isPresent()).toList())) {
      if (!masked) {
        mask(
            output,
            inputs.stream()
                .flatMap(input -> mask(input).stream())
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "masked() of %s says that its output has a mask, but forward() gives none; call pass.mask(output, mask) there, or say false."
                                .formatted(layer.type()))));
      }
      return output;
    }
    return masked ? tf().identity(output) : output;
  }

  /** As {@link #apply(Layer, List)}, of one input. */
  default Operand<TFloat32> apply(Layer layer, Operand<TFloat32> input) {
    return apply(layer, List.of(input));
  }

  /**
   * Adds a penalty on the layer's output to the loss, averaged over the batch.
   *
   * @param regularizer the penalty
   * @param output {@code [batch, ...]}
   */
  void penalize(Regularizer regularizer, Operand<TFloat32> output);

  /**
   * Random numbers, uniform in [0, 1): other ones for every layer of the network, every call and
   * every update, and the same on every run with the same seed. Only while {@link #training}.
   *
   * @param shape how many, a vector of sizes
   */
  Operand<TFloat32> uniform(Operand<TInt32> shape);

  /** Random numbers, normal with mean 0 and variance 1, otherwise as {@link #uniform}. */
  default Operand<TFloat32> normal(Operand<TInt32> shape) {
    // Box and Muller, since XLA and the plain graph draw other normals from the same seed.
    Operand<TFloat32> one = tf().constant(1f);
    Operand<TFloat32> radius =
        tf().math
            .sqrt(
                tf().math
                    .mul(tf().constant(-2f), tf().math.log(tf().math.sub(one, uniform(shape)))));
    Operand<TFloat32> angle = tf().math.mul(tf().constant((float) (2 * Math.PI)), uniform(shape));
    return tf().math.mul(radius, tf().math.cos(angle));
  }

  /**
   * Reads a sequence step by step, in a loop if it is long.
   *
   * @param scan of this pass
   * @return the first value of the state after every step, {@code [steps, batch, ...]}, or after
   *     the last one, {@code [batch, ...]}
   */
  default Operand<TFloat32> scan(Scan scan) {
    return scan.laidOut();
  }

  /**
   * The pass of a layer inside this one, whose weights this one declares by {@link Weight#within}.
   *
   * @param part the name of the inner layer within this one
   */
  default Pass within(String part) {
    return inner(part + "/", training(), learning(), 1);
  }

  /**
   * The pass of a layer to which every step of an example is an example of its own; to penalties an
   * example is all its steps.
   *
   * @param steps of each example
   */
  default Pass ofSteps(long steps) {
    return inner("", training(), learning(), steps);
  }

  /** The same pass in which nothing is learned. */
  default Pass frozen() {
    return inner("", training(), false, 1);
  }

  /** The same pass as outside training. */
  default Pass inference() {
    return inner("", false, false, 1);
  }

  /** The same pass that gives each weight as it is after a change, such as another shape. */
  default Pass changing(UnaryOperator<Operand<TFloat32>> change) {
    return inner("", training(), learning(), 1, change);
  }

  /** The pass of an inner layer whose weights' names begin with the prefix here. */
  private Pass inner(String prefix, boolean training, boolean learning, long steps) {
    return inner(prefix, training, learning, steps, UnaryOperator.identity());
  }

  private Pass inner(
      String prefix,
      boolean training,
      boolean learning,
      long steps,
      UnaryOperator<Operand<TFloat32>> change) {
    Pass outer = this;
    return new Pass() {
      @Override
      public Ops tf() {
        return outer.tf();
      }

      @Override
      public boolean training() {
        return training;
      }

      @Override
      public boolean learning() {
        return learning;
      }

      @Override
      public Operand<TFloat32> weight(String name) {
        return change.apply(outer.weight(prefix + name));
      }

      @Override
      public void update(String name, Operand<TFloat32> value) {
        outer.update(prefix + name, value);
      }

      @Override
      public Optional<Operand<TBool>> mask(Operand<TFloat32> values) {
        return outer.mask(values);
      }

      @Override
      public void mask(Operand<TFloat32> values, Operand<TBool> mask) {
        outer.mask(values, mask);
      }

      @Override
      public void penalize(Regularizer regularizer, Operand<TFloat32> output) {
        Shape one = Shapes.example(output);
        outer.penalize(
            regularizer,
            steps == 1 || regularizer.equals(Regularizers.none())
                ? output
                : Shapes.reshape(tf(), output, one.prepend(steps).prepend(-1)));
      }

      @Override
      public Operand<TFloat32> scan(Scan scan) {
        return outer.scan(scan);
      }

      @Override
      public Operand<TFloat32> uniform(Operand<TInt32> shape) {
        return outer.uniform(shape);
      }
    };
  }
}
