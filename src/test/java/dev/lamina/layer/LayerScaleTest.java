package dev.lamina.layer;

import static dev.lamina.layer.Layers.layerScale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class LayerScaleTest {

  @Test
  void scalesEachFeatureFromItsFirstValueOn() {
    assertThat(Forward.train(layerScale(0.5f), Shape.of(2, 2), 1, 2, 3, 4))
        .containsExactly(0.5f, 1, 1.5f, 2);
    assertThat(layerScale(0.5f).weights(Shape.of(4, 4, 3)))
        .containsExactly(Weight.of("gamma", Shape.of(3), Initializers.constant(0.5f)));
    assertThat(layerScale(0.5f).multiplications(Shape.of(4, 4, 3))).isEqualTo(48);
    assertThat(layerScale(0.5f)).hasToString("layerScale(0.5)");
  }

  @Test
  void takesRowsAndFiniteNumbers() {
    assertThatThrownBy(() -> layerScale(0.5f).outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("LayerScale takes a row of numbers per example, but got []");
    assertThatThrownBy(() -> layerScale(Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LayerScale needs finite initValues, but got NaN.");
  }
}
