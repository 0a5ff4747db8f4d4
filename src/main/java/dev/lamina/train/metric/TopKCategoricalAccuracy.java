package dev.lamina.train.metric;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The share of examples whose one-hot target's class is among the {@code k} most probable ones.
 * Classes as probable as the k-th count as among them, as in Keras.
 *
 * @param k at least 1
 */
record TopKCategoricalAccuracy(int k) implements Mean {

  TopKCategoricalAccuracy {
    Checks.atLeast("TopKCategoricalAccuracy", "k", k, 1);
  }

  @Override
  public int size(Shape target, Shape prediction) {
    Targets.checkOneHot(this, target, prediction);
    return 1;
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return Ranking.isInTop(tf, k, target, prediction);
  }

  @Override
  public String name() {
    return "topKCategoricalAccuracy(" + k + ")";
  }
}
