package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer that reads a sequence step by step and keeps a state: from {@code [batch, steps,
 * features]} to its last output {@code [batch, units]}, or to all of them, {@code [batch, steps,
 * units]}, in the order in which they were computed.
 *
 * <p>The steps are laid out in the graph one after the other, since TensorFlow has no gradient of a
 * loop; a sequence of thousands of steps makes a large graph.
 *
 * @param <L> the layer's own type
 */
public interface RecurrentLayer<L extends RecurrentLayer<L>> extends Layer {

  /** The number of values of an output, at least 1. */
  int units();

  /** The settings that all recurrent layers share. */
  Recurrence recurrence();

  /** The same layer with other settings. */
  L recurrence(Recurrence recurrence);

  /** How many linear transforms of {@code units} values a step takes. */
  int gates();

  /** How many values of the size of an output the state holds; the first is the output. */
  int states();

  /** The weight {@code bias} that the layer has if it uses one. */
  Weight biasWeight();

  /** The part of the bias that is added to a step's transformed input, {@code [gates * units]}. */
  Operand<TFloat32> inputBias(Pass pass);

  /** Builds what is done at every step. */
  Cell cell(Pass pass);

  /** One step. */
  @FunctionalInterface
  interface Cell {

    /**
     * The next state.
     *
     * @param input the step's input times the kernel, with its bias: {@code [batch, gates * units]}
     * @param state as many as {@link #states}, each {@code [batch, units]}
     */
    List<Operand<TFloat32>> next(Operand<TFloat32> input, List<Operand<TFloat32>> state);
  }

  @Override
  default Shape outputShape(Shape input) {
    return Unrolled.outputShape(this, input);
  }

  @Override
  default List<Weight> weights(Shape input) {
    return Unrolled.weights(this, input);
  }

  @Override
  default Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return Unrolled.forward(this, pass, input);
  }

  @Override
  default long multiplications(Shape input) {
    return input.get(0) * Layer.super.multiplications(input);
  }

  /**
   * Of many steps laid out XLA makes code slowly that is many times slower than the plain graph.
   */
  @Override
  default boolean prefersPlainGraph() {
    return true;
  }

  /** The same layer with another activation function of what a step adds to the state. */
  default L activation(ActivationFunction activation) {
    return recurrence(recurrence().activation(activation));
  }

  /** The same layer with or without a bias. */
  default L useBias(boolean useBias) {
    return recurrence(recurrence().useBias(useBias));
  }

  /** The same layer giving the output of every step, or that of the last one. */
  default L returnSequences(boolean returnSequences) {
    return recurrence(recurrence().returnSequences(returnSequences));
  }

  /** The same layer reading the steps from the last one on, or from the first one on. */
  default L goBackwards(boolean goBackwards) {
    return recurrence(recurrence().goBackwards(goBackwards));
  }

  /** The same layer with another initializer of its kernel. */
  default L kernelInitializer(Initializer initializer) {
    return recurrence(recurrence().kernel(recurrence().kernel().initializer(initializer)));
  }

  /** The same layer with a penalty on its kernel. */
  default L kernelRegularizer(Regularizer regularizer) {
    return recurrence(recurrence().kernel(recurrence().kernel().regularizer(regularizer)));
  }

  /** The same layer with a constraint of its kernel. */
  default L kernelConstraint(Constraint constraint) {
    return recurrence(recurrence().kernel(recurrence().kernel().constraint(constraint)));
  }

  /** The same layer with another initializer of the weights of its state. */
  default L recurrentInitializer(Initializer initializer) {
    return recurrence(recurrence().recurrent(recurrence().recurrent().initializer(initializer)));
  }

  /** The same layer with a penalty on the weights of its state. */
  default L recurrentRegularizer(Regularizer regularizer) {
    return recurrence(recurrence().recurrent(recurrence().recurrent().regularizer(regularizer)));
  }

  /** The same layer with a constraint of the weights of its state. */
  default L recurrentConstraint(Constraint constraint) {
    return recurrence(recurrence().recurrent(recurrence().recurrent().constraint(constraint)));
  }

  /** The same layer with another initializer of its bias. */
  default L biasInitializer(Initializer initializer) {
    return recurrence(recurrence().bias(recurrence().bias().initializer(initializer)));
  }

  /** The same layer with a penalty on its bias. */
  default L biasRegularizer(Regularizer regularizer) {
    return recurrence(recurrence().bias(recurrence().bias().regularizer(regularizer)));
  }

  /** The same layer with a constraint of its bias. */
  default L biasConstraint(Constraint constraint) {
    return recurrence(recurrence().bias(recurrence().bias().constraint(constraint)));
  }
}
