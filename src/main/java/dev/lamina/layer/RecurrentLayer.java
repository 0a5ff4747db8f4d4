package dev.lamina.layer;

import dev.lamina.spec.Flattened;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A layer that reads a sequence step by step and keeps a state: from {@code [batch, steps,
 * features]} to its last output {@code [batch, units]}, or to all of them, {@code [batch, steps,
 * units]}, in the order in which they were computed.
 *
 * <p>A few steps are laid out in the graph one after the other; more run in a loop, whose graph is
 * of the same size for any number of them. Both give the same.
 *
 * @param <L> the layer's own type
 */
public interface RecurrentLayer<L extends RecurrentLayer<L>>
    extends KernelLayer<L, RecurrentLayer.Recurrence> {

  /** The number of values of an output, at least 1. */
  int units();

  /** How many linear transforms of {@code units} values a step takes. */
  int gates();

  /**
   * Builds what is done at every step.
   *
   * @param pass the ops to build it from, and the weights; a long sequence's loop knows no more, so
   *     what is drawn at random is drawn in {@link #forward}
   */
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

  /** How many values of the size of an output the state holds; the first is the output. */
  default int states() {
    return 1;
  }

  /** The weight {@code bias} that the layer has if it uses one. */
  default Weight biasWeight() {
    return Weight.of("bias", Shape.of((long) gates() * units()), settings().bias());
  }

  /** The part of the bias that is added to a step's transformed input, {@code [gates * units]}. */
  default Operand<TFloat32> inputBias(Pass pass) {
    return pass.weight("bias");
  }

  @Override
  default Shape outputShape(Shape input) {
    if (input.numDimensions() != 2) {
      throw new ShapeException(
          "%s takes a sequence [steps, features], but got %s; put an embedding or a reshape before it, or let the recurrent layer before it returnSequences."
              .formatted(type(), Shapes.text(input)));
    }
    return settings().returnSequences() ? Shape.of(input.get(0), units()) : Shape.of(units());
  }

  @Override
  default List<Weight> weights(Shape input) {
    Shape kernel = Shape.of(input.get(1), (long) gates() * units());
    Shape recurrent = Shape.of(units(), (long) gates() * units());
    List<Weight> weights = new ArrayList<>();
    weights.add(Weight.kernel("kernel", kernel, settings().kernel()));
    weights.add(Weight.kernel("recurrentKernel", recurrent, settings().recurrent()));
    if (settings().useBias()) {
      weights.add(biasWeight().fans(kernel.get(0), kernel.get(1)));
    }
    return weights;
  }

  @Override
  default Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    float rate = settings().dropout;
    Operand<TFloat32> seen =
        pass.training() && rate > 0
            ? Noise.drop(tf, input, Noise.uniform(pass, input, 1, Shapes.last(input.shape())), rate)
            : input;
    Operand<TFloat32> steps = inOrder(tf, transformed(pass, seen));
    Optional<Operand<TFloat32>> counted =
        Masking.bySteps(this, pass, input).map(mask -> inOrder(tf, mask));
    float before = settings().recurrentDropout;
    List<Operand<TFloat32>> drawn =
        pass.training() && before > 0 ? List.of(Noise.uniform(pass, input, units())) : List.of();
    List<Operand<TFloat32>> start = Collections.nCopies(states(), zeros(tf, steps));
    Scan.Step step =
        (own, x, draws, state) -> cell(own).next(x, dropped(own.tf(), before, draws, state));
    Scan scan = new Scan(pass, steps, counted, drawn, start, settings().returnSequences(), step);
    Operand<TFloat32> output = pass.scan(scan);
    return settings().returnSequences() ? Shapes.swapped(tf, output) : output;
  }

  private <T extends TType> Operand<T> inOrder(Ops tf, Operand<T> steps) {
    return settings().goBackwards() ? tf.reverse(steps, tf.constant(new int[] {0})) : steps;
  }

  /** The state whose output has zeros while training, the same ones at every step. */
  private static List<Operand<TFloat32>> dropped(
      Ops tf, float rate, List<Operand<TFloat32>> drawn, List<Operand<TFloat32>> state) {
    if (drawn.isEmpty()) {
      return state;
    }
    List<Operand<TFloat32>> all = new ArrayList<>(state);
    all.set(0, Noise.drop(tf, state.get(0), drawn.get(0), rate));
    return all;
  }

  /** The input times the kernel, {@code [steps, batch, gates * units]}. */
  private Operand<TFloat32> transformed(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    // One product for all steps; the steps come first, so that each is one piece of memory.
    Operand<TFloat32> rows =
        Shapes.reshape(tf, Shapes.swapped(tf, input), -1, input.shape().get(2));
    Operand<TFloat32> products = tf.linalg.matMul(rows, pass.weight("kernel"));
    Operand<TFloat32> biased =
        settings().useBias() ? tf.nn.biasAdd(products, inputBias(pass)) : products;
    return Shapes.reshape(tf, biased, input.shape().get(1), -1, (long) units() * gates());
  }

  private Operand<TFloat32> zeros(Ops tf, Operand<TFloat32> steps) {
    Operand<TFloat32> first =
        tf.slice(steps, tf.constant(new int[3]), tf.constant(new int[] {1, -1, units()}));
    return tf.zerosLike(Shapes.reshape(tf, first, -1, units()));
  }

  @Override
  default boolean masked(boolean input) {
    return input && settings().returnSequences();
  }

  @Override
  default long multiplications(Shape input) {
    return input.get(0) * KernelLayer.super.multiplications(input);
  }

  /** XLA takes longer than the plain graph both to make code of the steps and to run it. */
  @Override
  default boolean prefersPlainGraph() {
    return true;
  }

  /** The same layer giving the output of every step, or that of the last one. */
  default L returnSequences(boolean returnSequences) {
    Recurrence old = settings();
    return settings(
        old.with(
            returnSequences, old.goBackwards, old.recurrent, old.dropout, old.recurrentDropout));
  }

  /** The same layer reading the steps from the last one on, or from the first one on. */
  default L goBackwards(boolean goBackwards) {
    Recurrence old = settings();
    return settings(
        old.with(
            old.returnSequences, goBackwards, old.recurrent, old.dropout, old.recurrentDropout));
  }

  /** The same layer with another initializer, regularizer or constraint of its state's weights. */
  default L recurrent(WeightOption... options) {
    Recurrence old = settings();
    return settings(
        old.with(
            old.returnSequences,
            old.goBackwards,
            old.recurrent.with(options),
            old.dropout,
            old.recurrentDropout));
  }

  /**
   * The same layer that drops a share of the input's features while training, the same ones at
   * every step, and scales the others (Gal and Ghahramani 2016).
   *
   * @param rate in [0, 1)
   */
  default L dropout(double rate) {
    Recurrence old = settings();
    return settings(
        old.with(old.returnSequences, old.goBackwards, old.recurrent, rate, old.recurrentDropout));
  }

  /** As {@link #dropout}, of the output of the step before. */
  default L recurrentDropout(double rate) {
    Recurrence old = settings();
    return settings(
        old.with(old.returnSequences, old.goBackwards, old.recurrent, old.dropout, rate));
  }

  /**
   * The settings of a recurrent layer.
   *
   * @param activation applied to what a step adds to the state
   * @param useBias whether each node adds a constant of its own
   * @param returnSequences whether the output of every step is given, or that of the last one
   * @param goBackwards whether the steps are read from the last one on
   * @param kernel of the weights of the input
   * @param recurrent of the weights of the state
   * @param bias of the constants
   * @param dropout the share of the input's features that is dropped while training, in [0, 1)
   * @param recurrentDropout the same share of the output of the step before
   */
  @Flattened
  record Recurrence(
      ActivationFunction activation,
      boolean useBias,
      boolean returnSequences,
      boolean goBackwards,
      WeightRule kernel,
      WeightRule recurrent,
      WeightRule bias,
      float dropout,
      float recurrentDropout)
      implements Settings<Recurrence> {

    public Recurrence {
      Noise.checkRate("A recurrent layer's dropout", dropout);
      Noise.checkRate("A recurrent layer's recurrentDropout", recurrentDropout);
    }

    /**
     * The last output of steps read forwards, with tanh, biases of zeros, Glorot's kernel and
     * orthogonal weights of the state.
     */
    public static final Recurrence DEFAULT =
        new Recurrence(
            ActivationFunction.TANH,
            true,
            false,
            false,
            WeightRule.of(Initializers.glorotUniform()),
            WeightRule.of(Initializers.orthogonal()),
            WeightRule.of(Initializers.zeros()),
            0,
            0);

    @Override
    public Recurrence with(
        ActivationFunction activation, boolean useBias, WeightRule kernel, WeightRule bias) {
      return new Recurrence(
          activation,
          useBias,
          returnSequences,
          goBackwards,
          kernel,
          recurrent,
          bias,
          dropout,
          recurrentDropout);
    }

    private Recurrence with(
        boolean returnSequences,
        boolean goBackwards,
        WeightRule recurrent,
        double dropout,
        double recurrentDropout) {
      return new Recurrence(
          activation,
          useBias,
          returnSequences,
          goBackwards,
          kernel,
          recurrent,
          bias,
          (float) dropout,
          (float) recurrentDropout);
    }

    /** What follows the layer's size in texts: what is not as usual. */
    String suffix() {
      return (activation == ActivationFunction.TANH ? "" : " " + activation.label())
          + (returnSequences ? " sequences" : "")
          + (goBackwards ? " backwards" : "");
    }
  }
}
