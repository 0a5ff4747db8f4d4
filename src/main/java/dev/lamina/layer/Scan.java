package dev.lamina.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * A sequence to be read step by step: what {@link Pass#scan} makes a state of.
 *
 * @param pass that knows the weights of the steps
 * @param input what the steps read, {@code [steps, batch, ...]}
 * @param counted 1 in steps that count and 0 in those that leave the state as it is, {@code [steps,
 *     batch, 1]}; without it all count
 * @param constants what every step sees beside that; nothing is learned through them
 * @param start the state before the first step, {@code [batch, ...]} each; nothing is learned
 *     through it
 * @param sequences whether the first value of the state is wanted after every step, or after the
 *     last one
 * @param step what is done at every step
 */
public record Scan(
    Pass pass,
    Operand<TFloat32> input,
    Optional<Operand<TFloat32>> counted,
    List<Operand<TFloat32>> constants,
    List<Operand<TFloat32>> start,
    boolean sequences,
    Step step) {

  public Scan {
    constants = List.copyOf(constants);
    start = List.copyOf(start);
  }

  /** What is done at one step. */
  @FunctionalInterface
  public interface Step {

    /**
     * Builds the next state.
     *
     * @param pass the ops to build it from, and the weights
     * @param input that of the step, {@code [batch, ...]}
     * @param constants those of the scan
     * @param state before the step
     * @return as many values of the same shapes
     */
    List<Operand<TFloat32>> next(
        Pass pass,
        Operand<TFloat32> input,
        List<Operand<TFloat32>> constants,
        List<Operand<TFloat32>> state);
  }

  /** How many steps the sequence has. */
  public int steps() {
    return Math.toIntExact(input.shape().get(0));
  }

  /**
   * Builds the state after a step, which is the one before where the step does not count.
   *
   * @param counts 1 or 0 for each example, {@code [batch, 1]}
   */
  public List<Operand<TFloat32>> next(
      Pass own,
      Operand<TFloat32> input,
      Optional<Operand<TFloat32>> counts,
      List<Operand<TFloat32>> constants,
      List<Operand<TFloat32>> state) {
    List<Operand<TFloat32>> next = step.next(own, input, constants, state);
    Ops tf = own.tf();
    return counts
        .map(given -> Masking.kept(tf, tf.math.greater(given, tf.constant(0f)), next, state))
        .orElse(next);
  }

  /**
   * The steps laid out in the graph one after the other, which is right for a few of them.
   *
   * @return {@code [steps, batch, ...]} or the last one, {@code [batch, ...]}
   */
  public Operand<TFloat32> laidOut() {
    Ops tf = pass.tf();
    List<? extends Operand<TFloat32>> inputs = tf.unstack(input, (long) steps()).output();
    Optional<List<? extends Operand<TFloat32>>> counts =
        counted.map(given -> tf.unstack(given, (long) steps()).output());
    List<Operand<TFloat32>> state = start;
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      int at = i;
      state = next(pass, inputs.get(i), counts.map(all -> all.get(at)), constants, state);
      outputs.add(state.get(0));
    }
    return sequences ? tf.stack(outputs, Stack.axis(0L)) : state.get(0);
  }
}
