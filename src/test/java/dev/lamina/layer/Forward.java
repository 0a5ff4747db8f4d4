package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;

import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Runs layers forward in a graph of their own. */
final class Forward {
  private Forward() {}

  /** The output for a batch outside training; weights that are not given are the first ones. */
  static float[] infer(Layer layer, Map<String, float[]> weights, Shape batch, float... x) {
    return PlainGraph.run(tf -> List.of(output(tf, layer, false, weights, batch, x))).get(0);
  }

  /** The output for a batch in training, with the layer's first weights. */
  static float[] train(Layer layer, Shape batch, float... x) {
    return train(layer, Map.of(), batch, x);
  }

  /** The output for a batch in training. */
  static float[] train(Layer layer, Map<String, float[]> weights, Shape batch, float... x) {
    return PlainGraph.run(tf -> List.of(output(tf, layer, true, weights, batch, x))).get(0);
  }

  private static Operand<TFloat32> output(
      Ops tf, Layer layer, boolean training, Map<String, float[]> weights, Shape batch, float[] x) {
    Shape example = batch.takeLast(batch.numDimensions() - 1);
    Map<String, Operand<TFloat32>> given = new HashMap<>();
    for (Weight weight : layer.weights(example)) {
      float[] values =
          weights.getOrDefault(
              weight.name(), weight.initializer().begin(RandomGenerator.getDefault()).next(weight));
      given.put(weight.name(), constant(tf, weight.shape(), values));
    }
    return layer.forward(new PlainPass(tf, training, given, 1), constant(tf, batch, x));
  }
}
