package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The built-in recurrent layers. */
public final class RecurrentLayers {
  private RecurrentLayers() {}

  /**
   * The simplest recurrent layer: each step's output is {@code activation(x · kernel + output
   * before · recurrentKernel + bias)} (Elman 1990).
   *
   * @param units the number of values of an output, at least 1
   * @param settings that all recurrent layers share
   */
  public record SimpleRNN(int units, Recurrence settings) implements RecurrentLayer<SimpleRNN> {
    static final Type<SimpleRNN> TYPE = Type.of(Layers.simpleRNN(1), "units");

    public SimpleRNN {
      Checks.atLeast("SimpleRNN", "units", units, 1);
    }

    @Override
    public SimpleRNN settings(Recurrence settings) {
      return new SimpleRNN(units, settings);
    }

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public Cell cell(Pass pass) {
      Ops tf = pass.tf();
      Operand<TFloat32> recurrent = pass.weight("recurrentKernel");
      return (input, state) ->
          List.of(
              settings
                  .activation()
                  .apply(tf, tf.math.add(input, tf.linalg.matMul(state.get(0), recurrent))));
    }

    @Override
    public String toString() {
      return "simpleRNN(" + units + ")" + settings.suffix();
    }
  }

  /**
   * Long short-term memory (Hochreiter and Schmidhuber 1997): a memory {@code c} that a forget gate
   * {@code f} keeps, an input gate {@code i} writes and an output gate {@code o} reads,
   *
   * <pre>{@code
   * c = f * c before + i * activation(candidate),   output = o * activation(c)
   * }</pre>
   *
   * <p>The columns of the kernels belong to i, f, candidate and o in turn, each a linear transform
   * of the input and the output before.
   *
   * @param units the number of values of an output, at least 1
   * @param settings that all recurrent layers share
   * @param recurrentActivation of the gates
   * @param unitForgetBias whether the bias of the forget gate begins with ones, so that the layer
   *     remembers at first (Jozefowicz et al. 2015)
   */
  public record LSTM(
      int units,
      Recurrence settings,
      ActivationFunction recurrentActivation,
      boolean unitForgetBias)
      implements RecurrentLayer<LSTM> {
    static final Type<LSTM> TYPE = Type.of(Layers.lstm(1), "units");

    public LSTM {
      Checks.atLeast("LSTM", "units", units, 1);
    }

    @Override
    public LSTM settings(Recurrence settings) {
      return new LSTM(units, settings, recurrentActivation, unitForgetBias);
    }

    /** The same layer with another activation function of its gates. */
    public LSTM recurrentActivation(ActivationFunction activation) {
      return new LSTM(units, settings, activation, unitForgetBias);
    }

    /** The same layer whose forget gate's bias begins with ones, or as the rest of the bias. */
    public LSTM unitForgetBias(boolean unitForgetBias) {
      return new LSTM(units, settings, recurrentActivation, unitForgetBias);
    }

    @Override
    public int gates() {
      return 4;
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public Weight biasWeight() {
      Weight bias = RecurrentLayer.super.biasWeight();
      return unitForgetBias ? bias.initializer(new UnitForget(bias.initializer(), units)) : bias;
    }

    @Override
    public Cell cell(Pass pass) {
      Ops tf = pass.tf();
      Operand<TFloat32> recurrent = pass.weight("recurrentKernel");
      return (input, state) ->
          next(tf, tf.math.add(input, tf.linalg.matMul(state.get(0), recurrent)), state.get(1));
    }

    private List<Operand<TFloat32>> next(
        Ops tf, Operand<TFloat32> transformed, Operand<TFloat32> memory) {
      List<? extends Operand<TFloat32>> parts = tf.split(tf.constant(1), transformed, 4L).output();
      Operand<TFloat32> in = recurrentActivation.apply(tf, parts.get(0));
      Operand<TFloat32> forget = recurrentActivation.apply(tf, parts.get(1));
      Operand<TFloat32> candidate = settings.activation().apply(tf, parts.get(2));
      Operand<TFloat32> out = recurrentActivation.apply(tf, parts.get(3));
      Operand<TFloat32> next = tf.math.add(tf.math.mul(forget, memory), tf.math.mul(in, candidate));
      return List.of(tf.math.mul(out, settings.activation().apply(tf, next)), next);
    }

    @Override
    public String toString() {
      return "lstm(" + units + ")" + settings.suffix();
    }

    /**
     * The first bias of an {@link LSTM}: ones for the forget gate, the second of four.
     *
     * @param others draws the rest
     * @param units the values of a gate
     */
    private record UnitForget(Initializer others, int units) implements Initializer {

      @Override
      public Draws begin(RandomGenerator random) {
        Draws draws = others.begin(random);
        return weight -> {
          float[] values = draws.next(weight);
          Arrays.fill(values, units, 2 * units, 1);
          return values;
        };
      }
    }
  }

  /**
   * The gated recurrent unit (Cho et al. 2014): an update gate {@code z} keeps part of the output
   * before, a reset gate {@code r} hides part of it from the candidate,
   *
   * <pre>{@code
   * output = z * output before + (1 - z) * activation(candidate)
   * }</pre>
   *
   * <p>The columns of the kernels belong to z, r and candidate in turn.
   *
   * @param units the number of values of an output, at least 1
   * @param settings that all recurrent layers share
   * @param recurrentActivation of the gates
   * @param resetAfter whether r multiplies the transformed output before, so that the bias is
   *     {@code [2, 3 * units]}, of the input and of the state; otherwise r multiplies the output
   *     before its transform, and the bias is {@code [3 * units]}
   */
  public record GRU(
      int units, Recurrence settings, ActivationFunction recurrentActivation, boolean resetAfter)
      implements RecurrentLayer<GRU> {
    static final Type<GRU> TYPE = Type.of(Layers.gru(1), "units");

    public GRU {
      Checks.atLeast("GRU", "units", units, 1);
    }

    @Override
    public GRU settings(Recurrence settings) {
      return new GRU(units, settings, recurrentActivation, resetAfter);
    }

    /** The same layer with another activation function of its gates. */
    public GRU recurrentActivation(ActivationFunction activation) {
      return new GRU(units, settings, activation, resetAfter);
    }

    /** The same layer resetting after the transform of the output before, or ahead of it. */
    public GRU resetAfter(boolean resetAfter) {
      return new GRU(units, settings, recurrentActivation, resetAfter);
    }

    @Override
    public int gates() {
      return 3;
    }

    @Override
    public Weight biasWeight() {
      return resetAfter
          ? Weight.of("bias", Shape.of(2, 3L * units), settings.bias())
          : RecurrentLayer.super.biasWeight();
    }

    @Override
    public Operand<TFloat32> inputBias(Pass pass) {
      return resetAfter ? biasRow(pass, 0) : pass.weight("bias");
    }

    private static Operand<TFloat32> biasRow(Pass pass, int row) {
      return pass.tf().unstack(pass.weight("bias"), 2L).output().get(row);
    }

    @Override
    public Cell cell(Pass pass) {
      Ops tf = pass.tf();
      Operand<TFloat32> recurrent = pass.weight("recurrentKernel");
      if (!resetAfter) {
        Operand<TFloat32> ofGates = columns(tf, recurrent, 0, 2 * units);
        Operand<TFloat32> ofCandidate = columns(tf, recurrent, 2 * units, units);
        return (input, state) -> resetBefore(tf, input, state.get(0), ofGates, ofCandidate);
      }
      if (!settings.useBias()) {
        return (input, state) ->
            resetAfter(tf, input, tf.linalg.matMul(state.get(0), recurrent), state.get(0));
      }
      Operand<TFloat32> bias = biasRow(pass, 1);
      return (input, state) ->
          resetAfter(
              tf,
              input,
              tf.nn.biasAdd(tf.linalg.matMul(state.get(0), recurrent), bias),
              state.get(0));
    }

    private List<Operand<TFloat32>> resetAfter(
        Ops tf, Operand<TFloat32> input, Operand<TFloat32> inner, Operand<TFloat32> before) {
      List<? extends Operand<TFloat32>> outside = tf.split(tf.constant(1), input, 3L).output();
      List<? extends Operand<TFloat32>> inside = tf.split(tf.constant(1), inner, 3L).output();
      Operand<TFloat32> update = gate(tf, outside.get(0), inside.get(0));
      Operand<TFloat32> reset = gate(tf, outside.get(1), inside.get(1));
      Operand<TFloat32> candidate = tf.math.add(outside.get(2), tf.math.mul(reset, inside.get(2)));
      return output(tf, update, before, candidate);
    }

    private List<Operand<TFloat32>> resetBefore(
        Ops tf,
        Operand<TFloat32> input,
        Operand<TFloat32> before,
        Operand<TFloat32> ofGates,
        Operand<TFloat32> ofCandidate) {
      List<? extends Operand<TFloat32>> outside = tf.split(tf.constant(1), input, 3L).output();
      List<? extends Operand<TFloat32>> inside =
          tf.split(tf.constant(1), tf.linalg.matMul(before, ofGates), 2L).output();
      Operand<TFloat32> update = gate(tf, outside.get(0), inside.get(0));
      Operand<TFloat32> reset = gate(tf, outside.get(1), inside.get(1));
      Operand<TFloat32> inner = tf.linalg.matMul(tf.math.mul(reset, before), ofCandidate);
      return output(tf, update, before, tf.math.add(outside.get(2), inner));
    }

    private Operand<TFloat32> gate(Ops tf, Operand<TFloat32> outside, Operand<TFloat32> inside) {
      return recurrentActivation.apply(tf, tf.math.add(outside, inside));
    }

    private List<Operand<TFloat32>> output(
        Ops tf, Operand<TFloat32> update, Operand<TFloat32> before, Operand<TFloat32> candidate) {
      Operand<TFloat32> fresh = settings.activation().apply(tf, candidate);
      return List.of(
          tf.math.add(
              tf.math.mul(update, before),
              tf.math.mul(tf.math.sub(tf.constant(1f), update), fresh)));
    }

    private static Operand<TFloat32> columns(
        Ops tf, Operand<TFloat32> kernel, int from, int count) {
      return tf.slice(kernel, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, count}));
    }

    @Override
    public String toString() {
      return "gru(" + units + ")" + settings.suffix();
    }
  }
}
