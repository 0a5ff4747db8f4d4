package dev.lamina.train.optimizer;

import dev.lamina.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rule that takes a weight, its gradient and what the rule remembers (its slots) to their next
 * values.
 */
public interface Optimizer {

  /** The learning rate of each update. */
  Schedule learningRate();

  /** What the rule remembers of each weight. */
  default List<Slot> slots() {
    return List.of();
  }

  /**
   * Builds what becomes of the gradients before the updates are made of them, such as clipped ones.
   *
   * @param gradients of the loss by each weight
   * @return in the same order
   */
  default List<Operand<TFloat32>> gradients(Ops tf, List<Operand<TFloat32>> gradients) {
    return gradients;
  }

  /** The name of the slot whose values replace the weight when a training ends, if there is one. */
  default Optional<String> finalSlot() {
    return Optional.empty();
  }

  /**
   * Builds one update of one weight.
   *
   * @param clock the learning rate and the number of this update
   * @param weight the weight
   * @param gradient of the loss by the weight, of the weight's shape
   * @param slots in the order of {@link #slots()}
   */
  Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots);

  /**
   * What all weights of an update share.
   *
   * @param learningRate a scalar
   * @param update the number of this update, a scalar that counts from 1
   */
  record Clock(Operand<TFloat32> learningRate, Operand<TFloat32> update) {}

  /**
   * The next values.
   *
   * @param weight of the weight
   * @param slots in the order of {@link #slots()}
   */
  record Update(Operand<TFloat32> weight, List<Operand<TFloat32>> slots) {}
}
