package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The layers that wrap another one. */
public final class Wrappers {
  private Wrappers() {}

  /**
   * Reads a sequence forwards by one recurrent layer and backwards by another of the same settings,
   * and merges what the two give for each step or at their ends (Schuster and Paliwal 1997). Their
   * weights are named {@code forward/...} and {@code backward/...}.
   *
   * @param layer the one that reads forwards
   * @param mergeMode how the two are merged
   */
  public record Bidirectional(RecurrentLayer<?> layer, MergeMode mergeMode) implements Layer {
    static final Type<Bidirectional> TYPE = Type.of(Layers.bidirectional(Layers.lstm(1)), "layer");

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
      return layer.goBackwards(!layer.settings().goBackwards());
    }

    @Override
    public Shape outputShape(Shape input) {
      Shape one = layer.outputShape(input);
      return mergeMode == MergeMode.CONCAT ? Shapes.leading(one).append(2 * Shapes.last(one)) : one;
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
      if (!layer.settings().returnSequences()) {
        return merge(tf, forward, backward);
      }
      Operand<TFloat32> merged =
          merge(tf, forward, tf.reverse(backward, tf.constant(new int[] {1})));
      return pass.mask(input).map(mask -> Masking.zeroed(tf, mask, merged)).orElse(merged);
    }

    @Override
    public boolean masked(boolean input) {
      return layer.masked(input);
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

  /**
   * Applies a layer to every step of a sequence, with the same weights: from {@code [batch, steps,
   * ...input]} to {@code [batch, steps, ...output]}. To the layer every step is an example of its
   * own. A layer that has state, such as batch normalization, learns from one step of the batch
   * after the other, as in Keras.
   *
   * @param layer the layer
   */
  public record TimeDistributed(Layer layer) implements Layer {
    static final Type<TimeDistributed> TYPE =
        Type.of(Layers.timeDistributed(Layers.flatten()), "layer");

    @Override
    public Shape outputShape(Shape input) {
      if (input.isScalar()) {
        throw new ShapeException(
            "TimeDistributed takes a sequence [steps, ...] per example, but got []; put a reshape before it.");
      }
      return layer.outputShape(step(input)).prepend(input.get(0));
    }

    @Override
    public List<Weight> weights(Shape input) {
      return layer.weights(step(input));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Shape example = Shapes.example(input);
      if (pass.learning() && hasState(example)) {
        return tf.stack(oneByOne(pass, input, example.get(0)), Stack.axis(1L));
      }
      Operand<TFloat32> steps = Shapes.reshape(tf, input, merged(input.shape(), step(example)));
      Masking.ofSteps(pass, input)
          .ifPresent(
              mask -> {
                Shape shape = merged(mask.shape(), step(Shapes.example(mask)));
                pass.mask(steps, Shapes.reshape(tf, mask, shape));
              });
      Operand<TFloat32> output =
          Shapes.reshape(
              tf,
              layer.forward(pass.ofSteps(example.get(0)), steps),
              Shapes.batch(input.shape().get(0), outputShape(example)));
      if (!layer.masked(true)) {
        Masking.ofSteps(pass, input)
            .ifPresent(mask -> pass.mask(output, Masking.ofLeading(tf, mask, 2)));
      }
      return output;
    }

    private List<Operand<TFloat32>> oneByOne(Pass pass, Operand<TFloat32> input, long count) {
      Ops tf = pass.tf();
      List<? extends Operand<TFloat32>> steps = tf.unstack(input, count, Unstack.axis(1L)).output();
      Masking.ofSteps(pass, input)
          .ifPresent(
              mask -> {
                List<? extends Operand<TBool>> masks =
                    tf.unstack(mask, count, Unstack.axis(1L)).output();
                for (int i = 0; i < count; i++) {
                  pass.mask(steps.get(i), masks.get(i));
                }
              });
      List<Operand<TFloat32>> outputs = new ArrayList<>();
      steps.forEach(step -> outputs.add(layer.forward(pass, step)));
      return outputs;
    }

    /** Whether the layer changes weights itself, which frozen kernels and biases are not. */
    private boolean hasState(Shape example) {
      return layer.weights(step(example)).stream().anyMatch(w -> !w.trained() && !w.drawn());
    }

    /** The shape of all steps of a batch, whose number may be unknown. */
    private static Shape merged(Shape batch, Shape step) {
      long examples = batch.get(0);
      return Shapes.batch(examples < 0 ? Shape.UNKNOWN_SIZE : examples * batch.get(1), step);
    }

    private static Shape step(Shape input) {
      return input.takeLast(input.numDimensions() - 1);
    }

    @Override
    public long multiplications(Shape input) {
      return input.get(0) * layer.multiplications(step(input));
    }

    @Override
    public boolean prefersPlainGraph() {
      return layer.prefersPlainGraph();
    }

    @Override
    public Optional<Integer> ids(Optional<Integer> output) {
      return layer.ids(output);
    }

    @Override
    public boolean penalizesOutput() {
      return layer.penalizesOutput();
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "timeDistributed(" + layer + ")";
    }
  }

  /**
   * A layer that is called as outside training, always.
   *
   * @param layer the layer
   */
  record InferenceOnly(Layer layer) implements Wrapping {
    static final Type<Layer> TYPE = Type.of(Layers.inferenceOnly(Layers.flatten()), "layer");

    @Override
    public Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
      return layer.forward(pass.inference(), inputs);
    }

    @Override
    public Layer trainable(boolean trainable) {
      return new InferenceOnly(layer.trainable(trainable));
    }

    @Override
    public String toString() {
      return "inferenceOnly(" + layer + ")";
    }
  }

  /**
   * A layer whose weights stay as they are.
   *
   * @param layer the layer
   */
  record Frozen(Layer layer) implements Wrapping {

    @Override
    public List<Weight> weights(List<Shape> inputs) {
      return layer.weights(inputs).stream().map(Weight::frozen).toList();
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
      return layer.forward(pass.frozen(), inputs);
    }

    @Override
    public Layer trainable(boolean trainable) {
      return trainable ? layer : this;
    }

    @Override
    public String type() {
      return layer.type();
    }

    @Override
    public String toString() {
      return layer + " frozen";
    }
  }
}
