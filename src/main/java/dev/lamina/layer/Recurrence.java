package dev.lamina.layer;

import dev.lamina.spec.Flattened;

/**
 * What all recurrent layers share.
 *
 * @param activation applied to what a step adds to the state
 * @param useBias whether each node adds a constant of its own
 * @param returnSequences whether the output of every step is given, or that of the last one
 * @param goBackwards whether the steps are read from the last one on
 * @param kernel of the weights of the input
 * @param recurrent of the weights of the state
 * @param bias of the constants
 */
@Flattened
public record Recurrence(
    ActivationFunction activation,
    boolean useBias,
    boolean returnSequences,
    boolean goBackwards,
    WeightRule kernel,
    WeightRule recurrent,
    WeightRule bias) {

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
          WeightRule.of(Initializers.zeros()));

  Recurrence activation(ActivationFunction other) {
    return new Recurrence(other, useBias, returnSequences, goBackwards, kernel, recurrent, bias);
  }

  Recurrence useBias(boolean other) {
    return new Recurrence(activation, other, returnSequences, goBackwards, kernel, recurrent, bias);
  }

  Recurrence returnSequences(boolean other) {
    return new Recurrence(activation, useBias, other, goBackwards, kernel, recurrent, bias);
  }

  Recurrence goBackwards(boolean other) {
    return new Recurrence(activation, useBias, returnSequences, other, kernel, recurrent, bias);
  }

  Recurrence kernel(WeightRule other) {
    return new Recurrence(
        activation, useBias, returnSequences, goBackwards, other, recurrent, bias);
  }

  Recurrence recurrent(WeightRule other) {
    return new Recurrence(activation, useBias, returnSequences, goBackwards, kernel, other, bias);
  }

  Recurrence bias(WeightRule other) {
    return new Recurrence(
        activation, useBias, returnSequences, goBackwards, kernel, recurrent, other);
  }

  /** What follows the layer's size in texts: what is not as usual. */
  String suffix() {
    return (activation == ActivationFunction.TANH ? "" : " " + activation.label())
        + (returnSequences ? " sequences" : "")
        + (goBackwards ? " backwards" : "");
  }
}
