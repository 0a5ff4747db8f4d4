package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The layer of {@link Layers#activityRegularization}. */
record ActivityRegularization(float l1, float l2) implements Layer {
  static final Type<Layer> TYPE = Type.of(Layers.activityRegularization(0, 0));

  ActivityRegularization {
    Checks.notNegative("ActivityRegularization", "l1", l1);
    Checks.notNegative("ActivityRegularization", "l2", l2);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    pass.penalize(Regularizers.l1l2(l1, l2), input);
    return input;
  }

  @Override
  public boolean penalizesOutput() {
    return true;
  }

  @Override
  public boolean masked(boolean input) {
    return input;
  }

  @Override
  public String toString() {
    return "activityRegularization(" + l1 + ", " + l2 + ")";
  }
}
