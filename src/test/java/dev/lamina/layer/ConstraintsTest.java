package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ConstraintsTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  @Test
  void allowsAnyValues() {
    assertThat(of(Constraints.none(), Shape.of(2), -1, 2)).containsExactly(-1, 2);
  }

  @Test
  void turnsNegativeValuesIntoZeros() {
    assertThat(of(Constraints.nonNegative(), Shape.of(3), -1, 0, 2)).containsExactly(0, 0, 2);
  }

  @Test
  void shortensTheColumnsThatAreTooLong() {
    assertThat(of(Constraints.maxNorm(2), Shape.of(2, 3), 3, 1, 0, 4, -1, 0))
        .containsExactly(new float[] {1.2f, 1, 0, 1.6f, -1, 0}, ROUNDING);
  }

  @Test
  void shortensAlongOtherAxes() {
    assertThat(of(Constraints.maxNorm(1, 1), Shape.of(2, 2), 3, 4, 0.1f, 0.2f))
        .containsExactly(new float[] {0.6f, 0.8f, 0.1f, 0.2f}, ROUNDING);
    assertThat(of(Constraints.maxNorm(1, 0, 1), Shape.of(2, 2, 1), 2, 4, 5, 6))
        .containsExactly(new float[] {2 / 9f, 4 / 9f, 5 / 9f, 6 / 9f}, ROUNDING);
    assertThat(of(Constraints.maxNorm(1, -1), Shape.of(1, 2), 3, 4))
        .containsExactly(new float[] {0.6f, 0.8f}, ROUNDING);
  }

  @Test
  void givesColumnsTheLengthOne() {
    assertThat(of(Constraints.unitNorm(), Shape.of(2, 3), 3, 0.1f, 0, 4, 0, 0))
        .containsExactly(new float[] {0.6f, 1, 0, 0.8f, 0, 0}, within(2e-6f));
    assertThat(of(Constraints.unitNorm(1), Shape.of(1, 2), 3, 4))
        .containsExactly(new float[] {0.6f, 0.8f}, ROUNDING);
  }

  @Test
  void takesLengthsPartOfTheWayIntoARange() {
    assertThat(of(Constraints.minMaxNorm(1, 2, 0.5f, 0), Shape.of(2, 3), 3, 0.3f, 0, 4, 0.4f, 1.5f))
        .containsExactly(new float[] {2.1f, 0.45f, 0, 2.8f, 0.6f, 1.5f}, within(2e-6f));
    assertThatThrownBy(() -> Constraints.minMaxNorm(2, 1, 1, 0))
        .hasMessage(
            "MinMaxNorm needs 0 <= minValue <= maxValue and a rate in [0, 1], but got 2.0, 1.0 and 1.0.");
  }

  @Test
  void needsAxesThatTheWeightHas() {
    assertThatThrownBy(() -> of(Constraints.maxNorm(1, 1), Shape.of(2), 3, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "A constraint takes lengths along axes [1], but the weight has shape [2]; name axes that it has.");
  }

  @Test
  void needsALengthOfAtLeastZero() {
    assertThatThrownBy(() -> Constraints.maxNorm(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("MaxNorm needs a maxValue of at least 0, but got -1.0.");
  }

  private static float[] of(Constraint constraint, Shape shape, float... weight) {
    return PlainGraph.run(tf -> List.of(constraint.apply(tf, constant(tf, shape, weight)))).get(0);
  }
}
