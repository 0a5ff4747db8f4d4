package dev.lamina;

import static dev.lamina.model.Fit.epochs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.model.Model;
import dev.lamina.model.TrainingSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's table: how good the specs in {@code models} become on MNIST's ten digits. */
@Tag("slow")
class QualityTest {

  @ParameterizedTest
  @CsvSource({
    "mlp, 5, 32, 60000, 0.977",
    "cnn, 12, 128, 60000, 0.991",
    "digits, 20, 128, 60000, 0.996"
  })
  void reachesItsTestAccuracy(String name, int epochs, int batch, int examples, double least) {
    TrainingSpec spec = TrainingSpec.read(Path.of("models", name + ".json"));
    Dataset train = Mnist.train().take(examples);

    try (Model model = spec.functional().compile(spec.settings().seed(1))) {
      assertThat(model.network().parameters()).isLessThanOrEqualTo(200_000);
      model.fit(train.shuffle(1).batch(batch), epochs(epochs));

      assertThat(model.evaluate(Mnist.test()).metric("sparseCategoricalAccuracy"))
          .isGreaterThanOrEqualTo(least);
    }
  }
}
