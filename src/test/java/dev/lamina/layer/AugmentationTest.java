package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.layer.Layers.randomBrightness;
import static dev.lamina.layer.Layers.randomContrast;
import static dev.lamina.layer.Layers.randomFlip;
import static dev.lamina.layer.Layers.randomRotation;
import static dev.lamina.layer.Layers.randomTranslation;
import static dev.lamina.layer.Layers.randomZoom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import dev.lamina.layer.Augmentation.FactorRange;
import dev.lamina.layer.Augmentation.RandomZoom;
import dev.lamina.layer.Preprocessing.RandomFlip;
import dev.lamina.layer.Preprocessing.RandomRotation;
import dev.lamina.layer.Preprocessing.RandomTranslation;
import dev.lamina.layer.Resampling.FillMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Layers that change images at random. */
class AugmentationTest {
  private static final Shape THREE_BY_THREE = Shape.of(1, 3, 3, 1);
  private static final float[] DIGITS = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private static final Shape ROW = Shape.of(1, 1, 4, 1);
  private static final float[] MIDDLE = {0.5f};

  static Stream<Layer> layers() {
    return Stream.of(
        randomFlip(),
        randomTranslation(0.3f, 0.3f),
        randomRotation(0.3f),
        randomZoom(0.3f),
        randomContrast(0.3f),
        randomBrightness(0.3f));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void keepTheShapeAndHaveNoWeights(Layer layer) {
    assertThat(layer.outputShape(Shape.of(3, 4, 2))).isEqualTo(Shape.of(3, 4, 2));
    assertThat(layer.weights(Shape.of(3, 4, 2))).isEmpty();
    assertThat(layer.prefersPlainGraph()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void passImagesThroughOutsideTraining(Layer layer) {
    assertThat(Forward.infer(layer, Map.of(), THREE_BY_THREE, DIGITS)).isEqualTo(DIGITS);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void changeEachImageInItsOwnWayAndTheSameFromTheSameSeed(Layer layer) {
    Shape batch = Shape.of(20, 3, 3, 1);
    float[] images = new float[180];
    for (int i = 0; i < images.length; i++) {
      images[i] = DIGITS[i % 9];
    }

    float[] changed = Forward.train(layer, batch, images);

    assertThat(Forward.train(layer, batch, images)).isEqualTo(changed);
    assertThat(
            Stream.iterate(0, i -> i + 9)
                .limit(20)
                .map(i -> List.of(changed[i], changed[i + 1]))
                .distinct())
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void takeImages(Layer layer) {
    assertThatThrownBy(() -> layer.outputShape(Shape.of(28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            layer.type()
                + " takes [height, width, channels] per example, but got [28, 28]; put reshape(28, 28, 1) before it.");
  }

  @Test
  void flipsTheImagesWhoseNumberIsBelowAHalf() {
    float[][] draws = {{0.4f, 0.5f, 0.4f, 0.6f}, {0.9f, 0.9f, 0.1f, 0.1f}};
    Shape four = Shape.of(4, 2, 2, 1);
    float[] images = {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4};

    assertThat(drawn(randomFlip(), four, images, draws))
        .containsExactly(2, 1, 4, 3, 1, 2, 3, 4, 4, 3, 2, 1, 3, 4, 1, 2);
    assertThat(drawn(randomFlip(RandomFlip.Mode.HORIZONTAL), four, images, draws))
        .containsExactly(2, 1, 4, 3, 1, 2, 3, 4, 2, 1, 4, 3, 1, 2, 3, 4);
    assertThat(drawn(randomFlip(RandomFlip.Mode.VERTICAL), four, images, draws))
        .containsExactly(3, 4, 1, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2, 3, 4);
  }

  @Test
  void keepsTheChannelsOfAPixelTogether() {
    Shape twoChannels = Shape.of(1, 1, 2, 2);

    assertThat(
            drawn(
                randomFlip(RandomFlip.Mode.HORIZONTAL),
                twoChannels,
                new float[] {1, 2, 3, 4},
                new float[] {0}))
        .containsExactly(3, 4, 1, 2);
    assertThat(
            drawn(
                randomTranslation(0, 0.5f).fillMode(FillMode.CONSTANT),
                twoChannels,
                new float[] {1, 2, 3, 4},
                MIDDLE,
                new float[] {1}))
        .containsExactly(0, 0, 1, 2);
  }

  @Test
  void translatesByWholePixelsExactly() {
    RandomTranslation layer = randomTranslation(1 / 3f, 2 / 3f).fillMode(FillMode.CONSTANT);

    // The largest number is down and right by one and two pixels, the least up and left.
    assertThat(drawn(layer, THREE_BY_THREE, DIGITS, new float[] {1}, new float[] {1}))
        .containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 4);
    assertThat(drawn(layer, THREE_BY_THREE, DIGITS, new float[] {0}, new float[] {0}))
        .containsExactly(6, 0, 0, 9, 0, 0, 0, 0, 0);
    assertThat(drawn(layer, THREE_BY_THREE, DIGITS, MIDDLE, MIDDLE)).isEqualTo(DIGITS);
  }

  @Test
  void seesThePixelsAroundOrTheNearestOneInBetween() {
    RandomTranslation layer = randomTranslation(0, 1 / 16f);

    // A quarter of a pixel to the right.
    assertThat(drawn(layer, ROW, new float[] {1, 2, 3, 4}, MIDDLE, new float[] {1}))
        .containsExactly(1, 1.75f, 2.75f, 3.75f);
    assertThat(
            drawn(
                layer.interpolation(Interpolation.NEAREST),
                ROW,
                new float[] {1, 2, 3, 4},
                MIDDLE,
                new float[] {1}))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void fillsWhatWasOutsideAsItIsTold() {
    // Three pixels to the right.
    assertThat(filled(FillMode.CONSTANT, 1)).containsExactly(0, 0, 0, 1);
    assertThat(filled(FillMode.NEAREST, 1)).containsExactly(1, 1, 1, 1);
    assertThat(filled(FillMode.REFLECT, 1)).containsExactly(3, 2, 1, 1);
    assertThat(filled(FillMode.WRAP, 1)).containsExactly(2, 3, 4, 1);
    // Three pixels to the left.
    assertThat(filled(FillMode.CONSTANT, 0)).containsExactly(4, 0, 0, 0);
    assertThat(filled(FillMode.NEAREST, 0)).containsExactly(4, 4, 4, 4);
    assertThat(filled(FillMode.REFLECT, 0)).containsExactly(4, 4, 3, 2);
    assertThat(filled(FillMode.WRAP, 0)).containsExactly(4, 1, 2, 3);
  }

  private static float[] filled(FillMode fill, float draw) {
    return drawn(
        randomTranslation(0, 0.75f).fillMode(fill),
        ROW,
        new float[] {1, 2, 3, 4},
        MIDDLE,
        new float[] {draw});
  }

  @Test
  void turnsAgainstTheClockByAPositiveAngle() {
    RandomRotation quarter = randomRotation(0.25f);

    assertThat(drawn(quarter, THREE_BY_THREE, DIGITS, new float[] {1}))
        .containsExactly(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, within(1e-5f));
    assertThat(drawn(quarter, THREE_BY_THREE, DIGITS, new float[] {0}))
        .containsExactly(new float[] {7, 4, 1, 8, 5, 2, 9, 6, 3}, within(1e-5f));
    assertThat(drawn(quarter, THREE_BY_THREE, DIGITS, MIDDLE)).isEqualTo(DIGITS);
  }

  @Test
  void turnsByAnEighthToTheNearestPixels() {
    RandomRotation eighth =
        randomRotation(0.125f).interpolation(Interpolation.NEAREST).fillMode(FillMode.NEAREST);

    assertThat(drawn(eighth, THREE_BY_THREE, DIGITS, new float[] {1}))
        .containsExactly(2, 3, 6, 1, 5, 9, 4, 7, 8);
  }

  @Test
  void zoomsAboutTheMiddle() {
    RandomZoom near = randomZoom(0.5f).interpolation(Interpolation.NEAREST);

    // At half the distance each pixel takes a place twice as wide.
    assertThat(drawn(near, ROW, new float[] {1, 2, 3, 4}, new float[] {0}))
        .containsExactly(2, 2, 3, 3);
    assertThat(drawn(near, ROW, new float[] {1, 2, 3, 4}, MIDDLE)).containsExactly(1, 2, 3, 4);
    assertThat(
            drawn(
                near.widthFactor(new FactorRange(0, 1)).fillMode(FillMode.CONSTANT),
                ROW,
                new float[] {1, 2, 3, 4},
                MIDDLE,
                new float[] {1}))
        .containsExactly(0, 2, 4, 0);
  }

  @Test
  void changesContrastAboutTheMeanOfEachChannel() {
    float[] pixels = {10, 1, 20, 1, 30, 1, 40, 1};

    assertThat(drawn(randomContrast(0.5f), Shape.of(1, 1, 4, 2), pixels, new float[] {1}))
        .containsExactly(2.5f, 1, 17.5f, 1, 32.5f, 1, 47.5f, 1);
    assertThat(
            drawn(
                randomContrast(0.5f).valueRange(new FactorRange(15, 30)),
                Shape.of(1, 1, 4, 2),
                pixels,
                new float[] {0}))
        .containsExactly(17.5f, 15, 22.5f, 15, 27.5f, 15, 30, 15);
  }

  @Test
  void addsAShareOfTheRangeToEveryPixel() {
    assertThat(drawn(randomBrightness(0.2f), ROW, new float[] {0, 100, 200, 255}, new float[] {1}))
        .containsExactly(new float[] {51, 151, 251, 255}, within(1e-3f));
    assertThat(
            drawn(
                randomBrightness(0.5f).valueRange(new FactorRange(0, 1)),
                ROW,
                new float[] {0, 0.25f, 0.75f, 1},
                new float[] {0}))
        .containsExactly(0, 0, 0.25f, 0.5f);
  }

  @Test
  void areShownByTheirSettings() {
    assertThat(layers())
        .hasToString(
            "[randomFlip(horizontal and vertical), randomTranslation(0.3, 0.3), randomRotation(0.3), randomZoom(-0.3, 0.3), randomContrast(0.3, 0.3), randomBrightness(-0.3, 0.3)]");
  }

  @Test
  void needFactorsOfAtLeastZero() {
    assertThatThrownBy(() -> randomTranslation(-0.1f, 0))
        .hasMessage("RandomTranslation needs a heightFactor of at least 0, but got -0.1.");
    assertThatThrownBy(() -> randomTranslation(0, Float.NaN))
        .hasMessage("RandomTranslation needs a widthFactor of at least 0, but got NaN.");
    assertThatThrownBy(() -> randomRotation(-1))
        .hasMessage("RandomRotation needs a factor of at least 0, but got -1.0.");
  }

  /** The output in training with the given random numbers. */
  private static float[] drawn(Layer layer, Shape batch, float[] images, float[]... draws) {
    return PlainGraph.run(
            tf -> List.of(layer.forward(DrawingPass.of(tf, draws), constant(tf, batch, images))))
        .get(0);
  }
}
