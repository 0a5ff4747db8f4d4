package dev.lamina.golden;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.golden.Golden.Case;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs, drawn and computed by {@code src/test/python/graphs.py}. */
class GoldenGraphsTest {

  /** Every eighth graph goes through XLA as well, which takes a second to compile each. */
  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    Golden.lines("graphs.jsonl.gz")
        .forEach(
            golden -> {
              runs.add(Arguments.of(golden, Jit.OFF));
              if (runs.size() % 9 == 0) {
                runs.add(Arguments.of(golden, Jit.ON));
              }
            });
    return runs.stream();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void trainsAsInKeras(Case golden, Jit jit) {
    Dataset data = data(golden);
    int batch = golden.get("batchSize").asInt();
    try (Model model = pretrained(golden).compile(training(golden).settings().jit(jit))) {
      Map<String, float[][]> outputs = model.predictAll(data.take(batch));
      History history = model.fit(data.batch(batch), Fit.epochs(golden.get("epochs").asInt()));

      each(golden, "outputs", (name, want) -> Near.VALUE.check(name, flat(outputs, name), want));
      each(
          golden,
          "history",
          (name, want) -> Near.TRAINING.check(name, floats(history.values(name)), want));
      Map<String, FloatArray> weights = model.weights();
      each(
          golden,
          "after",
          (name, want) -> Near.TRAINING.check(name, weights.get(name).values(), want));
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void hasTheGradientsOfKeras(Case golden, Jit jit) {
    int batch = golden.get("batchSize").asInt();
    try (Model model =
        pretrained(golden).compile(training(golden).settings().optimizer(new Showing()).jit(jit))) {
      model.fit(data(golden).take(batch).batch(batch), Fit.epochs(1));

      Map<String, FloatArray> gradients = model.weights();
      each(
          golden,
          "gradients",
          (name, want) -> Near.VALUE.check(name, gradients.get(name).values(), want));
    }
  }
}
