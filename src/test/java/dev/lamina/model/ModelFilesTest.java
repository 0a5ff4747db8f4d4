package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Npy;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Initializers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** The trainings in the folder {@code models}. */
class ModelFilesTest {
  private static final Path FOLDER = Path.of("models");

  @Test
  void holdsTheLecturesNetworkWithPytorchsWeights() {
    TrainingSpec lecture = TrainingSpec.read(FOLDER.resolve("lecture.json"));

    assertThat(lecture)
        .isEqualTo(
            TrainingSpec.of(
                Sequential.of(
                        Shape.of(784),
                        dense(32).activation(ActivationFunction.RELU),
                        dense(1).activation(ActivationFunction.SIGMOID))
                    .initializer(Initializers.pytorch(1)),
                Settings.of(sgd(0.001f), binaryCrossentropy(), binaryAccuracy())));
    assertThat(values(lecture.functional().initialWeights(0), "dense_1/kernel"))
        .isEqualTo(Npy.reference("mnist01-init-W2"));
  }

  @Test
  void holdsAPerceptronForMnist() {
    assertThat(TrainingSpec.read(FOLDER.resolve("mlp.json")))
        .isEqualTo(
            TrainingSpec.of(
                Sequential.of(
                    Shape.of(784),
                    dense(128).activation(ActivationFunction.RELU),
                    dropout(0.2f),
                    dense(10).activation(ActivationFunction.SOFTMAX)),
                Settings.of(
                    adam(0.001f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())));
  }

  @Test
  void holdsANetworkThatIsHighInTheMiddle() {
    Functional network = TrainingSpec.readNetwork(FOLDER.resolve("relu2.json"));

    try (Model model = network.compile(sgd(0.1f), binaryCrossentropy())) {
      model.loadWeights(FOLDER.resolve("relu2.safetensors"));

      assertThat(model.predict(new float[] {0})[0]).isCloseTo(0.9526f, within(1e-4f));
      assertThat(model.predict(new float[] {-1})[0]).isCloseTo(0.0474f, within(1e-4f));
      assertThat(model.predict(new float[] {1})[0]).isCloseTo(0.0474f, within(1e-4f));
    }
  }

  @Test
  void holdsALogisticRegression() {
    assertThat(TrainingSpec.readNetwork(FOLDER.resolve("logistic.json")))
        .isEqualTo(Sequential.of(Shape.of(1), dense(1).activation(ActivationFunction.SIGMOID)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lecture.json", "mlp.json", "cnn.json", "digits.json", "penguins.json"})
  void isWrittenAsItIsRead(String file) {
    TrainingSpec spec = TrainingSpec.read(FOLDER.resolve(file));

    assertThat(TrainingSpec.read(TrainingSpec.specs(), spec.write())).isEqualTo(spec);
  }
}
