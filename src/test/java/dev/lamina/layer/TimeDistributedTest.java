package dev.lamina.layer;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.timeDistributed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class TimeDistributedTest {

  @Test
  void appliesItsLayerToEveryStepWithTheSameWeights() {
    Map<String, float[]> weights = Map.of("kernel", new float[] {1, 10}, "bias", new float[] {3});

    assertThat(
            Forward.infer(timeDistributed(dense(1)), weights, Shape.of(1, 3, 2), 1, 2, 3, 4, 5, 6))
        .containsExactly(24, 46, 68);
  }

  @Test
  void keepsTheStepsOfAnyShape() {
    assertThat(timeDistributed(dense(4)).outputShape(Shape.of(3, 2))).isEqualTo(Shape.of(3, 4));
    assertThat(timeDistributed(flatten()).outputShape(Shape.of(3, 2, 5)))
        .isEqualTo(Shape.of(3, 10));
    assertThat(timeDistributed(flatten()).outputShape(Shape.of(3))).isEqualTo(Shape.of(3, 1));
  }

  @Test
  void hasTheWeightsOfItsLayerAndWorksAtEveryStep() {
    assertThat(timeDistributed(dense(4)).weights(Shape.of(3, 2)))
        .isEqualTo(dense(4).weights(Shape.of(2)));
    assertThat(timeDistributed(dense(4)).multiplications(Shape.of(3, 2)))
        .isEqualTo(3 * dense(4).multiplications(Shape.of(2)));
    assertThat(timeDistributed(dense(4)).prefersPlainGraph()).isFalse();
    assertThat(timeDistributed(conv2D(1, 1)).prefersPlainGraph()).isTrue();
    assertThat(timeDistributed(dense(4))).hasToString("timeDistributed(dense(4))");
  }

  @Test
  void takesSequencesOfWhatItsLayerTakes() {
    assertThatThrownBy(() -> timeDistributed(dense(4)).outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "TimeDistributed takes a sequence [steps, ...] per example, but got []; put a reshape before it.");
    assertThatThrownBy(() -> timeDistributed(dense(4)).outputShape(Shape.of(3, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Dense takes a vector per example, but got [2, 2]");
  }
}
