package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Fit;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.TrainingSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole training runs: the loss of every update and the final weights. */
class GoldenTrainingTest {

  static Stream<Arguments> cases() {
    return Golden.cases("training.json")
        .flatMap(golden -> Stream.of(Jit.ON, Jit.OFF).map(jit -> Arguments.of(golden, jit)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheLossesAndWeightsOfKeras(Case golden, Jit jit) {
    TrainingSpec spec = golden.training();
    Functional network = spec.functional();
    Array x = golden.array("x");
    Array y = golden.array("y").examples(spec.loss().targetShape(network.outputShape()));
    Dataset data = Dataset.of(x.example(), x.data(), y.example(), y.data());

    try (Model model = network.compile(spec.settings().jit(jit))) {
      model.setWeights(given(network, golden));
      float[] losses =
          model
              .fit(
                  data.batch(golden.get("batchSize").asInt()),
                  Fit.epochs(golden.get("epochs").asInt()))
              .losses();

      Near.TRAINING.check("loss", losses, Array.floats(golden.get("losses")));
      checkWeights(golden, model.weights());
    }
  }

  private static Map<String, FloatArray> given(Functional network, Case golden) {
    Iterator<float[]> values = arrays(golden.get("initialWeights")).iterator();
    Map<String, FloatArray> given = new LinkedHashMap<>();
    network
        .weightShapes()
        .forEach((name, shape) -> given.put(name, new FloatArray(shape, values.next())));
    return given;
  }

  private static void checkWeights(Case golden, Map<String, FloatArray> weights) {
    List<float[]> want = arrays(golden.get("finalWeights"));
    int index = 0;
    for (Map.Entry<String, FloatArray> got : weights.entrySet()) {
      Near.TRAINING.check(got.getKey(), got.getValue().values(), want.get(index++));
    }
  }

  /** The weights of every layer that has some, in order. */
  private static List<float[]> arrays(JsonNode layers) {
    List<float[]> arrays = new ArrayList<>();
    layers.forEach(layer -> layer.forEach(weight -> arrays.add(Array.of(weight).data())));
    return arrays;
  }
}
