package dev.lamina.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Reads a sequence forwards by one recurrent layer and backwards by another of the same settings,
 * and merges what the two give for each step or at their ends (Schuster and Paliwal 1997). Their
 * weights are named {@code forward/...} and {@code backward/...}.
 *
 * @param layer the one that reads forwards
 * @param mergeMode how the two are merged
 */
public record Bidirectional(RecurrentLayer<?> layer, MergeMode mergeMode) implements Layer {
  private static final String FORWARD = "forward";
  private static final String BACKWARD = "backward";

  /** How two outputs are merged. */
  public enum MergeMode {
    /** One after the other, along the last axis. */
    CONCAT,
    /** Added. */
    SUM,
    /** Their mean. */
    AVE,
    /** Multiplied value by value. */
    MUL
  }

  /** The same layer merging in another way. */
  public Bidirectional mergeMode(MergeMode mergeMode) {
    return new Bidirectional(layer, mergeMode);
  }

  private RecurrentLayer<?> backward() {
    return layer.goBackwards(!layer.recurrence().goBackwards());
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape one = layer.outputShape(input);
    return mergeMode == MergeMode.CONCAT
        ? one.take(one.numDimensions() - 1).append(2 * Features.of(one))
        : one;
  }

  @Override
  public List<Weight> weights(Shape input) {
    List<Weight> weights = new ArrayList<>();
    layer.weights(input).forEach(weight -> weights.add(weight.within(FORWARD)));
    backward().weights(input).forEach(weight -> weights.add(weight.within(BACKWARD)));
    return weights;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> forward = layer.forward(pass.within(FORWARD), input);
    Operand<TFloat32> backward = backward().forward(pass.within(BACKWARD), input);
    return merge(
        tf,
        forward,
        layer.recurrence().returnSequences()
            ? tf.reverse(backward, tf.constant(new int[] {1}))
            : backward);
  }

  private Operand<TFloat32> merge(Ops tf, Operand<TFloat32> first, Operand<TFloat32> second) {
    return switch (mergeMode) {
      case CONCAT -> tf.concat(List.of(first, second), tf.constant(-1));
      case SUM -> tf.math.add(first, second);
      case AVE -> tf.math.mul(tf.math.add(first, second), tf.constant(0.5f));
      case MUL -> tf.math.mul(first, second);
    };
  }

  @Override
  public long multiplications(Shape input) {
    return 2 * layer.multiplications(input);
  }

  @Override
  public boolean prefersPlainGraph() {
    return layer.prefersPlainGraph();
  }

  @Override
  public String toString() {
    return "bidirectional("
        + layer
        + ")"
        + (mergeMode == MergeMode.CONCAT ? "" : " " + mergeMode.name().toLowerCase(Locale.ROOT));
  }
}
