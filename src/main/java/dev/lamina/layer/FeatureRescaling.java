package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * As {@link Preprocessing.Rescaling}, with numbers for each feature. Features are the last axis.
 *
 * @param scale the factor of each feature, or a single one for all
 * @param offset what is added to each feature, or to all
 */
record FeatureRescaling(List<Float> scale, List<Float> offset) implements Layer {
  static final Type<Layer> TYPE = Type.of(new FeatureRescaling(List.of(1f), List.of(0f)), "scale");

  FeatureRescaling {
    scale = List.copyOf(scale);
    offset = List.copyOf(offset);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.checkRow("FeatureRescaling", input);
    for (List<Float> numbers : List.of(scale, offset)) {
      if (numbers.size() != 1 && numbers.size() != Shapes.last(input)) {
        throw new ShapeException(
            "FeatureRescaling has numbers for %s features, but got %s; give it one for each."
                .formatted(numbers.size(), Shapes.text(input)));
      }
    }
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    return tf.math.add(
        tf.math.mul(input, tf.constant(Preprocessing.array(scale))),
        tf.constant(Preprocessing.array(offset)));
  }

  @Override
  public boolean masked(boolean input) {
    return input;
  }

  @Override
  public String toString() {
    return "featureRescaling";
  }
}
