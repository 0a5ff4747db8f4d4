package dev.lamina.train.loss;

import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.ShapeException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class LossesTest {

  @Test
  void takeTargetsOfTheirOwnShape() {
    assertThat(meanSquaredError().targetShape(Shape.of(3, 2))).isEqualTo(Shape.of(3, 2));
    assertThat(binaryCrossentropy().targetShape(Shape.of(1))).isEqualTo(Shape.of(1));
    assertThat(sparseCategoricalCrossentropy().targetShape(Shape.of(10))).isEqualTo(Shape.of(1));
  }

  @Test
  void takeTargetsInARange() {
    assertThat(meanSquaredError().targets(Shape.of(1))).isEqualTo(TargetRange.ANY);
    assertThat(binaryCrossentropy().targets(Shape.of(1)))
        .isEqualTo(new TargetRange(0, 1, false, "probabilities from 0 to 1"));
    assertThat(sparseCategoricalCrossentropy().targets(Shape.of(10)))
        .isEqualTo(new TargetRange(0, 9, true, "whole class numbers from 0 to 9"));
  }

  @Test
  void areShownByTheirNames() {
    assertThat(
            Stream.of(
                    meanSquaredError(),
                    binaryCrossentropy(),
                    Losses.binaryCrossentropyFromLogits(),
                    sparseCategoricalCrossentropy(),
                    Losses.sparseCategoricalCrossentropyFromLogits())
                .map(Loss::name))
        .containsExactly(
            "meanSquaredError",
            "binaryCrossentropy",
            "binaryCrossentropy",
            "sparseCategoricalCrossentropy",
            "sparseCategoricalCrossentropy");
  }

  @Test
  void needTwoClassesToTellApart() {
    assertWantsClasses(Shape.of(1), "[1]");
    assertWantsClasses(Shape.of(28, 28), "[28, 28]");
  }

  private static void assertWantsClasses(Shape prediction, String text) {
    assertThatThrownBy(() -> sparseCategoricalCrossentropy().targetShape(prediction))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "SparseCategoricalCrossentropy takes a vector of at least 2 classes per example, but the network gives "
                + text
                + "; end it with dense(classes), softmax().");
  }
}
