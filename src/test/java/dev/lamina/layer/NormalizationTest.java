package dev.lamina.layer;

import static dev.lamina.layer.Layers.normalization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class NormalizationTest {
  private static final Moments OF_TWO = new Moments(List.of(1f, 10f), List.of(4f, 25f));

  @Test
  void bringsEachFeatureToMeanZeroAndVarianceOne() {
    float[] normal = Forward.infer(normalization(OF_TWO), Map.of(), Shape.of(2, 2), 3, 5, 1, 15);

    assertThat(normal).containsExactly(new float[] {1, -1, 0, 1}, within(1e-6f));
  }

  @Test
  void takesOneMeanAndVarianceForAllValues() {
    assertThat(Forward.infer(normalization(2, 4), Map.of(), Shape.of(1, 1, 3), 0, 2, 4))
        .containsExactly(-1, 0, 1);
  }

  @Test
  void onlyShiftsAFeatureThatNeverVaries() {
    assertThat(Forward.infer(normalization(5, 0), Map.of(), Shape.of(1, 1), 5)).containsExactly(0);
  }

  @Test
  void keepsTheShapeAndHasNoWeights() {
    assertThat(normalization(OF_TWO).outputShape(Shape.of(3, 2))).isEqualTo(Shape.of(3, 2));
    assertThat(normalization(OF_TWO).weights(Shape.of(3, 2))).isEmpty();
    assertThat(normalization(OF_TWO)).hasToString("normalization");
  }

  @Test
  void takesOnlyTheFeaturesThatWereMeasured() {
    assertThatThrownBy(() -> normalization(OF_TWO).outputShape(Shape.of(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Normalization has numbers for 2 features, but got [2, 3]; measure them with moments() on data of this shape.");
  }

  @Test
  void needsAMeanAndAVarianceOfEachFeature() {
    assertThatThrownBy(() -> new Moments(List.of(1f, 2f), List.of(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A mean and a variance of each feature are needed, but there are 2 means and 1 variances.");
    assertThatThrownBy(() -> normalization(0, -1))
        .hasMessage(
            "Means must be finite and variances at least 0, but got means [0.0] and variances [-1.0].");
    assertThatThrownBy(() -> normalization(Float.NaN, 1))
        .hasMessageContaining("got means [NaN] and variances [1.0]");
  }
}
