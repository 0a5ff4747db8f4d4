package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Scales each feature, which is the last axis, by a weight {@code gamma} (Touvron et al. 2021).
 *
 * @param initValues what the weights begin with, finite
 */
public record LayerScale(float initValues) implements Layer {
  static final Type<LayerScale> TYPE = Type.of(Layers.layerScale(1), "initValues");

  public LayerScale {
    if (!Float.isFinite(initValues)) {
      throw new IllegalArgumentException(
          "LayerScale needs finite initValues, but got " + initValues + ".");
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.checkRow("LayerScale", input);
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    return List.of(
        Weight.of("gamma", Shape.of(Shapes.last(input)), Initializers.constant(initValues)));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return pass.tf().math.mul(input, pass.weight("gamma"));
  }

  @Override
  public long multiplications(Shape input) {
    return input.size();
  }

  @Override
  public boolean masked(boolean input) {
    return input;
  }

  @Override
  public String toString() {
    return "layerScale(" + initValues + ")";
  }
}
