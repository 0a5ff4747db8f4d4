package dev.lamina.train.loss;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.golden.PlainGraph;
import dev.lamina.layer.ShapeException;
import dev.lamina.train.loss.BinaryLosses.BinaryCrossentropy;
import dev.lamina.train.loss.BinaryLosses.BinaryFocalCrossentropy;
import dev.lamina.train.loss.PointwiseLosses.Huber;
import dev.lamina.train.loss.VectorLosses.CategoricalCrossentropy;
import dev.lamina.train.loss.VectorLosses.SparseCategoricalCrossentropy;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
  void refuseTargetsThatTheyCannotTake() {
    assertThat(Losses.poisson().targets(Shape.of(1))).isEqualTo(TargetRange.NOT_NEGATIVE);
    assertThat(Losses.meanSquaredLogarithmicError().targets(Shape.of(1)))
        .isEqualTo(TargetRange.NOT_NEGATIVE);
    for (Loss loss : List.of(Losses.hinge(), Losses.squaredHinge())) {
      assertThat(loss.targets(Shape.of(1))).isEqualTo(TargetRange.SIGNS);
    }
    for (Loss loss :
        List.of(
            Losses.categoricalCrossentropy(),
            Losses.klDivergence(),
            Losses.categoricalHinge(),
            Losses.binaryFocalCrossentropy())) {
      assertThat(loss.targets(Shape.of(3))).isEqualTo(TargetRange.PROBABILITIES);
    }
  }

  @Test
  void areShownByTheirTypes() {
    assertThat(meanSquaredError().name()).isEqualTo("meanSquaredError");
    assertThat(Losses.klDivergence().name()).isEqualTo("klDivergence");
    assertThat(Losses.huber().delta(2).name()).isEqualTo("huber");
    assertThat(binaryCrossentropy().fromLogits(true).name()).isEqualTo("binaryCrossentropy");
    assertThat(Losses.klDivergence().type()).isEqualTo("KLDivergence");
  }

  @Test
  void haveTheDefaultsOfKeras() {
    assertThat(binaryCrossentropy()).isEqualTo(new BinaryCrossentropy(false, 0));
    assertThat(binaryCrossentropy().fromLogits(true)).isEqualTo(new BinaryCrossentropy(true, 0));
    assertThat(Losses.categoricalCrossentropy().fromLogits(true))
        .isEqualTo(new CategoricalCrossentropy(true, 0));
    assertThat(sparseCategoricalCrossentropy().fromLogits(true))
        .isEqualTo(new SparseCategoricalCrossentropy(true));
    assertThat(Losses.huber()).isEqualTo(new Huber(1));
    assertThat(Losses.binaryFocalCrossentropy())
        .isEqualTo(new BinaryFocalCrossentropy(false, 0.25f, 2, false, 0));
  }

  @Test
  void areMadeOfFunctions() {
    Loss fourthPower =
        Losses.loss(
            "fourthPower",
            (tf, y, p) -> Loss.meanPerExample(tf, tf.math.square(tf.math.squaredDifference(y, p))));

    assertThat(fourthPower.name()).isEqualTo("fourthPower");
    assertThat(perExample(fourthPower, 2, 1, 0, 0)).containsExactly((16 + 1) / 2f);
  }

  @Test
  void madeOfFunctionsGiveOneNumberPerExample() {
    Loss elements = Losses.loss("elements", (tf, y, p) -> tf.math.squaredDifference(y, p));

    assertThatThrownBy(
            () ->
                PlainGraph.doubles(
                    tf ->
                        elements.totals(
                            tf,
                            constant(tf, Shape.of(1, 2), 2, 1),
                            constant(tf, Shape.of(1, 2), 0, 0))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "elements needs one number per example, [batch], but its function gives [1, 2]; take the mean over the other axes, as Loss.meanPerExample does.");
    assertThatThrownBy(() -> Losses.loss(" ", (tf, y, p) -> p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A loss needs a name to be shown by, but got a blank.");
  }

  private static float[] perExample(Loss loss, float y0, float y1, float p0, float p1) {
    return PlainGraph.run(
            tf ->
                List.of(
                    loss.perExample(
                        tf,
                        constant(tf, Shape.of(1, 2), y0, y1),
                        constant(tf, Shape.of(1, 2), p0, p1))))
        .get(0);
  }

  @Test
  void hingesTakeZeroForMinusOne() {
    for (Loss loss : List.of(Losses.hinge(), Losses.squaredHinge())) {
      assertThat(perExample(loss, 0, 1, 0.5f, 0.3f)).isEqualTo(perExample(loss, -1, 1, 0.5f, 0.3f));
    }
  }

  @Test
  void checkTheirOptions() {
    for (float wrong : new float[] {-0.1f, 1.1f, Float.NaN}) {
      assertRefuses(
          () -> binaryCrossentropy().labelSmoothing(wrong),
          "BinaryCrossentropy needs a labelSmoothing in [0, 1], but got " + wrong + ".");
      assertRefuses(
          () -> Losses.categoricalCrossentropy().labelSmoothing(wrong),
          "CategoricalCrossentropy needs a labelSmoothing in [0, 1], but got " + wrong + ".");
      assertRefuses(
          () -> Losses.binaryFocalCrossentropy().labelSmoothing(wrong),
          "BinaryFocalCrossentropy needs a labelSmoothing in [0, 1], but got " + wrong + ".");
      assertRefuses(
          () -> Losses.binaryFocalCrossentropy().alpha(wrong),
          "BinaryFocalCrossentropy needs an alpha in [0, 1], but got " + wrong + ".");
    }
    assertRefuses(
        () -> Losses.binaryFocalCrossentropy().gamma(-1),
        "BinaryFocalCrossentropy needs a finite gamma of at least 0, but got -1.0.");
    assertRefuses(
        () -> Losses.huber().delta(0), "Huber needs a finite delta above 0, but got 0.0.");
  }

  private static void assertRefuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void takeVectorsWhereTheyNeedThem() {
    for (Loss loss :
        List.of(
            Losses.categoricalCrossentropy(), Losses.klDivergence(), Losses.categoricalHinge())) {
      assertThat(loss.targetShape(Shape.of(3))).isEqualTo(Shape.of(3));
      assertThatThrownBy(() -> loss.targetShape(Shape.of(1)))
          .isInstanceOf(ShapeException.class)
          .hasMessageStartingWith(loss.type() + " takes vectors of at least 2 classes");
    }
    assertThatThrownBy(() -> Losses.cosineSimilarity().targetShape(Shape.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "CosineSimilarity takes a vector per example, but the network gives []; put flatten() at its end.");
  }

  @Test
  void needTwoClassesToTellApart() {
    assertThatThrownBy(() -> sparseCategoricalCrossentropy().targetShape(Shape.of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "SparseCategoricalCrossentropy takes vectors of at least 2 classes, but the network gives [1]; end it with dense(classes), softmax().");
  }

  @Test
  void takeAClassForEachVector() {
    assertThat(sparseCategoricalCrossentropy().targetShape(Shape.of(5, 3))).isEqualTo(Shape.of(5));
    assertThat(Losses.categoricalCrossentropy().targetShape(Shape.of(4, 5, 3)))
        .isEqualTo(Shape.of(4, 5, 3));
  }
}
