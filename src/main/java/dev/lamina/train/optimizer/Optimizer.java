package dev.lamina.train.optimizer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rule that takes a weight, its gradient and what the rule remembers (its slots) to their next
 * values.
 */
public interface Optimizer {

  /** The learning rate to begin with. */
  float learningRate();

  /**
   * What the rule remembers of each weight: names of slots of the weight's shape, all zeros at
   * first.
   */
  default List<String> slots() {
    return List.of();
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
