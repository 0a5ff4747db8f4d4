package dev.lamina.model;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.parallel;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.residual;
import static dev.lamina.layer.Padding.SAME;
import static dev.lamina.network.Node.add;
import static dev.lamina.network.Node.input;
import static dev.lamina.train.loss.Losses.mse;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Dataset;
import dev.lamina.network.Node;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/**
 * Predictions by several threads at once are those of one. TensorFlow's fused convolutions of
 * oneDNN are not made for it, which ended the process or gave wrong numbers.
 */
class ParallelPredictionTest {
  private static final Shape IMAGE = Shape.of(6, 6, 1);

  static Stream<Functional> networks() {
    Node seen = input("image", IMAGE).to(conv2D(2, 1, relu()));
    return Stream.of(
        Functional.of(add(seen, seen.to(conv2D(2, 3).padding(SAME)))),
        Sequential.of(IMAGE, conv2D(2, 2, relu()), residual(conv2D(2, 3).padding(SAME))),
        Sequential.of(
            IMAGE,
            conv2D(2, 2, relu()),
            parallel(conv2D(2, 3).padding(SAME), conv2D(2, 2).padding(SAME)).add()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void areThoseOfOneThread(Functional network) {
    float[][] x = new float[20][36];
    Random random = new Random(1);
    for (float[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextFloat();
      }
    }
    try (Model model = network.compile(sgd(), mse())) {
      float[][] alone = new float[x.length][];
      for (int i = 0; i < x.length; i++) {
        alone[i] = model.predict(x[i]);
      }
      Dataset images = Dataset.ofInputs(x).reshape(IMAGE);
      for (int times = 0; times < 3000; times++) {
        float[][] together = model.predict(images);
        for (int i = 0; i < x.length; i++) {
          for (int j = 0; j < alone[i].length; j++) {
            assertThat(Math.abs(together[i][j] - alone[i][j])).isLessThan(1e-5f);
          }
        }
      }
    }
  }
}
