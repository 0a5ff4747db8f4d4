package dev.lamina.layer;

import static dev.lamina.layer.Layers.spatialDropout2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SpatialDropout2DTest {
  private static final Shape BATCH = Shape.of(40, 2, 3, 50);

  @Test
  void dropsWholeChannelsOfEachImageAndScalesTheOthers() {
    float[] dropped = Forward.train(spatialDropout2D(0.2f), BATCH, ones());

    int zeros = 0;
    for (int image = 0; image < 40; image++) {
      for (int channel = 0; channel < 50; channel++) {
        float first = dropped[image * 300 + channel];
        for (int pixel = 1; pixel < 6; pixel++) {
          assertThat(dropped[image * 300 + pixel * 50 + channel]).isEqualTo(first);
        }
        zeros += first == 0 ? 1 : 0;
        assertThat(first).isIn(0f, 1.25f);
      }
    }
    assertThat(zeros / 2000.0).isCloseTo(0.2, within(0.04));
  }

  @Test
  void passesEverythingOutsideTrainingAndAtRateZero() {
    assertThat(Forward.infer(spatialDropout2D(0.9f), Map.of(), BATCH, ones())).containsOnly(1);
    assertThat(Forward.train(spatialDropout2D(0), BATCH, ones())).containsOnly(1);
  }

  @Test
  void takesImagesAndARateBelowOne() {
    assertThat(spatialDropout2D(0.2f).outputShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(2, 3, 4));
    assertThat(spatialDropout2D(0.2f)).hasToString("spatialDropout2D(0.2)");
    assertThatThrownBy(() -> spatialDropout2D(0.2f).outputShape(Shape.of(28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "SpatialDropout2D takes [height, width, channels] per example, but got [28, 28]; put reshape(28, 28, 1) before it.");
    assertThatThrownBy(() -> spatialDropout2D(1))
        .hasMessage("SpatialDropout2D needs a rate in [0, 1), but got 1.0.");
  }

  private static float[] ones() {
    float[] ones = new float[(int) BATCH.size()];
    Arrays.fill(ones, 1);
    return ones;
  }
}
