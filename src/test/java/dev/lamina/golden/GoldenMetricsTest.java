package dev.lamina.golden;

import static dev.lamina.golden.PlainGraph.constant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.train.metric.Metric;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Values of metrics over several batches of different sizes. */
class GoldenMetricsTest {

  static Stream<Case> cases() {
    return Golden.cases("metrics.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheValueOfKeras(Case golden) {
    Metric metric = golden.read(Metric.class, "metric");
    JsonNode first = golden.get("batches").get(0);
    int size = metric.size(target(first).example(), Array.of(first.path("prediction")).example());
    double[] sums = new double[size];
    long examples = 0;
    for (JsonNode batch : golden.get("batches")) {
      double[] totals = totals(metric, batch);
      assertThat(totals).hasSize(size);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += totals[i];
      }
      examples += Array.of(batch.path("target")).shape().get(0);
    }

    float value = (float) metric.value(sums, examples);

    Near.VALUE.check("metric", new float[] {value}, values(golden.get("value")));
  }

  private static double[] totals(Metric metric, JsonNode batch) {
    Array target = target(batch);
    Array prediction = Array.of(batch.path("prediction"));
    return PlainGraph.doubles(
        tf ->
            metric.totals(
                tf,
                constant(tf, target.shape(), target.data()),
                constant(tf, prediction.shape(), prediction.data())));
  }

  private static Array target(JsonNode batch) {
    Array target = Array.of(batch.path("target"));
    return target.shape().numDimensions() == 1 ? target.examples(Shape.of(1)) : target;
  }

  /** A metric of one class gives a list of one. */
  private static float[] values(JsonNode value) {
    return value.isArray() ? Array.floats(value) : new float[] {(float) value.asDouble()};
  }
}
