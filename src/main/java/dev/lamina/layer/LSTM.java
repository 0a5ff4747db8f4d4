package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997): a memory {@code c} that a forget gate
 * {@code f} keeps, an input gate {@code i} writes and an output gate {@code o} reads,
 *
 * <pre>{@code
 * c = f * c before + i * activation(candidate),   output = o * activation(c)
 * }</pre>
 *
 * <p>The columns of the kernels belong to i, f, candidate and o in turn, each a linear transform of
 * the input and the output before.
 *
 * @param units the number of values of an output, at least 1
 * @param recurrence the settings that all recurrent layers share
 * @param recurrentActivation of the gates
 * @param unitForgetBias whether the bias of the forget gate begins with ones, so that the layer
 *     remembers at first (Jozefowicz et al. 2015)
 */
public record LSTM(
    int units,
    Recurrence recurrence,
    ActivationFunction recurrentActivation,
    boolean unitForgetBias)
    implements RecurrentLayer<LSTM> {

  public LSTM {
    Checks.atLeast("LSTM", "units", units, 1);
  }

  @Override
  public LSTM recurrence(Recurrence recurrence) {
    return new LSTM(units, recurrence, recurrentActivation, unitForgetBias);
  }

  /** The same layer with another activation function of its gates. */
  public LSTM recurrentActivation(ActivationFunction activation) {
    return new LSTM(units, recurrence, activation, unitForgetBias);
  }

  /** The same layer whose forget gate's bias begins with ones, or as the rest of the bias. */
  public LSTM unitForgetBias(boolean unitForgetBias) {
    return new LSTM(units, recurrence, recurrentActivation, unitForgetBias);
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
    Weight bias = Weight.of("bias", Shape.of(4L * units), recurrence.bias());
    return unitForgetBias
        ? bias.initializer(new UnitForget(recurrence.bias().initializer(), units))
        : bias;
  }

  @Override
  public Operand<TFloat32> inputBias(Pass pass) {
    return pass.weight("bias");
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
    Operand<TFloat32> candidate = recurrence.activation().apply(tf, parts.get(2));
    Operand<TFloat32> out = recurrentActivation.apply(tf, parts.get(3));
    Operand<TFloat32> next = tf.math.add(tf.math.mul(forget, memory), tf.math.mul(in, candidate));
    return List.of(tf.math.mul(out, recurrence.activation().apply(tf, next)), next);
  }

  @Override
  public String toString() {
    return "lstm(" + units + ")" + recurrence.suffix();
  }
}
