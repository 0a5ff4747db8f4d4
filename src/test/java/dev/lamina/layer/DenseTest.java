package dev.lamina.layer;

import static dev.lamina.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class DenseTest {

  @Test
  void givesOneNumberForEachNode() {
    assertThat(dense(3).outputShape(Shape.of(5))).isEqualTo(Shape.of(3));
  }

  @Test
  void hasAKernelAndABias() {
    assertThat(dense(3).weights(Shape.of(5)))
        .containsExactly(
            Weight.of("kernel", Shape.of(5, 3), Initializers.glorotUniform()).fans(5, 3),
            Weight.of("bias", Shape.of(3), Initializers.zeros()).fans(5, 3));
  }

  @Test
  void hasAKernelAloneWithoutABias() {
    assertThat(dense(3).useBias(false).weights(Shape.of(5)))
        .containsExactly(
            Weight.of("kernel", Shape.of(5, 3), Initializers.glorotUniform()).fans(5, 3));
  }

  @Test
  void takesOtherInitializers() {
    Dense layer = dense(1).kernel(Initializers.ones()).bias(Initializers.constant(2));

    assertThat(layer.weights(Shape.of(1)).stream().map(Weight::initializer))
        .containsExactly(Initializers.ones(), Initializers.constant(2));
  }

  @Test
  void multipliesAsOftenAsItHasWeights() {
    assertThat(dense(3).multiplications(Shape.of(5))).isEqualTo(18);
  }

  @Test
  void countsMoreWeightsThanAnArrayHolds() {
    assertThat(dense(100_000).multiplications(Shape.of(100_000))).isEqualTo(10_000_100_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void needsANode(int units) {
    assertThatThrownBy(() -> dense(units))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Dense needs units of at least 1, but got " + units + ".");
  }

  @Test
  void transformsTheLastAxis() {
    assertThat(dense(3).outputShape(Shape.of(28, 5))).isEqualTo(Shape.of(28, 3));
    assertThat(dense(3).weights(Shape.of(7, 28, 5))).isEqualTo(dense(3).weights(Shape.of(5)));
    assertThat(dense(3).multiplications(Shape.of(7, 28, 5))).isEqualTo(7 * 28 * 18);
  }

  @Test
  void takesRows() {
    assertThatThrownBy(() -> dense(3).outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Dense takes a row of numbers per example, but got []; put flatten() before it.");
  }

  @Test
  void isAValue() {
    assertThat(dense(3)).isEqualTo(dense(3)).isNotEqualTo(dense(4)).hasToString("dense(3)");
    assertThat(dense(3).activation(ActivationFunction.RELU)).hasToString("dense(3) relu");
  }
}
