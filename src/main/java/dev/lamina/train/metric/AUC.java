package dev.lamina.train.metric;

import dev.lamina.spec.Checks;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * The area under the receiver operating characteristic: the probability that a positive example is
 * given a higher probability than a negative one, 0.5 for guessing.
 *
 * <p>The curve has a point for each of a number of evenly spaced thresholds and straight lines
 * between them, as in Keras. Every number of a prediction is an example of its own.
 *
 * @param numThresholds at least 2
 * @param fromLogits whether the network ends without a sigmoid or softmax; the sigmoid is then
 *     applied here
 */
public record AUC(int numThresholds, boolean fromLogits) implements Metric {

  public AUC {
    Checks.atLeast("AUC", "numThresholds", numThresholds, 2);
  }

  /** The same metric with another number of thresholds. */
  public AUC numThresholds(int numThresholds) {
    return new AUC(numThresholds, fromLogits);
  }

  /** The same metric for a network that ends without, or with, a sigmoid. */
  public AUC fromLogits(boolean fromLogits) {
    return new AUC(numThresholds, fromLogits);
  }

  @Override
  public int size(Shape target, Shape prediction) {
    Targets.checkClasses(this, target, prediction);
    return 2 * intervals();
  }

  private int intervals() {
    return numThresholds - 1;
  }

  /** For each interval between two thresholds, how many positives and negatives are in it. */
  @Override
  public Operand<TFloat64> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TInt32> flat = tf.constant(new int[] {-1});
    Operand<TFloat32> targets = tf.reshape(Targets.columns(tf, target, prediction), flat);
    Operand<TInt32> negative =
        tf.dtypes.cast(
            tf.math.logicalNot(tf.math.greater(targets, tf.constant(0.5f))), TInt32.class);
    Operand<TFloat32> probability = tf.reshape(prediction, flat);
    Operand<TInt32> interval =
        interval(tf, fromLogits ? tf.math.sigmoid(probability) : probability);
    Operand<TInt32> place = tf.math.add(tf.math.mul(interval, tf.constant(2)), negative);
    return tf.math.unsortedSegmentSum(
        tf.fill(tf.shape(place), tf.constant(1.0)), place, tf.constant(2 * intervals()));
  }

  /** The interval of each probability, which is above its lower end and at most its upper end. */
  private Operand<TInt32> interval(Ops tf, Operand<TFloat32> probability) {
    Operand<TFloat32> end =
        tf.math.ceil(tf.math.mul(probability, tf.constant((float) intervals())));
    Operand<TInt32> interval = tf.math.sub(tf.dtypes.cast(end, TInt32.class), tf.constant(1));
    return tf.math.minimum(tf.math.maximum(interval, tf.constant(0)), tf.constant(intervals() - 1));
  }

  @Override
  public double value(double[] totals, long examples) {
    double positives = 0;
    double negatives = 0;
    double area = 0;
    for (int interval = intervals() - 1; interval >= 0; interval--) {
      double more = totals[2 * interval];
      double wrong = totals[2 * interval + 1];
      area += wrong * (positives + more / 2);
      positives += more;
      negatives += wrong;
    }
    return ConfusionMatrix.ratio(area, positives * negatives);
  }

  @Override
  public Optional<Boolean> largerIsBetter() {
    return Optional.of(true);
  }
}
