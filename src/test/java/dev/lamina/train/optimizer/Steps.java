package dev.lamina.train.optimizer;

import static dev.lamina.golden.PlainGraph.constant;

import dev.lamina.golden.PlainGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Updates of a weight of one value. */
final class Steps {
  private Steps() {}

  /** The weight after each of the gradients. */
  static List<Float> weights(Optimizer optimizer, float initial, float... gradients) {
    return first(
        PlainGraph.run(
            tf ->
                all(tf, optimizer, initial, gradients).stream()
                    .map(Optimizer.Update::weight)
                    .toList()));
  }

  /** The last slot after each of the gradients. */
  static List<Float> lastSlots(Optimizer optimizer, float initial, float... gradients) {
    int last = optimizer.slots().size() - 1;
    return first(
        PlainGraph.run(
            tf ->
                all(tf, optimizer, initial, gradients).stream()
                    .map(update -> update.slots().get(last))
                    .toList()));
  }

  private static List<Float> first(List<float[]> arrays) {
    return arrays.stream().map(each -> each[0]).toList();
  }

  private static List<Optimizer.Update> all(
      Ops tf, Optimizer optimizer, float initial, float... gradients) {
    Operand<TFloat32> weight = constant(tf, Shape.of(1), initial);
    List<Operand<TFloat32>> slots = new ArrayList<>();
    for (Optimizer.Slot slot : optimizer.slots()) {
      slots.add(constant(tf, slot.shape(Shape.of(1)), slot.initial()));
    }
    Optimizer.Update now = new Optimizer.Update(weight, slots);
    List<Optimizer.Update> updates = new ArrayList<>();
    for (float gradient : gradients) {
      Optimizer.Clock clock =
          new Optimizer.Clock(
              optimizer.learningRate().rate(tf, tf.constant((float) updates.size())),
              tf.constant(updates.size() + 1f));
      now =
          optimizer.update(
              tf,
              clock,
              new Optimizer.Parameter(
                  now.weight(), constant(tf, Shape.of(1), gradient), now.slots()));
      updates.add(now);
    }
    return updates;
  }
}
