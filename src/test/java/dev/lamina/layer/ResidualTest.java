package dev.lamina.layer;

import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.residual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ResidualTest {
  private static final Layer PROJECTED = residual(List.of(dense(1), relu()), List.of(dense(1)));

  @Test
  void addsItsInputToWhatItsLayersMakeOfIt() {
    Map<String, float[]> weights = Map.of("dense/kernel", new float[] {0, 10, 10, 0});

    assertThat(Forward.infer(residual(dense(2), relu()), weights, Shape.of(1, 2), -3, 4))
        .containsExactly(37, 4);
  }

  @Test
  void leadsItsInputThroughAShortcutOfLayers() {
    Map<String, float[]> weights =
        Map.of(
            "dense/kernel", new float[] {1, 1},
            "shortcut/dense/kernel", new float[] {-100, 0});

    assertThat(Forward.infer(PROJECTED, weights, Shape.of(1, 2), 3, 4)).containsExactly(-293);
  }

  @Test
  void hasTheWeightsAndTheWorkOfBothWays() {
    assertThat(PROJECTED.weights(Shape.of(2)).stream().map(Weight::name))
        .containsExactly(
            "dense/kernel", "dense/bias", "shortcut/dense/kernel", "shortcut/dense/bias");
    assertThat(PROJECTED.multiplications(Shape.of(2)))
        .isEqualTo(2 * dense(1).multiplications(Shape.of(2)));
    assertThat(PROJECTED.outputShape(Shape.of(2))).isEqualTo(Shape.of(1));
    assertThat(residual(relu()).prefersPlainGraph()).isFalse();
    assertThat(residual(conv2D(1, 1)).prefersPlainGraph()).isTrue();
    assertThat(residual(List.of(relu()), List.of(conv2D(1, 1))).prefersPlainGraph()).isTrue();
  }

  @Test
  void freezesWithAllThatIsInIt() {
    Layer frozen = residual(dense(2), batchNormalization()).trainable(false);

    assertThat(frozen.weights(Shape.of(2))).hasSize(6).noneMatch(Weight::trained);
    // Its batch normalization uses its running values: means of 0, variances of 1.
    assertThat(Forward.train(frozen, Map.of("dense/kernel", new float[4]), Shape.of(1, 2), 3, 4))
        .containsExactly(3, 4);
  }

  @Test
  void isShownByItsLayers() {
    assertThat(residual(dense(2), relu())).hasToString("residual(dense(2), relu)");
    assertThat(PROJECTED).hasToString("residual(dense(1), relu; shortcut dense(1))");
  }

  @Test
  void namesBothShapesIfTheyDiffer() {
    assertThatThrownBy(() -> residual(dense(3), relu()).outputShape(Shape.of(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Residual adds the output of its layers, [3], to that of its shortcut, [2], which needs equal shapes; change the layers, or give a shortcut of layers that ends in [3].");
  }

  @Test
  void needsALayerBesidesTheShortcut() {
    assertThatThrownBy(() -> residual())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Residual needs at least one layer besides the shortcut, but got none.");
  }
}
