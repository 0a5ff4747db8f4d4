package dev.lamina.layer;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The pass of a layer without weights in training, whose random numbers are given, or other ones
 * for every draw.
 */
final class DrawingPass implements Pass {
  private final Ops tf;
  private final Deque<float[]> given;
  private int draws;

  private DrawingPass(Ops tf, List<float[]> given) {
    this.tf = tf;
    this.given = new ArrayDeque<>(given);
  }

  /** The numbers of each draw in turn, as many as it asks for; then random ones. */
  static DrawingPass of(Ops tf, float[]... given) {
    return new DrawingPass(tf, Arrays.asList(given));
  }

  @Override
  public Ops tf() {
    return tf;
  }

  @Override
  public boolean training() {
    return true;
  }

  @Override
  public Operand<TFloat32> weight(String name) {
    throw new IllegalArgumentException("no weight " + name);
  }

  @Override
  public void update(String name, Operand<TFloat32> value) {
    throw new IllegalArgumentException("no weight " + name);
  }

  @Override
  public Optional<Operand<TBool>> mask(Operand<TFloat32> values) {
    return Optional.empty();
  }

  @Override
  public void mask(Operand<TFloat32> values, Operand<TBool> mask) {}

  @Override
  public void penalize(Regularizer regularizer, Operand<TFloat32> output) {}

  @Override
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    float[] values = given.poll();
    return values == null
        ? tf.random.statelessRandomUniform(
            shape, tf.constant(new long[] {1, draws++}), TFloat32.class)
        : tf.reshape(tf.constant(values), shape);
  }
}
