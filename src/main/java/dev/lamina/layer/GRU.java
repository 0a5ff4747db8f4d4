package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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
 * @param recurrence the settings that all recurrent layers share
 * @param recurrentActivation of the gates
 * @param resetAfter whether r multiplies the transformed output before, so that the bias is {@code
 *     [2, 3 * units]}, of the input and of the state; otherwise r multiplies the output before its
 *     transform, and the bias is {@code [3 * units]}
 */
public record GRU(
    int units, Recurrence recurrence, ActivationFunction recurrentActivation, boolean resetAfter)
    implements RecurrentLayer<GRU> {

  public GRU {
    Checks.atLeast("GRU", "units", units, 1);
  }

  @Override
  public GRU recurrence(Recurrence recurrence) {
    return new GRU(units, recurrence, recurrentActivation, resetAfter);
  }

  /** The same layer with another activation function of its gates. */
  public GRU recurrentActivation(ActivationFunction activation) {
    return new GRU(units, recurrence, activation, resetAfter);
  }

  /** The same layer resetting after the transform of the output before, or ahead of it. */
  public GRU resetAfter(boolean resetAfter) {
    return new GRU(units, recurrence, recurrentActivation, resetAfter);
  }

  @Override
  public int gates() {
    return 3;
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public Weight biasWeight() {
    long width = 3L * units;
    return Weight.of("bias", resetAfter ? Shape.of(2, width) : Shape.of(width), recurrence.bias());
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
    if (!recurrence.useBias()) {
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
    Operand<TFloat32> fresh = recurrence.activation().apply(tf, candidate);
    return List.of(
        tf.math.add(
            tf.math.mul(update, before), tf.math.mul(tf.math.sub(tf.constant(1f), update), fresh)));
  }

  private static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> kernel, int from, int count) {
    return tf.slice(kernel, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, count}));
  }

  @Override
  public String toString() {
    return "gru(" + units + ")" + recurrence.suffix();
  }
}
