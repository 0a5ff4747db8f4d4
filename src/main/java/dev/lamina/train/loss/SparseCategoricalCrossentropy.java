package dev.lamina.train.loss;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * −log of the probability given to the target's class; the target is the class number.
 *
 * <p>Probabilities that come straight from a softmax are traced back to its logits; others are
 * scaled to sum to 1 and clipped to [1e-7, 1 − 1e-7], as Keras does.
 *
 * @param fromLogits whether the network ends without a softmax
 */
record SparseCategoricalCrossentropy(boolean fromLogits) implements Loss {
  private static final float EPSILON = 1e-7f;

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    int classes = (int) prediction.shape().get(1);
    Operand<TInt32> labels =
        tf.dtypes.cast(tf.reshape(target, tf.constant(new int[] {-1})), TInt32.class);
    Operand<TFloat32> oneHot =
        tf.oneHot(labels, tf.constant(classes), tf.constant(1f), tf.constant(0f));
    Optional<Operand<TFloat32>> logits =
        fromLogits ? Optional.of(prediction) : Logits.of(prediction, "Softmax");
    return logits
        .<Operand<TFloat32>>map(z -> tf.nn.softmaxCrossEntropyWithLogits(z, oneHot).loss())
        .orElseGet(() -> fromProbabilities(tf, oneHot, prediction));
  }

  private static Operand<TFloat32> fromProbabilities(
      Ops tf, Operand<TFloat32> oneHot, Operand<TFloat32> p) {
    Operand<TInt32> row = tf.constant(1);
    Operand<TFloat32> scaled =
        tf.math.div(p, tf.reduceSum(p, row, org.tensorflow.op.core.ReduceSum.keepDims(true)));
    Operand<TFloat32> clipped =
        tf.clipByValue(scaled, tf.constant(EPSILON), tf.constant(1 - EPSILON));
    return tf.math.neg(tf.reduceSum(tf.math.mul(oneHot, tf.math.log(clipped)), row));
  }

  @Override
  public Shape targetShape(Shape prediction) {
    Loss.classes("SparseCategoricalCrossentropy", prediction);
    return Shape.of(1);
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.classes(Loss.classes("SparseCategoricalCrossentropy", prediction));
  }

  @Override
  public String name() {
    return "sparseCategoricalCrossentropy";
  }
}
