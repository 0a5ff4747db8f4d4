package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.embedding;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ModelInsideTest {
  /** Of these the inner nodes make (3, 0), (0, 1) and (1, 0), and the head 6, -1 and 2. */
  private static final Dataset DATA =
      Dataset.of(new float[][] {{1, 2}, {-2, 1}, {0, 1}}, new float[][] {{5}, {1}, {1}});

  private static Model model() {
    Model model =
        Sequential.of(
                Shape.of(2), dense(2).name("inner"), relu(), dropout(0.5), dense(1).name("head"))
            .compile(sgd(0.1), meanSquaredError());
    model.setWeights(
        "inner",
        Map.of(
            "kernel", new FloatArray(Shape.of(2, 2), new float[] {1, -1, 1, 0}),
            "bias", new FloatArray(Shape.of(2), new float[] {0, -1})));
    model.setWeights(
        "head",
        Map.of(
            "kernel", new FloatArray(Shape.of(2, 1), new float[] {2, -1}),
            "bias", new FloatArray(Shape.of(1), new float[] {0})));
    return model;
  }

  @Test
  void givesWhatAnyLayerGives() {
    try (Model model = model()) {
      assertThat(model.activations(DATA, "inner"))
          .isDeepEqualTo(new float[][] {{3, -2}, {-1, 1}, {1, -1}});
      assertThat(model.activations(DATA, "activation"))
          .isDeepEqualTo(new float[][] {{3, 0}, {0, 1}, {1, 0}});
      assertThat(model.activations(DATA, "head")).isDeepEqualTo(model.predict(DATA));
      assertThatThrownBy(() -> model.activations(DATA, "iner"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"inner\"");
    }
  }

  @Test
  void givesALossForEachExample() {
    try (Model model = model()) {
      assertThat(model.losses(DATA)).containsExactly(1, 4, 1);
      assertThat(model.evaluate(DATA).loss()).isEqualTo(2);
    }
  }

  @Test
  void givesTheGradientsByInputsAndWeights() {
    try (Model model = model()) {
      // By the outputs 2, -4 and 2.
      assertThat(model.inputGradients(DATA)).isDeepEqualTo(new float[][] {{4, 4}, {-4, 0}, {4, 4}});
      Map<String, FloatArray> gradients = model.gradients(DATA);
      assertThat(gradients.keySet()).isEqualTo(model.weights().keySet());
      assertThat(of(gradients, "head/bias")).containsExactly(0);
      assertThat(of(gradients, "head/kernel"))
          .containsExactly(new float[] {8 / 3f, -4 / 3f}, within(1e-6f));
      assertThat(of(gradients, "inner/bias"))
          .containsExactly(new float[] {8 / 3f, 4 / 3f}, within(1e-6f));
    }
  }

  @Test
  void givesTheGradientsOfALongSequenceByItsSteps() {
    Random random = new Random(2);
    float[][] x = new float[2][40];
    for (float[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextFloat();
      }
    }
    Dataset data = Dataset.of(x, new float[][] {{0}, {1}}).reshape(Shape.of(40, 1));
    try (Model model =
        Sequential.of(Shape.of(40, 1), lstm(2), dense(1)).compile(sgd(0.1), meanSquaredError())) {
      float[][] gradients = model.inputGradients(data);
      float[] before = model.losses(data);
      x[1][35] += 0.01f;
      float[] after =
          model.losses(Dataset.of(x, new float[][] {{0}, {1}}).reshape(Shape.of(40, 1)));

      assertThat(after[0]).isEqualTo(before[0]);
      assertThat((after[1] - before[1]) / 0.01f).isCloseTo(gradients[1][35], within(2e-3f));
    }
  }

  @Test
  void gradientsAreWhatPlainDescentSubtracts() {
    try (Model model =
        Sequential.of(Shape.of(3), embedding(4, 2), flatten(), dense(1))
            .compile(sgd(0.1), meanSquaredError())) {
      Dataset ids = Dataset.of(new float[][] {{0, 1, 2}, {3, 1, 0}}, new float[][] {{1}, {-1}});
      assertThatThrownBy(() -> model.inputGradients(ids))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("are ids, by which there is no gradient");
      Map<String, FloatArray> before = model.weights();
      Map<String, FloatArray> gradients = model.gradients(ids);
      model.fit(ids.batch(2), 1);
      model
          .weights()
          .forEach(
              (name, after) -> {
                for (int i = 0; i < after.values().length; i++) {
                  assertThat(after.values()[i])
                      .isCloseTo(
                          of(before, name)[i] - 0.1f * of(gradients, name)[i], within(1e-6f));
                }
              });
    }
  }

  private static float[] of(Map<String, FloatArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name)).values();
  }
}
