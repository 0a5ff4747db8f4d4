package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer whose weights stay as they are.
 *
 * @param layer the layer
 */
record Frozen(Layer layer) implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    return layer.outputShape(input);
  }

  @Override
  public List<Weight> weights(Shape input) {
    return layer.weights(input).stream().map(Weight::frozen).toList();
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return layer.forward(pass.frozen(), input);
  }

  @Override
  public Layer trainable(boolean trainable) {
    return trainable ? layer : this;
  }

  @Override
  public long multiplications(Shape input) {
    return layer.multiplications(input);
  }

  @Override
  public boolean prefersPlainGraph() {
    return layer.prefersPlainGraph();
  }

  @Override
  public String type() {
    return layer.type();
  }

  @Override
  public String toString() {
    return layer + " frozen";
  }
}
