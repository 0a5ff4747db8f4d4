package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Batches;
import dev.lamina.engine.Inference;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class PretrainedTest {
  private static final Settings SETTINGS =
      Settings.of(adam(0.01f), sparseCategoricalCrossentropy()).jit(Jit.OFF);
  private static final Batches CORNERS = Samples.corners(60).shuffle(1).batch(20);

  @Test
  void predictsAndTrainsOnWithItsWeights() {
    try (Model first = trained();
        Model second = first.pretrained().compile(SETTINGS.seed(9))) {
      assertThat(second.weights()).usingRecursiveComparison().isEqualTo(first.weights());
      assertThat(second.predict(0.5f, 1)).isEqualTo(first.predict(0.5f, 1));

      second.fit(CORNERS, epochs(1));

      assertThat(values(second.weights(), "dense/kernel"))
          .isNotEqualTo(values(first.weights(), "dense/kernel"));
    }
  }

  @Test
  void predictsWithoutAnOptimizer() {
    try (Model first = trained();
        Inference predictor = first.pretrained().predictor()) {
      assertThat(predictor.predict(0.5f, 1)).isEqualTo(first.predict(0.5f, 1));
      assertThatThrownBy(() -> predictor.predict(1, 2, 3))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("takes 2 numbers per example, but got 3");
      assertThatThrownBy(() -> first.pretrained().append(dense(2)).predictor())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dense_1/kernel");
    }
  }

  @Test
  void learnsWithANewHeadOnLayersThatStay() {
    try (Model first = trained();
        Model second =
            first
                .pretrained()
                .dropLast(2)
                .trainable(false)
                .append(dense(3), softmax())
                .compile(SETTINGS.seed(9))) {
      double before = second.evaluate(CORNERS).loss();
      Map<String, FloatArray> begun = second.weights();

      second.fit(CORNERS, epochs(20));

      Map<String, FloatArray> learned = second.weights();
      assertThat(learned.get("dense/kernel"))
          .isEqualTo(first.weights().get("dense/kernel"))
          .isEqualTo(begun.get("dense/kernel"));
      assertThat(learned.get("dense_1/kernel")).isNotEqualTo(begun.get("dense_1/kernel"));
      assertThat(second.evaluate(CORNERS).loss()).isLessThan(0.8 * before);
    }
  }

  /** Its name and shape are those of the old one. */
  @Test
  void drawsANewHeadAnew() {
    try (Model first = trained();
        Model second =
            first.pretrained().dropLast(2).append(dense(3), softmax()).compile(SETTINGS.seed(9))) {
      assertThat(second.network()).isEqualTo(first.network());
      assertThat(values(second.weights(), "dense/kernel"))
          .isEqualTo(values(first.weights(), "dense/kernel"));
      assertThat(values(second.weights(), "dense_1/kernel"))
          .isEqualTo(values(first.network().initialWeights(9), "dense_1/kernel"));
    }
  }

  @Test
  void givesTheFirstLayersAlone() {
    try (Model first = trained();
        Model features = first.pretrained().take(2).compile(SETTINGS)) {
      assertThat(features.weights()).containsOnlyKeys("dense/kernel", "dense/bias");
      assertThat(features.predict(0.5f, 1)).hasSize(8);
    }
  }

  @Test
  void isWhereAResetGoesBackTo() {
    try (Model first = trained();
        Model second = first.pretrained().compile(SETTINGS)) {
      second.fit(CORNERS, epochs(1));

      second.reset();

      assertThat(second.weights()).usingRecursiveComparison().isEqualTo(first.weights());
    }
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    Map<String, FloatArray> others = Map.of("dense/kernel", vector(3), "gru/kernel", vector(1));

    assertThatThrownBy(() -> new Pretrained(Samples.classifier(), others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "These are not the weights of the network: dense/kernel has shape [3] instead of [2, 8], gru/kernel is unknown; it has [dense/kernel, dense/bias, dense_1/kernel, dense_1/bias].");
  }

  private static FloatArray vector(int size) {
    return new FloatArray(Shape.of(size), new float[size]);
  }

  private static Model trained() {
    Model model = Samples.classifier().compile(SETTINGS);
    model.fit(CORNERS, epochs(10));
    return model;
  }
}
