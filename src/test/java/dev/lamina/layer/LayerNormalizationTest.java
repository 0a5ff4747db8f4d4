package dev.lamina.layer;

import static dev.lamina.layer.Layers.layerNormalization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.layer.NormalizationLayer.LayerNormalization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class LayerNormalizationTest {

  @Test
  void hasTheDefaultsOfKeras() {
    assertThat(layerNormalization().epsilon()).isEqualTo(1e-3f);
    assertThat(layerNormalization().weights(Shape.of(2, 5)).stream().map(Weight::name))
        .containsExactly("gamma", "beta");
    assertThat(layerNormalization().weights(Shape.of(2, 5)).get(0).shape()).isEqualTo(Shape.of(5));
    assertThat(layerNormalization()).hasToString("layerNormalization");
  }

  @Test
  void bringsEachRowToMeanZeroAndVarianceOne() {
    float[] rows =
        Forward.infer(layerNormalization().epsilon(1e-12f), Map.of(), Shape.of(2, 2), 1, 3, 10, 30);

    assertThat(rows).containsExactly(new float[] {-1, 1, -1, 1}, within(1e-5f));
  }

  @Test
  void scalesAndShiftsByTheWeightsThatItHas() {
    Map<String, float[]> weights =
        Map.of("gamma", new float[] {2, 3}, "beta", new float[] {10, 20});
    LayerNormalization layer = layerNormalization().epsilon(1e-12f);

    assertThat(Forward.infer(layer, weights, Shape.of(1, 2), 1, 3))
        .containsExactly(new float[] {8, 23}, within(1e-4f));
    assertThat(Forward.infer(layer.center(false), weights, Shape.of(1, 2), 1, 3))
        .containsExactly(new float[] {-2, 3}, within(1e-4f));
    assertThat(Forward.infer(layer.scale(false), weights, Shape.of(1, 2), 1, 3))
        .containsExactly(new float[] {9, 21}, within(1e-4f));
  }

  @Test
  void needsAPositiveEpsilonAndAtLeastAVector() {
    assertThatThrownBy(() -> layerNormalization().epsilon(0))
        .hasMessage("LayerNormalization needs an epsilon of more than 0, but got 0.0.");
    assertThatThrownBy(() -> layerNormalization().outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "LayerNormalization takes a row of numbers per example, but got []; put flatten() before it.");
  }
}
