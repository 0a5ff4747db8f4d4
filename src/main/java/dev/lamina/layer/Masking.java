package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Gives a sequence a mask: steps all of whose numbers are one value do not count, and become zeros.
 * From {@code [batch, steps, ...]} to the same.
 *
 * @param maskValue the value, finite
 */
record Masking(float maskValue) implements Layer {
  static final Type<Layer> TYPE = Type.of(Layers.masking(0));

  Masking {
    if (!Float.isFinite(maskValue)) {
      throw new IllegalArgumentException(
          "Masking needs a finite maskValue, but got %s.".formatted(maskValue));
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.numDimensions() < 2) {
      throw new ShapeException(
          "Masking takes a sequence [steps, ...] per example, but got %s; put a reshape before it."
              .formatted(Shapes.text(input)));
    }
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TBool> mask =
        tf.reduceAny(tf.math.notEqual(input, tf.constant(maskValue)), tf.constant(-1));
    Operand<TFloat32> output = zeroed(tf, mask, input);
    pass.mask(output, mask);
    return output;
  }

  @Override
  public boolean masked(boolean input) {
    return true;
  }

  @Override
  public String toString() {
    return "masking(" + maskValue + ")";
  }

  /** The values with zeros in steps that do not count. */
  static Operand<TFloat32> zeroed(Ops tf, Operand<TBool> mask, Operand<TFloat32> values) {
    return tf.select(raised(tf, mask, values), values, tf.constant(0f));
  }

  /** The mask with axes of size 1 behind, up to the values' rank. */
  static Operand<TBool> raised(Ops tf, Operand<TBool> mask, Operand<TFloat32> values) {
    Operand<TBool> raised = mask;
    while (raised.shape().numDimensions() < values.shape().numDimensions()) {
      raised = tf.expandDims(raised, tf.constant(-1));
    }
    return raised;
  }

  /**
   * A mask that says something of steps. One of examples alone, which are the steps of a sequence
   * around this one, says nothing of what is within them.
   */
  static Optional<Operand<TBool>> ofSteps(Pass pass, Operand<TFloat32> sequence) {
    return pass.mask(sequence).filter(mask -> mask.shape().numDimensions() > 1);
  }

  /**
   * For each step of a sequence 1 if it counts and 0 if not, {@code [steps, batch, 1]}; empty
   * without a mask.
   *
   * @throws ShapeException if the mask is not of steps
   */
  static Optional<Operand<TFloat32>> bySteps(Layer layer, Pass pass, Operand<TFloat32> sequence) {
    Optional<Operand<TBool>> given = ofSteps(pass, sequence);
    given.ifPresent(mask -> checkRank(layer, mask, 2));
    Ops tf = pass.tf();
    return given.map(
        mask ->
            Shapes.swapped(
                tf, tf.expandDims(tf.dtypes.cast(mask, TFloat32.class), tf.constant(2))));
  }

  /** The next state of examples in which the step counts, and the state before of others. */
  static List<Operand<TFloat32>> kept(
      Ops tf, Operand<TBool> counts, List<Operand<TFloat32>> next, List<Operand<TFloat32>> before) {
    List<Operand<TFloat32>> kept = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      kept.add(tf.select(counts, next.get(i), before.get(i)));
    }
    return kept;
  }

  /**
   * Checks that a mask says of what a layer wants it to.
   *
   * @param rank of a batch's mask
   */
  static void checkRank(Layer layer, Operand<TBool> mask, int rank) {
    if (mask.shape().numDimensions() != rank) {
      throw new ShapeException(
          "%s takes a mask of %s axes, but that of its input is %s; make the mask where the steps are those of this layer."
              .formatted(layer.type(), rank, Shapes.text(mask.shape())));
    }
  }

  /** The mask of the first axes: what has anything behind them that counts. */
  static Operand<TBool> ofLeading(Ops tf, Operand<TBool> mask, int axes) {
    int[] behind = IntStream.range(axes, mask.shape().numDimensions()).toArray();
    return behind.length == 0 ? mask : tf.reduceAny(mask, tf.constant(behind));
  }

  /** The mask of numbers that were merged one by one: steps count that do in any input. */
  static void ofEach(Pass pass, Operand<TFloat32> output, List<Operand<TFloat32>> inputs) {
    List<Operand<TBool>> masks =
        inputs.stream().flatMap(input -> pass.mask(input).stream()).toList();
    if (masks.size() == inputs.size()) {
      Ops tf = pass.tf();
      masks.stream()
          .reduce((one, other) -> tf.math.logicalOr(one, other))
          .ifPresent(mask -> pass.mask(output, mask));
    }
  }

  /** The mask of inputs that were put one after the other; all steps of one without mask count. */
  static void ofParts(
      Pass pass, Operand<TFloat32> output, List<Operand<TFloat32>> inputs, int axis) {
    if (inputs.stream().noneMatch(input -> pass.mask(input).isPresent())) {
      return;
    }
    Ops tf = pass.tf();
    List<Operand<TBool>> each = new ArrayList<>();
    for (Operand<TFloat32> input : inputs) {
      each.add(
          pass.mask(input)
              .<Operand<TBool>>map(mask -> tf.broadcastTo(raised(tf, mask, input), tf.shape(input)))
              .orElseGet(() -> tf.fill(tf.shape(input), tf.constant(true))));
    }
    int axes =
        inputs.stream()
            .flatMap(input -> pass.mask(input).stream())
            .mapToInt(mask -> mask.shape().numDimensions())
            .max()
            .orElseThrow();
    pass.mask(output, ofLeading(tf, tf.concat(each, tf.constant(axis)), axes));
  }
}
