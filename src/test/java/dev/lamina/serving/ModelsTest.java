package dev.lamina.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.train.metric.ClassNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trained models that come with Lamina. */
class ModelsTest {
  private static final Path MODELS = Path.of("models");
  private static final long MEGABYTE = 1_000_000;

  @ParameterizedTest
  @CsvSource({"mlp, 9775", "cnn, 9911", "digits, 9960"})
  void knowsAsManyOfTheTestImagesAsTheReadmeSays(String name, int expected) {
    // Another kind of processor rounds otherwise, which may turn an image that is hard to tell.
    assertThat(correct(name, Mnist.test())).isBetween(expected - 2, expected + 2);
  }

  @Test
  void theLecturesNetworkTellsZeroFromOne() {
    assertThat(correct("lecture", Mnist.test().labels(0, 1))).isEqualTo(2109);
  }

  private static int correct(String name, Dataset test) {
    try (Predictor predictor = Predictor.load(MODELS.resolve(name))) {
      float[][] predictions = predictor.predictAll(test);
      int correct = 0;
      for (int i = 0; i < predictions.length; i++) {
        correct += chosen(predictions[i]) == (int) test.get(i).y()[0] ? 1 : 0;
      }
      return correct;
    }
  }

  private static int chosen(float[] prediction) {
    return prediction.length == 1
        ? (prediction[0] > 0.5 ? 1 : 0)
        : ClassNumbers.mostProbable(prediction);
  }

  @Test
  void noneIsLargerThanAMegabyte() throws IOException {
    for (String name : List.of("lecture", "mlp", "cnn", "digits")) {
      try (Stream<Path> files = Files.walk(MODELS.resolve(name))) {
        assertThat(files.mapToLong(file -> file.toFile().length()).sum())
            .as(name)
            .isLessThan(MEGABYTE);
      }
    }
  }
}
