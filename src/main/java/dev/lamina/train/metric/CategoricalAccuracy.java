package dev.lamina.train.metric;

import dev.lamina.train.loss.ClassNumbers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The share of examples whose most probable class is the one-hot target's. */
record CategoricalAccuracy() implements Mean {

  @Override
  public int size(Shape target, Shape prediction) {
    Targets.checkOneHot(this, target, prediction);
    return 1;
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return Ranking.isFirst(tf, ClassNumbers.of(tf, target), prediction);
  }
}
