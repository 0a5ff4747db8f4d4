package dev.lamina.train.metric;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.golden.PlainGraph;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class MetricsTest {

  @Test
  void aPredictionOnTheThresholdSaysZero() {
    assertThat(totals(binaryAccuracy(), Shape.of(3, 1), List.of(0f, 0f, 1f), 0.5f, 0.6f, 0.6f))
        .containsExactly(2, 3);
  }

  @Test
  void aThresholdOfZeroIsForLogits() {
    assertThat(totals(binaryAccuracy(0), Shape.of(2, 1), List.of(0f, 1f), -3, 0.1f))
        .containsExactly(2, 2);
  }

  @Test
  void binaryAccuracyCountsEveryValue() {
    assertThat(totals(binaryAccuracy(), Shape.of(1, 4), List.of(0f, 1f, 0f, 1f), 0, 0, 0, 1))
        .containsExactly(3, 4);
    assertThat(binaryAccuracy().value(new double[] {3, 4}, 1)).isEqualTo(0.75);
  }

  @Test
  void theFirstOfEquallyProbableClassesCounts() {
    assertThat(
            totals(
                sparseCategoricalAccuracy(),
                Shape.of(3, 2),
                List.of(0f, 1f, 1f),
                0.5f,
                0.5f,
                0.5f,
                0.5f,
                0.1f,
                0.9f))
        .containsExactly(2);
    assertThat(sparseCategoricalAccuracy().value(new double[] {2}, 3)).isEqualTo(2 / 3.0);
  }

  @Test
  void areShownByTheirNames() {
    assertThat(binaryAccuracy().name()).isEqualTo("binaryAccuracy");
    assertThat(binaryAccuracy(0.3f).name()).isEqualTo("binaryAccuracy(0.3)");
    assertThat(sparseCategoricalAccuracy().name()).isEqualTo("sparseCategoricalAccuracy");
  }

  private static float[] totals(
      Metric metric, Shape shape, List<Float> targets, float... predictions) {
    float[] y = new float[targets.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = targets.get(i);
    }
    Shape yShape = Shape.of(shape.get(0), y.length / shape.get(0));
    return PlainGraph.run(
            tf ->
                List.of(
                    metric.totals(tf, constant(tf, yShape, y), constant(tf, shape, predictions))))
        .get(0);
  }
}
