package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SetWeightsTest {
  private static final Settings SETTINGS =
      Settings.of(sgd(0.25f).momentum(0.5f), meanSquaredError()).jit(Jit.OFF);

  @Test
  void isSeenByPredictionsAndByTheNextTraining() {
    try (Model model = Samples.regression().compile(SETTINGS)) {
      assertThat(model.predict(1)).isNotEqualTo(new float[] {5});

      model.setWeights(weights(2, 3));

      assertThat(model.predict(1)).containsExactly(5);
      assertThat(model.fit(Samples.line(1).batch(1), epochs(1)).losses()).containsExactly(4);
      assertThat(values(model.weights(), "dense/bias")).containsExactly(2);
    }
  }

  @Test
  void takesBackWhatWeightsGave() {
    try (Model model = Samples.regression().compile(SETTINGS)) {
      model.fit(Samples.line(5).batch(2), epochs(2));
      Map<String, FloatArray> kept = model.weights();
      float[] predicted = model.predict(7);
      model.fit(Samples.line(5).batch(2), epochs(2));

      model.setWeights(kept);

      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(kept);
      assertThat(model.predict(7)).isEqualTo(predicted);
      assertThat(model.epochs()).isEqualTo(4);
    }
  }

  /** The momentum of the first update, -0.5 · gradient, goes on in the second. */
  @Test
  void leavesTheOptimizersMemory() {
    try (Model model = Samples.regression().compile(SETTINGS)) {
      model.setWeights(weights(0, 3));
      model.fit(Samples.line(1).batch(1), epochs(1));
      assertThat(values(model.weights(), "dense/bias")).containsExactly(2);

      model.setWeights(weights(0, 3));
      model.fit(Samples.line(1).batch(1), epochs(1));

      assertThat(values(model.weights(), "dense/bias")).containsExactly(1.5f);
    }
  }

  @Test
  void copiesWhatItIsGiven() {
    Map<String, FloatArray> given = weights(2, 3);
    try (Model model = Samples.regression().compile(SETTINGS)) {
      model.setWeights(given);
      given.values().forEach(weight -> weight.values()[0] = 9);

      assertThat(values(model.weights(), "dense/bias")).containsExactly(3);
    }
  }

  @Test
  void saysAllThatIsWrong() {
    Map<String, FloatArray> wrong = new HashMap<>();
    wrong.put("dense/kernel", new FloatArray(Shape.of(2), new float[2]));
    wrong.put("dense/gain", new FloatArray(Shape.of(1), new float[1]));
    try (Model model = Samples.regression().compile(SETTINGS)) {
      Map<String, FloatArray> before = model.weights();

      assertThatThrownBy(() -> model.setWeights(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "These are not the weights of the network: dense/kernel has shape [2] instead of [1, 1], dense/bias is missing, dense/gain is unknown; it has [dense/kernel, dense/bias].");
      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(before);
    }
  }

  @Test
  void setsAndGivesTheWeightsOfALayerWithTheirShapes() {
    try (Model model = Samples.classifier().compile(SETTINGS)) {
      float[] bias = values(model.weights(), "dense_1/bias");
      FloatArray kernel = new FloatArray(Shape.of(8, 3), new float[24]);

      model.setWeights("dense_1", Map.of("kernel", kernel));

      assertThat(model.weights("dense_1"))
          .containsOnlyKeys("kernel", "bias")
          .containsEntry("kernel", kernel)
          .containsEntry("bias", new FloatArray(Shape.of(3), bias));
    }
  }

  @Test
  void namesTheShapesAndTheNearestLayer() {
    FloatArray wrong = new FloatArray(Shape.of(3, 8), new float[24]);
    try (Model model = Samples.classifier().compile(SETTINGS)) {
      assertThatThrownBy(() -> model.setWeights("dense_1", Map.of("kernel", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "These are not the weights of layer dense_1: kernel has shape [3, 8] instead of [8, 3]; it has [kernel, bias].");
      assertThatThrownBy(() -> model.weights("dense1"))
          .hasMessage(
              "There is no layer \"dense1\"; did you mean \"dense\"? There are dense, activation, dense_1, activation_1.");
    }
  }

  private static Map<String, FloatArray> weights(float kernel, float bias) {
    Map<String, FloatArray> weights = new HashMap<>();
    weights.put("dense/kernel", new FloatArray(Shape.of(1, 1), new float[] {kernel}));
    weights.put("dense/bias", new FloatArray(Shape.of(1), new float[] {bias}));
    return weights;
  }
}
