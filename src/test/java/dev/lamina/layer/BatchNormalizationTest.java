package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.layer.Layers.batchNormalization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import dev.lamina.layer.NormalizationLayer.BatchNormalization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class BatchNormalizationTest {
  private static final Offset<Float> NEAR = within(1e-5f);

  /** Nothing that is added to the variance is seen in the results. */
  private static final BatchNormalization EXACT = batchNormalization().epsilon(1e-12f);

  @Test
  void hasTheDefaultsOfKeras() {
    assertThat(batchNormalization().momentum()).isEqualTo(0.99f);
    assertThat(batchNormalization().epsilon()).isEqualTo(1e-3f);
    assertThat(batchNormalization().center()).isTrue();
    assertThat(batchNormalization().scale()).isTrue();
    assertThat(batchNormalization()).hasToString("batchNormalization");
  }

  @Test
  void hasTwoTrainedWeightsAndTwoOfItsOwn() {
    assertThat(names(batchNormalization()))
        .containsExactly("gamma true", "beta true", "movingMean false", "movingVariance false");
    assertThat(names(batchNormalization().center(false)))
        .containsExactly("gamma true", "movingMean false", "movingVariance false");
    assertThat(names(batchNormalization().scale(false)))
        .containsExactly("beta true", "movingMean false", "movingVariance false");
    assertThat(batchNormalization().weights(Shape.of(4, 4, 3)).get(0).shape())
        .isEqualTo(Shape.of(3));
  }

  @Test
  void givesItsWeightsTheirRules() {
    BatchNormalization layer =
        batchNormalization()
            .gamma(Initializers.zeros(), Regularizers.l2(1), Constraints.nonNegative())
            .beta(Initializers.ones(), Regularizers.l1(1), Constraints.unitNorm());

    List<WeightRule> rules = layer.weights(Shape.of(1)).stream().map(Weight::rule).toList();
    assertThat(rules.get(0))
        .isEqualTo(
            new WeightRule(Initializers.zeros(), Regularizers.l2(1), Constraints.nonNegative()));
    assertThat(rules.get(1))
        .isEqualTo(new WeightRule(Initializers.ones(), Regularizers.l1(1), Constraints.unitNorm()));
  }

  @Test
  void bringsEachFeatureOfABatchToMeanZeroAndVarianceOneWhileLearning() {
    Result result = run(EXACT, true, Shape.of(2, 2), 1, 10, 3, 30);

    assertThat(result.output).containsExactly(new float[] {-1, -1, 1, 1}, NEAR);
  }

  @Test
  void movesItsRunningValuesTowardsThoseOfTheBatch() {
    Result result = run(EXACT.momentum(0.75f), true, Shape.of(2, 2), 1, 10, 3, 30);

    // From means of 0 and variances of 1, a quarter of the way to 2 and 20, 1 and 100.
    assertThat(result.mean).containsExactly(new float[] {0.5f, 5}, NEAR);
    assertThat(result.variance).containsExactly(new float[] {1, 25.75f}, NEAR);
  }

  @Test
  void takesTheVarianceOfASingleValueAsZero() {
    Result result = run(EXACT.momentum(0), true, Shape.of(1, 1), 7);

    assertThat(result.mean).containsExactly(7);
    assertThat(result.variance).containsExactly(0);
  }

  @Test
  void takesPlacesAndStepsForExamples() {
    float[] flat = run(EXACT, true, Shape.of(4, 1), 1, 2, 3, 6).output;

    assertThat(run(EXACT, true, Shape.of(2, 2, 1), 1, 2, 3, 6).output).isEqualTo(flat);
    assertThat(run(EXACT, true, Shape.of(1, 2, 2, 1), 1, 2, 3, 6).output).isEqualTo(flat);
  }

  @Test
  void usesItsRunningValuesAndLeavesThemAloneOutsideTraining() {
    Result result = run(EXACT, false, Shape.of(2, 1), 3, 5);

    assertThat(result.output).containsExactly(new float[] {3, 5}, NEAR);
    assertThat(result.mean).isEmpty();
  }

  @Test
  void usesItsRunningValuesAndLeavesThemAloneWhenFrozen() {
    Result result = run(EXACT.trainable(false), true, Shape.of(2, 1), 3, 5);

    assertThat(result.output).containsExactly(new float[] {3, 5}, NEAR);
    assertThat(result.mean).isEmpty();
  }

  @Test
  void takesAtLeastAVector() {
    assertThatThrownBy(() -> batchNormalization().outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "BatchNormalization takes a row of numbers per example, but got []; put flatten() before it.");
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
  void needsAMomentumUpToOne(float momentum) {
    assertThatThrownBy(() -> batchNormalization().momentum(momentum))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("BatchNormalization needs a momentum in [0, 1], but got " + momentum + ".");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void needsAPositiveEpsilon(float epsilon) {
    assertThatThrownBy(() -> batchNormalization().epsilon(epsilon))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("BatchNormalization needs an epsilon of more than 0, but got " + epsilon + ".");
  }

  private static List<String> names(Layer layer) {
    return layer.weights(Shape.of(3)).stream()
        .map(weight -> weight.name() + " " + weight.trained())
        .toList();
  }

  /** The running values are empty if they stay. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Result(float[] output, float[] mean, float[] variance) {}

  private static Result run(Layer layer, boolean training, Shape batch, float... x) {
    List<float[]> all =
        PlainGraph.run(
            tf -> {
              Map<String, Operand<TFloat32>> weights = new HashMap<>();
              for (Weight weight : layer.weights(batch.takeLast(1))) {
                float[] values = weight.initializer().begin(new java.util.Random(1)).next(weight);
                weights.put(weight.name(), constant(tf, weight.shape(), values));
              }
              PlainPass pass = new PlainPass(tf, training, weights, 1);
              Operand<TFloat32> output = layer.forward(pass, constant(tf, batch, x));
              return List.of(
                  output, update(tf, pass, "movingMean"), update(tf, pass, "movingVariance"));
            });
    return new Result(all.get(0), all.get(1), all.get(2));
  }

  private static Operand<TFloat32> update(Ops tf, PlainPass pass, String name) {
    return Objects.requireNonNullElse(pass.updates().get(name), tf.constant(new float[0]));
  }
}
