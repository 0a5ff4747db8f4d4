package dev.lamina.layer;

import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.inferenceOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class InferenceOnlyTest {

  @Test
  void normalizesByTheRunningMeansInTraining() {
    Map<String, float[]> weights =
        Map.of(
            "gamma", new float[] {2},
            "beta", new float[] {1},
            "movingMean", new float[] {3},
            "movingVariance", new float[] {4});

    assertThat(Forward.train(inferenceOnly(batchNormalization()), weights, Shape.of(2, 1), 3, 7))
        .containsExactly(new float[] {1, 5}, within(1e-3f));
  }

  @Test
  void dropsNothing() {
    assertThat(Forward.train(inferenceOnly(dropout(0.9f)), Shape.of(1, 5), 1, 2, 3, 4, 5))
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void isOtherwiseItsLayer() {
    Shape input = Shape.of(3);
    assertThat(inferenceOnly(dense(4)).outputShape(input)).isEqualTo(Shape.of(4));
    assertThat(inferenceOnly(dense(4)).weights(input)).isEqualTo(dense(4).weights(input));
    assertThat(inferenceOnly(dense(4)).multiplications(input))
        .isEqualTo(dense(4).multiplications(input));
    assertThat(inferenceOnly(conv2D(1, 1)).prefersPlainGraph()).isTrue();
    assertThat(inferenceOnly(dense(4))).hasToString("inferenceOnly(dense(4))");
  }

  @Test
  void isWrittenAndReadAsSpec() {
    Layer layer = inferenceOnly(dropout(0.5f).noiseShape(1, -1)).trainable(false);
    JsonNode spec = LayerTypes.specs().write(Layer.class, layer);

    assertThat(spec)
        .hasToString(
            "{\"type\":\"InferenceOnly\",\"layer\":{\"type\":\"Dropout\",\"rate\":0.5,\"noiseShape\":[1,-1],\"trainable\":false}}");
    assertThat(LayerTypes.specs().read(Layer.class, spec)).isEqualTo(layer);
  }
}
