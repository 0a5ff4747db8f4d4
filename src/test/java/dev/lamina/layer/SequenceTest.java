package dev.lamina.layer;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SequenceTest {

  @Test
  void feedsEachLayerByTheOneBeforeIt() {
    Map<String, float[]> weights =
        Map.of("dense/kernel", new float[] {1, -1}, "dense_1/kernel", new float[] {10, 100});

    assertThat(Forward.infer(sequence(dense(2), relu(), dense(1)), weights, Shape.of(2, 1), 3, -4))
        .containsExactly(30, 400);
  }

  @Test
  void passesItsInputThroughWithoutLayers() {
    assertThat(Forward.infer(sequence(), Map.of(), Shape.of(1, 2), 3, 4)).containsExactly(3, 4);
    assertThat(sequence().outputShape(Shape.of(2, 3))).isEqualTo(Shape.of(2, 3));
    assertThat(sequence().multiplications(Shape.of(2, 3))).isZero();
  }

  @Test
  void namesItsWeightsByItsLayers() {
    Layer nested = sequence(conv2D(2, 1), flatten(), sequence(dense(3), dense(4).useBias(false)));

    assertThat(nested.weights(Shape.of(1, 1, 1)).stream().map(Weight::name))
        .containsExactly(
            "conv2d/kernel",
            "conv2d/bias",
            "sequence/dense/kernel",
            "sequence/dense/bias",
            "sequence/dense_1/kernel");
  }

  @Test
  void freezesSomeOrAllOfItsLayers() {
    Layer some = sequence(dense(2).trainable(false), dense(3));

    assertThat(some.weights(Shape.of(1)).stream().map(Weight::trained))
        .containsExactly(false, false, true, true);
    assertThat(some.trainable(false).weights(Shape.of(1))).noneMatch(Weight::trained);
  }

  @Test
  void addsUpTheWorkOfItsLayersAndConvolvesIfOneDoes() {
    assertThat(sequence(dense(2), relu(), dense(3)).multiplications(Shape.of(1)))
        .isEqualTo(dense(2).multiplications(Shape.of(1)) + dense(3).multiplications(Shape.of(2)));
    assertThat(sequence(dense(2), relu()).prefersPlainGraph()).isFalse();
    assertThat(sequence(relu(), sequence(conv2D(1, 1))).prefersPlainGraph()).isTrue();
  }

  @Test
  void isShownByItsLayers() {
    assertThat(sequence(dense(2), relu())).hasToString("sequence(dense(2), relu)");
    assertThat(sequence()).hasToString("sequence()");
  }

  @Test
  void namesTheLayerThatCannotTakeItsInput() {
    assertThatThrownBy(() -> sequence(relu(), dense(2)).outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "inner layer 2 (Dense): Dense takes a row of numbers per example, but got []; put flatten() before it.");
  }
}
