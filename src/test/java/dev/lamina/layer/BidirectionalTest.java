package dev.lamina.layer;

import static dev.lamina.layer.Layers.bidirectional;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.simpleRNN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.RecurrentLayers.SimpleRNN;
import dev.lamina.layer.Wrappers.Bidirectional;
import dev.lamina.layer.Wrappers.Bidirectional.MergeMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class BidirectionalTest {
  /** Adds up what it reads, the one that reads backwards a hundredfold. */
  private static final SimpleRNN SUM =
      simpleRNN(1).activation(ActivationFunction.LINEAR).useBias(false);

  private static final Map<String, float[]> WEIGHTS =
      Map.of(
          "forward/kernel", new float[] {1},
          "forward/recurrentKernel", new float[] {1},
          "backward/kernel", new float[] {100},
          "backward/recurrentKernel", new float[] {1});

  @Test
  void readsInBothDirections() {
    assertThat(run(bidirectional(SUM))).containsExactly(6, 600);
  }

  @Test
  void givesWhatBothHaveReadForEachStep() {
    assertThat(run(bidirectional(SUM.returnSequences(true))))
        .containsExactly(1, 600, 3, 500, 6, 300);
  }

  @Test
  void reversesTheSecondOneInWhicheverDirectionItReads() {
    assertThat(run(bidirectional(SUM.returnSequences(true).goBackwards(true))))
        .containsExactly(3, 600, 5, 300, 6, 100);
  }

  @Test
  void mergesAsItIsTold() {
    assertThat(run(bidirectional(SUM).mergeMode(MergeMode.SUM))).containsExactly(606);
    assertThat(run(bidirectional(SUM).mergeMode(MergeMode.AVE))).containsExactly(303);
    assertThat(run(bidirectional(SUM).mergeMode(MergeMode.MUL))).containsExactly(3600);
  }

  private static float[] run(Layer layer) {
    return Forward.infer(layer, WEIGHTS, Shape.of(1, 3, 1), 1, 2, 3);
  }

  @Test
  void hasTheWeightsOfBothAndTheirShape() {
    Bidirectional layer = bidirectional(lstm(3));

    assertThat(layer.weights(Shape.of(5, 2)).stream().map(Weight::name))
        .containsExactly(
            "forward/kernel",
            "forward/recurrentKernel",
            "forward/bias",
            "backward/kernel",
            "backward/recurrentKernel",
            "backward/bias");
    assertThat(layer.outputShape(Shape.of(5, 2))).isEqualTo(Shape.of(6));
    assertThat(bidirectional(lstm(3).returnSequences(true)).outputShape(Shape.of(5, 2)))
        .isEqualTo(Shape.of(5, 6));
    assertThat(layer.mergeMode(MergeMode.SUM).outputShape(Shape.of(5, 2))).isEqualTo(Shape.of(3));
    assertThat(layer.multiplications(Shape.of(5, 2)))
        .isEqualTo(2 * lstm(3).multiplications(Shape.of(5, 2)));
    assertThat(layer.prefersPlainGraph()).isTrue();
  }

  @Test
  void isShownByItsLayerAndHowItMerges() {
    assertThat(bidirectional(lstm(3))).hasToString("bidirectional(lstm(3))");
    assertThat(bidirectional(lstm(3)).mergeMode(MergeMode.AVE))
        .hasToString("bidirectional(lstm(3)) ave");
  }

  @Test
  void takesSequences() {
    assertThatThrownBy(() -> bidirectional(lstm(3)).outputShape(Shape.of(7)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("LSTM takes a sequence [steps, features], but got [7]");
  }
}
