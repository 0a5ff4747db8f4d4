package dev.lamina.model;

import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Jit;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.persist.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class WeightsFileTest {
  private static final Settings SETTINGS =
      Settings.of(sgd(0.1f), sparseCategoricalCrossentropy()).jit(Jit.OFF);

  @TempDir private Path folder;

  @Test
  void givesTheWeightsToAnotherModel() {
    Path file = folder.resolve("weights.safetensors");
    try (Model first = Samples.classifier().compile(SETTINGS.seed(1));
        Model second = Samples.classifier().compile(SETTINGS.seed(2))) {
      first.saveWeights(file);

      second.loadWeights(file);

      assertThat(second.weights()).usingRecursiveComparison().isEqualTo(first.weights());
      assertThat(second.predict(1, 0)).isEqualTo(first.predict(1, 0));
    }
    assertThat(Safetensors.read(file).arrays())
        .hasEntrySatisfying(
            "dense_1/kernel", array -> assertThat(array.shape()).isEqualTo(Shape.of(8, 3)));
  }

  @Test
  void namesTheFileAndAllThatDoesNotFit() {
    Path file = folder.resolve("weights.safetensors");
    try (Model first = Samples.regression().compile(sgd(0.1f), meanSquaredError());
        Model second = Samples.classifier().compile(SETTINGS)) {
      first.saveWeights(file);
      Map<String, FloatArray> before = second.weights();

      assertThatThrownBy(() -> second.loadWeights(file))
          .isInstanceOf(FileException.class)
          .hasMessage(
              "%s: These are not the weights of the network: dense/kernel has shape [1, 1] instead of [2, 8], dense/bias has shape [1] instead of [8], dense_1/kernel is missing, dense_1/bias is missing; it has [dense/kernel, dense/bias, dense_1/kernel, dense_1/bias].",
              file);
      assertThat(second.weights()).usingRecursiveComparison().isEqualTo(before);
    }
  }
}
