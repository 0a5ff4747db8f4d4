package dev.lamina.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The last axis of an input, as normalizing layers see it. */
final class Features {
  private Features() {}

  /** The size of the last axis. */
  static long of(Shape shape) {
    return shape.get(shape.numDimensions() - 1);
  }

  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  static void checkEpsilon(String layer, float epsilon) {
    if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs an epsilon of more than 0, but got %s.".formatted(layer, epsilon));
    }
  }

  /** The weights of a layer that scales and shifts so many features. */
  static List<Weight> weights(Affine<?> layer, long features) {
    List<Weight> weights = new ArrayList<>();
    if (layer.scale()) {
      weights.add(Weight.of("gamma", Shape.of(features), layer.gamma()));
    }
    if (layer.center()) {
      weights.add(Weight.of("beta", Shape.of(features), layer.beta()));
    }
    return weights;
  }

  /** One value for every feature. */
  static Operand<TFloat32> filled(Ops tf, int features, float value) {
    float[] values = new float[features];
    Arrays.fill(values, value);
    return tf.constant(values);
  }
}
