package dev.lamina.layer;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.timeDistributed;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.train.loss.Losses;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  /** The losses, moments and predictions are Keras' own. */
  @ParameterizedTest
  @EnumSource(
      value = Jit.class,
      names = {"ON", "OFF"})
  void normalizesStepByStepAsKeras(Jit jit) {
    Sequential network =
        Sequential.of(
            Shape.of(2, 2),
            timeDistributed(batchNormalization().momentum(0.9f)),
            flatten(),
            dense(1).useBias(false));
    float[] x = {1, 2, 3, -1, 0, 1, 5, 2, 2, 0, -2, 4};
    Dataset data = Dataset.of(Shape.of(2, 2), x, Shape.of(1), new float[] {1, 0, 2});
    try (Model model =
        network.compile(Settings.of(sgd(0.1f), Losses.meanSquaredError()).jit(jit))) {
      Map<String, FloatArray> weights = network.initialWeights(0);
      weights.put(
          "dense/kernel", new FloatArray(Shape.of(4, 1), new float[] {.5f, -.25f, .75f, 1}));
      model.setWeights(weights);

      assertThat(model.fit(data.batch(3), Fit.epochs(3)).losses())
          .containsExactly(new float[] {2.1828341f, 0.97008204f, 0.4792017f}, within(1e-5f));
      assertThat(values(model.weights("time_distributed"), "movingMean"))
          .containsExactly(new float[] {0.71516895f, 0.6329656f}, within(1e-5f));
      assertThat(values(model.weights("time_distributed"), "movingVariance"))
          .containsExactly(new float[] {2.8166935f, 1.720649f}, within(1e-5f));
      assertThat(model.predict(data.take(1))[0][0]).isCloseTo(1.1731439f, within(1e-5f));
    }
  }

  @Test
  void penalizesTheOutputOfAllStepsByTheNumberOfExamples() {
    Layer penalized =
        timeDistributed(
            timeDistributed(dense(1).activityRegularizer(Regularizers.l2(0.1f)).useBias(false)));
    Sequential network = Sequential.of(Shape.of(1, 2, 2), penalized);
    float[] x = {1, 2, 3, -1, 0, 1, 5, 2, 2, 0, -2, 4};
    // The outputs are 5, 1, 2, 9, 2 and 6, their squares 151.
    Dataset data = Dataset.of(Shape.of(1, 2, 2), x, Shape.of(1, 2, 1), new float[6]);
    try (Model model = network.compile(sgd(0), Losses.meanSquaredError())) {
      model.setWeights(
          Map.of("time_distributed/kernel", new FloatArray(Shape.of(2, 1), new float[] {1, 2})));

      float[] losses = model.fit(data.batch(3), Fit.epochs(1)).losses();

      assertThat(losses[0]).isCloseTo(151 / 6f + 0.1f * 151 / 3, within(1e-4f));
      assertThat(model.evaluate(data).loss()).isCloseTo(losses[0], within(1e-4));
    }
  }

  @Test
  void takesSequencesOfWhatItsLayerTakes() {
    assertThatThrownBy(() -> timeDistributed(dense(4)).outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "TimeDistributed takes a sequence [steps, ...] per example, but got []; put a reshape before it.");
    assertThatThrownBy(() -> timeDistributed(dense(4)).outputShape(Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Dense takes a row of numbers per example, but got []");
  }
}
