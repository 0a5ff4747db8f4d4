package dev.lamina.train.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Applies an optimizer after each so many batches, to the mean of their gradients. The updates in
 * between are computed as well and then not taken, which is cheaper than a branch in the graph.
 *
 * @param inner what is applied
 * @param steps after how many batches
 */
record Accumulated(Optimizer inner, int steps) implements Wrapper {

  @Override
  public List<Slot> slots() {
    return Stream.concat(
            inner.slots().stream(),
            Stream.of(Slot.zeros("gradientSum"), Slot.scalar("gradientCount", 0)))
        .toList();
  }

  @Override
  public List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters) {
    List<Gathered> gathered = parameters.stream().map(each -> gather(tf, each)).toList();
    List<Update> applied =
        gathered.isEmpty()
            ? List.of()
            : inner.updates(
                tf,
                clock(tf, clock, gathered.get(0).count()),
                gathered.stream().map(each -> each.mean(tf, steps)).toList());
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < applied.size(); i++) {
      updates.add(gathered.get(i).take(tf, applied.get(i), steps));
    }
    return updates;
  }

  private Gathered gather(Ops tf, Parameter parameter) {
    int inners = inner.slots().size();
    return new Gathered(
        parameter.slots(inners),
        tf.math.add(parameter.slots().get(inners), parameter.gradient()),
        tf.math.add(parameter.slots().get(inners + 1), tf.constant(1f)));
  }

  /** Counts the updates that are applied, this one included. */
  private Clock clock(Ops tf, Clock batches, Operand<TFloat32> count) {
    Operand<TFloat32> before =
        tf.math.div(tf.math.sub(batches.update(), count), tf.constant((float) steps));
    return new Clock(batches.learningRate(), tf.math.add(tf.math.rint(before), tf.constant(1f)));
  }

  /**
   * The gradients of a weight so far.
   *
   * @param parameter the weight for the inner optimizer
   * @param sum of the gradients, the last one included
   * @param count of the gradients, a scalar
   */
  private record Gathered(Parameter parameter, Operand<TFloat32> sum, Operand<TFloat32> count) {

    Parameter mean(Ops tf, int steps) {
      return parameter.gradient(tf.math.div(sum, tf.constant((float) steps)));
    }

    /** What is applied if these are enough gradients, or else the weight as it is. */
    Update take(Ops tf, Update applied, int steps) {
      Operand<TBool> enough = tf.math.equal(count, tf.constant((float) steps));
      List<Operand<TFloat32>> slots = new ArrayList<>();
      for (int i = 0; i < parameter.slots().size(); i++) {
        slots.add(tf.select(enough, applied.slots().get(i), parameter.slots().get(i)));
      }
      slots.add(tf.select(enough, tf.zerosLike(sum), sum));
      slots.add(tf.select(enough, tf.constant(0f), count));
      return new Update(tf.select(enough, applied.weight(), parameter.weight()), slots);
    }
  }
}
