package dev.lamina.engine;

import dev.lamina.train.loss.Loss;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Some examples in a graph.
 *
 * @param x {@code [batch, ...input]}
 * @param y {@code [batch, ...target]}
 * @param weights how much each counts in the loss, {@code [batch]}; each counts 1 if there are none
 */
record ExampleBatch(Operand<TFloat32> x, Operand<TFloat32> y, Optional<Operand<TFloat32>> weights) {

  /** The sum of the weighted losses divided by the number of examples, a scalar. */
  Operand<TFloat32> loss(Ops tf, Loss loss, Operand<TFloat32> prediction) {
    Operand<TFloat32> each = loss.perExample(tf, y, prediction);
    return tf.math.mean(
        weights.<Operand<TFloat32>>map(w -> tf.math.mul(each, w)).orElse(each), tf.constant(0));
  }
}
