package dev.lamina.train.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Keeps running means of the weights, which become the weights when a training ends.
 *
 * @param inner what updates the weights
 * @param momentum what a mean keeps of itself after each batch
 * @param copies how many batches, first of all, the mean is the weight itself for
 */
record Averaged(Optimizer inner, double momentum, int copies) implements Wrapper {
  private static final String AVERAGE = "average";

  @Override
  public List<Slot> slots() {
    return Stream.concat(inner.slots().stream(), Stream.of(Slot.zeros(AVERAGE))).toList();
  }

  @Override
  public Optional<String> finalSlot() {
    return Optional.of(AVERAGE);
  }

  @Override
  public List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters) {
    int inners = inner.slots().size();
    List<Update> updated =
        inner.updates(tf, clock, parameters.stream().map(each -> each.slots(inners)).toList());
    Operand<TBool> first = tf.math.lessEqual(clock.update(), tf.constant((float) copies));
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < updated.size(); i++) {
      Operand<TFloat32> weight = updated.get(i).weight();
      Operand<TFloat32> mean =
          Rates.decay(tf, parameters.get(i).slots().get(inners), weight, momentum);
      List<Operand<TFloat32>> slots = new ArrayList<>(updated.get(i).slots());
      slots.add(tf.select(first, weight, mean));
      updates.add(new Update(weight, slots));
    }
    return updates;
  }
}
