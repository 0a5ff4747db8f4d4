package dev.lamina.layer;

import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What layers make of small inputs. */
final class Values {
  private Values() {}

  /**
   * The output of a layer that has no weights.
   *
   * @param batch the shape of x, with the batch axis
   */
  static float[] of(Layer layer, Shape batch, float... x) {
    return of(layer, List.of(), batch, x);
  }

  /**
   * The output of a layer.
   *
   * @param weights in the order in which the layer declares them
   * @param batch the shape of x, with the batch axis
   */
  static float[] of(Layer layer, List<float[]> weights, Shape batch, float... x) {
    return PlainGraph.run(
            tf -> {
              Map<String, Operand<TFloat32>> given = new LinkedHashMap<>();
              for (Weight weight : layer.weights(batch.takeLast(batch.numDimensions() - 1))) {
                given.put(
                    weight.name(),
                    PlainGraph.constant(tf, weight.shape(), weights.get(given.size())));
              }
              return List.of(
                  layer.forward(
                      new PlainPass(tf, false, given, 1), PlainGraph.constant(tf, batch, x)));
            })
        .get(0);
  }
}
