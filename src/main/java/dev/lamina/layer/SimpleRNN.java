package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The simplest recurrent layer: each step's output is {@code activation(x · kernel + output before
 * · recurrentKernel + bias)} (Elman 1990).
 *
 * @param units the number of values of an output, at least 1
 * @param recurrence the settings that all recurrent layers share
 */
public record SimpleRNN(int units, Recurrence recurrence) implements RecurrentLayer<SimpleRNN> {

  public SimpleRNN {
    Checks.atLeast("SimpleRNN", "units", units, 1);
  }

  @Override
  public SimpleRNN recurrence(Recurrence recurrence) {
    return new SimpleRNN(units, recurrence);
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public Weight biasWeight() {
    return Weight.of("bias", Shape.of(units), recurrence.bias());
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
        List.of(
            recurrence
                .activation()
                .apply(tf, tf.math.add(input, tf.linalg.matMul(state.get(0), recurrent))));
  }

  @Override
  public String toString() {
    return "simpleRNN(" + units + ")" + recurrence.suffix();
  }
}
