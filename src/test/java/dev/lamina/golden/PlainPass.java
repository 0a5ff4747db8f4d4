package dev.lamina.golden;

import dev.lamina.layer.Pass;
import dev.lamina.layer.Regularizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a layer builds its forward pass from in a {@link PlainGraph}.
 *
 * @param update seeds the random numbers, as the number of the update does in training
 * @param updates gets the next values of weights that layers change themselves
 */
public record PlainPass(
    Ops tf,
    boolean training,
    Map<String, Operand<TFloat32>> weights,
    long update,
    Map<String, Operand<TFloat32>> updates)
    implements Pass {

  public PlainPass(Ops tf, boolean training, Map<String, Operand<TFloat32>> weights, long update) {
    this(tf, training, weights, update, new HashMap<>());
  }

  @Override
  public Operand<TFloat32> weight(String name) {
    Operand<TFloat32> value = weights.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no weight " + name + " among " + weights.keySet());
    }
    return value;
  }

  @Override
  public void update(String name, Operand<TFloat32> value) {
    updates.put(name, value);
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
    return tf.random.statelessRandomUniform(
        shape, tf.constant(new long[] {1, update}), TFloat32.class);
  }
}
