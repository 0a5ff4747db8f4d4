package dev.lamina.train.optimizer;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Keeps gradients from growing beyond a bound (Pascanu et al. 2013).
 *
 * @param inner what is given the clipped gradients
 * @param extras which bound
 */
record Clipped(Optimizer inner, Extras extras) implements Wrapper {

  @Override
  public List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters) {
    UnaryOperator<Operand<TFloat32>> clip =
        clip(tf, parameters.stream().map(Parameter::gradient).toList());
    return inner.updates(
        tf,
        clock,
        parameters.stream().map(each -> each.gradient(clip.apply(each.gradient()))).toList());
  }

  private UnaryOperator<Operand<TFloat32>> clip(Ops tf, List<Operand<TFloat32>> all) {
    if (extras.clipValue() > 0) {
      Operand<TFloat32> most = tf.constant(extras.clipValue());
      Operand<TFloat32> least = tf.constant(-extras.clipValue());
      return each -> tf.clipByValue(each, least, most);
    }
    if (extras.clipNorm() > 0) {
      return each -> tf.math.mul(each, scale(tf, List.of(each), extras.clipNorm()));
    }
    Operand<TFloat32> scale = scale(tf, all, extras.globalClipNorm());
    return each -> tf.math.mul(each, scale);
  }

  /** What brings gradients of a norm together above the bound down to it: 1 for others. */
  private static Operand<TFloat32> scale(Ops tf, List<Operand<TFloat32>> gradients, float bound) {
    List<Operand<TFloat32>> halfSquares =
        gradients.stream().<Operand<TFloat32>>map(tf.nn::l2Loss).toList();
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
    Operand<TFloat32> most = tf.constant(bound);
    return tf.math.div(most, tf.math.maximum(norm, most));
  }
}
