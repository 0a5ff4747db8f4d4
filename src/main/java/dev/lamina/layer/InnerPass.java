package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The pass of a layer inside another.
 *
 * @param outer the other layer's pass
 * @param prefix of the names of the inner layer's weights
 * @param learning whether the inner layer learns
 */
record InnerPass(Pass outer, String prefix, boolean learning) implements Pass {

  @Override
  public Ops tf() {
    return outer.tf();
  }

  @Override
  public boolean training() {
    return outer.training();
  }

  @Override
  public Operand<TFloat32> weight(String name) {
    return outer.weight(prefix + name);
  }

  @Override
  public void update(String name, Operand<TFloat32> value) {
    outer.update(prefix + name, value);
  }

  @Override
  public void penalize(Regularizer regularizer, Operand<TFloat32> output) {
    outer.penalize(regularizer, output);
  }

  @Override
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    return outer.uniform(shape);
  }
}
