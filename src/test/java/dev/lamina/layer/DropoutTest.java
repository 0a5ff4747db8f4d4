package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.layer.Layers.dropout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class DropoutTest {

  @Test
  void keepsTheShapeAndHasNoWeights() {
    assertThat(dropout(0.5f).outputShape(Shape.of(2, 3))).isEqualTo(Shape.of(2, 3));
    assertThat(dropout(0.5f).weights(Shape.of(2, 3))).isEmpty();
    assertThat(dropout(0.5f)).hasToString("dropout(0.5)");
  }

  @Test
  void dropsItsShareAndScalesTheOthers() {
    float[] dropped = ofOnes(dropout(0.2f), true, 1);

    long zeros = count(dropped, 0);
    assertThat(zeros / (double) dropped.length).isCloseTo(0.2, within(0.01));
    assertThat(zeros + count(dropped, 1.25f)).isEqualTo(dropped.length);
  }

  @Test
  void dropsTheSameFromTheSameSeedAndOthersFromAnother() {
    float[] first = ofOnes(dropout(0.5f), true, 1);

    assertThat(ofOnes(dropout(0.5f), true, 1)).isEqualTo(first);
    assertThat(ofOnes(dropout(0.5f), true, 2)).isNotEqualTo(first);
  }

  @Test
  void passesEverythingOutsideTraining() {
    assertThat(ofOnes(dropout(0.9f), false, 1)).containsOnly(1);
  }

  @Test
  void passesEverythingAtRateZero() {
    assertThat(ofOnes(dropout(0), true, 1)).containsOnly(1);
  }

  @Test
  void dropsTogetherWhatSharesANumber() {
    float[] dropped = ofOnes(dropout(0.5f).noiseShape(1), true, 1);

    for (int row = 0; row < 100; row++) {
      assertThat(Arrays.copyOfRange(dropped, row * 200, (row + 1) * 200))
          .containsOnly(dropped[row * 200]);
    }
    assertThat(count(dropped, 0) / 200).isBetween(30L, 70L);
    assertThat(ofOnes(dropout(0.5f).noiseShape(-1), true, 1))
        .isEqualTo(ofOnes(dropout(0.5f).noiseShape(200), true, 1));
  }

  @Test
  void needsANoiseShapeThatFits() {
    assertThat(dropout(0.5f).noiseShape(1, -1).outputShape(Shape.of(2, 3)))
        .isEqualTo(Shape.of(2, 3));
    assertThat(dropout(0.5f).noiseShape(1, -1)).hasToString("dropout(0.5) of [1, -1]");
    assertThatThrownBy(() -> dropout(0.5f).noiseShape(1, 2).outputShape(Shape.of(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Dropout with the noiseShape [1, 2] takes examples of those sizes, or of any where it is 1 or -1, but got [2, 3]; give it a size for each axis.");
    assertThatThrownBy(() -> dropout(0.5f).noiseShape(1).outputShape(Shape.of(2, 3)))
        .isInstanceOf(ShapeException.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1, 1.5f, Float.NaN})
  void needsARateBelowOne(float rate) {
    assertThatThrownBy(() -> dropout(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Dropout needs a rate in [0, 1), but got " + rate + ".");
  }

  private static float[] ofOnes(Layer layer, boolean training, long update) {
    float[] ones = new float[100 * 200];
    Arrays.fill(ones, 1);
    return PlainGraph.run(
            tf ->
                List.of(
                    layer.forward(
                        new PlainPass(tf, training, Map.of(), update),
                        constant(tf, Shape.of(100, 200), ones))))
        .get(0);
  }

  private static long count(float[] values, float wanted) {
    long count = 0;
    for (float value : values) {
      count += value == wanted ? 1 : 0;
    }
    return count;
  }
}
