package dev.lamina.layer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * One step of a network: a pure function from a batch to a batch, with the weights that it needs.
 *
 * <p>A layer is a value. It holds its settings and no weights, so one layer may stand in several
 * places and in several networks; each place gets weights of its own. Layers written by users are
 * equal to the built-in ones:
 *
 * <pre>{@code
 * record Scale() implements Layer {
 *   public Shape outputShape(Shape input) {
 *     return input;
 *   }
 *
 *   public List<Weight> weights(Shape input) {
 *     return List.of(Weight.of("factor", Shape.of(), Initializers.ones()));
 *   }
 *
 *   public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> x) {
 *     return pass.tf().math.mul(x, pass.weight("factor"));
 *   }
 * }
 * }</pre>
 */
public interface Layer {

  /**
   * The shape of one example's output, without the batch axis.
   *
   * @param input the shape of one example's input, without the batch axis
   * @throws ShapeException if the layer cannot take this input; the message says what to do
   */
  Shape outputShape(Shape input);

  /**
   * The weights that the layer has for this input, in a fixed order.
   *
   * @param input the shape of one example's input, as accepted by {@link #outputShape}
   */
  default List<Weight> weights(Shape input) {
    return List.of();
  }

  /**
   * Builds the forward pass.
   *
   * @param pass the ops, weights and randomness to build it from
   * @param input a batch {@code [batch, ...input]}
   * @return a batch {@code [batch, ...outputShape(input)]}
   */
  Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input);

  /**
   * About how many multiplications one example takes, from which the engine chooses how to run the
   * network. By default one for each value of the weights, which is right for {@link Dense}; a
   * layer that uses its weights many times says more.
   */
  default long multiplications(Shape input) {
    return weights(input).stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /**
   * Whether the layer slides windows over its input, or steps along it. XLA's compiler for
   * processors makes slow code of those, so such networks are trained as plain graphs.
   */
  default boolean prefersPlainGraph() {
    return false;
  }

  /**
   * How many ids the input's numbers are of: whole numbers from 0 to one less, which are checked
   * before they come to the layer. Empty, the default, if the layer takes any number.
   *
   * @param output how many ids the output's numbers shall be of: what a layer that only moves
   *     numbers hands on
   */
  default Optional<Integer> ids(Optional<Integer> output) {
    return Optional.empty();
  }

  /**
   * Whether {@link #forward} calls {@link Pass#penalize}: such a layer, and those before it, learn
   * even where no loss looks at what comes of it.
   */
  default boolean penalizesOutput() {
    return false;
  }

  /**
   * Whether the output has a mask, which says what steps count: {@link Pass#mask}. What comes of an
   * input with one has the same if this is true and {@link #forward} gives it no other. By default
   * there is none, and the layers behind this one take all steps.
   *
   * @param input whether the input has one
   */
  default boolean masked(boolean input) {
    return false;
  }

  /**
   * As {@link #outputShape(Shape)}, for a layer in a graph. All but {@link MergingLayer}s take one
   * input.
   */
  default Shape outputShape(List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new ShapeException(
          "%s takes one input, but got %s; merge them first, by concatenate or add, say."
              .formatted(type(), inputs.size()));
    }
    return outputShape(inputs.get(0));
  }

  /** As {@link #weights(Shape)}, for a layer in a graph. */
  default List<Weight> weights(List<Shape> inputs) {
    return weights(inputs.get(0));
  }

  /** As {@link #forward(Pass, Operand)}, for a layer in a graph. */
  default Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
    return forward(pass, inputs.get(0));
  }

  /** As {@link #multiplications(Shape)}, for a layer in a graph. */
  default long multiplications(List<Shape> inputs) {
    return multiplications(inputs.get(0));
  }

  /** As {@link #masked(boolean)}, for a layer in a graph. */
  default boolean masked(List<Boolean> inputs) {
    return masked(inputs.get(0));
  }

  /** The same layer with weights that training changes, or with weights that stay as they are. */
  default Layer trainable(boolean trainable) {
    return trainable ? this : new Wrappers.Frozen(this);
  }

  /**
   * The same layer with a name of its own in the network, with which the names of its weights
   * begin, instead of one that its type gives it. A layer within another one, such as a block, has
   * no name: it cannot be written down with one.
   *
   * @param name unique in the network: letters, digits, {@code _}, {@code -} and {@code /}
   */
  default Layer name(String name) {
    return new Named(this, name);
  }

  /** The layer's type as it is shown and written in specs: by default the name of its class. */
  default String type() {
    String name = getClass().getSimpleName();
    return name.isEmpty() ? "Layer" : name;
  }

  /**
   * A name for each layer of a list, unique in it: its type, such as {@code max_pooling2d}; further
   * ones of a type are counted: {@code dense}, {@code dense_1}.
   */
  static List<String> names(List<? extends Layer> layers) {
    LayerNames names = new LayerNames(Set.of());
    return layers.stream().map(names::next).toList();
  }
}
