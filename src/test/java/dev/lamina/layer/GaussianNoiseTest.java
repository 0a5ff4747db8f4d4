package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.layer.Layers.gaussianNoise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class GaussianNoiseTest {
  private static final Shape BATCH = Shape.of(100, 200);

  @Test
  void addsNoiseOfItsStandardDeviationWhileTraining() {
    float[] noise =
        PlainGraph.run(
                tf ->
                    List.of(
                        gaussianNoise(0.5f)
                            .forward(
                                DrawingPass.of(tf),
                                constant(tf, BATCH, new float[(int) BATCH.size()]))))
            .get(0);

    double sum = 0;
    double squares = 0;
    for (float value : noise) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / noise.length).isCloseTo(0, within(0.02));
    assertThat(Math.sqrt(squares / noise.length)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void passesEverythingOutsideTrainingAndWithoutNoise() {
    assertThat(Forward.infer(gaussianNoise(1), Map.of(), Shape.of(1, 2), 3, 4))
        .containsExactly(3, 4);
    assertThat(Forward.train(gaussianNoise(0), Shape.of(1, 2), 3, 4)).containsExactly(3, 4);
  }

  @Test
  void needsAStandardDeviation() {
    assertThat(gaussianNoise(0.5f)).hasToString("gaussianNoise(0.5)");
    assertThat(gaussianNoise(0.5f).outputShape(Shape.of(3))).isEqualTo(Shape.of(3));
    assertThatThrownBy(() -> gaussianNoise(-1))
        .hasMessage("GaussianNoise needs a stddev of at least 0, but got -1.0.");
  }
}
