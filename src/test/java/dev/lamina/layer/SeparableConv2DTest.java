package dev.lamina.layer;

import static dev.lamina.layer.Layers.separableConv2D;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.DepthwiseConvolutions.SeparableConv2D;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SeparableConv2DTest {
  private static final Shape IMAGE = Shape.of(6, 6, 3);

  @Test
  void hasTwoKernels() {
    SeparableConv2D layer = separableConv2D(4, 3).depthMultiplier(2);

    assertThat(layer.weights(IMAGE))
        .containsExactly(
            Weight.of("depthwiseKernel", Shape.of(3, 3, 3, 2), Initializers.glorotUniform())
                .fans(27, 18),
            Weight.of("pointwiseKernel", Shape.of(1, 1, 6, 4), Initializers.glorotUniform())
                .fans(6, 4),
            Weight.of("bias", Shape.of(4), Initializers.zeros()).fans(6, 4));
    assertThat(layer.outputShape(IMAGE)).isEqualTo(Shape.of(4, 4, 4));
    assertThat(layer.multiplications(IMAGE)).isEqualTo(16 * (54 + 24));
    assertThat(layer.prefersPlainGraph()).isTrue();
  }

  @Test
  void hasRulesForEachKernel() {
    Constraint free = (tf, weight) -> weight;
    SeparableConv2D layer =
        separableConv2D(4, 3)
            .depthwise(Initializers.ones(), Regularizers.l1(1), free)
            .kernel(Initializers.heUniform());

    assertThat(layer.weights(IMAGE).stream().map(Weight::rule))
        .containsExactly(
            new WeightRule(Initializers.ones(), Regularizers.l1(1), free),
            WeightRule.of(Initializers.heUniform()),
            WeightRule.of(Initializers.zeros()));
  }

  @Test
  void hasOptionsLikeOtherConvolutions() {
    assertThat(separableConv2D(4, 2).strides(2).outputShape(IMAGE)).isEqualTo(Shape.of(3, 3, 4));
    assertThat(separableConv2D(4, 2).padding(Padding.SAME).outputShape(IMAGE))
        .isEqualTo(Shape.of(6, 6, 4));
    assertThat(separableConv2D(4, 2).dilationRate(3).outputShape(IMAGE))
        .isEqualTo(Shape.of(3, 3, 4));
    assertThat(separableConv2D(4, Size.of(2, 3))).hasToString("separableConv2D(4, 2x3)");
  }

  @Test
  void predictsOfOneChannelByKernelsOfOnePixel() {
    SeparableConv2D layer =
        separableConv2D(1, 1)
            .depthwise(Initializers.constant(2))
            .kernel(Initializers.constant(3))
            .bias(Initializers.constant(0.5f));
    try (Model model =
        Sequential.of(Shape.of(2, 2, 1), layer).compile(sgd(0.1f), meanSquaredError())) {
      assertThat(model.predict(1, 2, 3, 4)).containsExactly(6.5f, 12.5f, 18.5f, 24.5f);
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() -> separableConv2D(4, 2).strides(Size.of(2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SeparableConv2D needs one stride for both directions");
    assertThatThrownBy(() -> separableConv2D(0, 2)).hasMessageContaining("filters of at least 1");
    assertThatThrownBy(() -> separableConv2D(1, 2).depthMultiplier(0))
        .hasMessageContaining("depthMultiplier of at least 1");
  }
}
