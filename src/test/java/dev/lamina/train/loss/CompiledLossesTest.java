package dev.lamina.train.loss;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.activation;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.binaryFocalCrossentropy;
import static dev.lamina.train.loss.Losses.categoricalCrossentropy;
import static dev.lamina.train.loss.Losses.categoricalHinge;
import static dev.lamina.train.loss.Losses.cosineSimilarity;
import static dev.lamina.train.loss.Losses.hinge;
import static dev.lamina.train.loss.Losses.huber;
import static dev.lamina.train.loss.Losses.klDivergence;
import static dev.lamina.train.loss.Losses.logCosh;
import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanAbsolutePercentageError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.meanSquaredLogarithmicError;
import static dev.lamina.train.loss.Losses.poisson;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.loss.Losses.squaredHinge;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Every loss trains the same compiled by XLA as in the plain graph. */
class CompiledLossesTest {
  private static final float[] X = {0.5f, -1, 2, 0.1f, -0.3f, 1.2f, 0.7f, 0.9f};
  private static final float[] NUMBERS = {2, 3, -1, 50, -20, 10, 4, -3, 25, 15, -7, 2.5f};
  private static final float[] ONE_HOT = {0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1};
  private static final float[] CLASS_NUMBERS = {2, 0, 1, 2};

  static Stream<Arguments> losses() {
    return Stream.of(
        arguments(meanSquaredError(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(meanAbsoluteError(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(meanAbsolutePercentageError(), ActivationFunction.LINEAR, NUMBERS),
        arguments(meanSquaredLogarithmicError(), ActivationFunction.SIGMOID, ONE_HOT),
        arguments(huber(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(logCosh(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(cosineSimilarity(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(poisson(), ActivationFunction.SIGMOID, ONE_HOT),
        arguments(hinge(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(squaredHinge(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(categoricalHinge(), ActivationFunction.LINEAR, ONE_HOT),
        arguments(binaryCrossentropy().labelSmoothing(0.1f), ActivationFunction.SIGMOID, ONE_HOT),
        arguments(
            binaryFocalCrossentropy().applyClassBalancing(true),
            ActivationFunction.SIGMOID,
            ONE_HOT),
        arguments(categoricalCrossentropy(), ActivationFunction.SOFTMAX, ONE_HOT),
        arguments(klDivergence(), ActivationFunction.SOFTMAX, ONE_HOT),
        arguments(
            sparseCategoricalCrossentropy().classWeights(1, 2, 0.5f),
            ActivationFunction.SOFTMAX,
            CLASS_NUMBERS));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void trainTheSameAsInThePlainGraph(Loss loss, ActivationFunction end, float[] targets) {
    Run plain = run(loss, end, targets, Jit.OFF);
    Run compiled = run(loss, end, targets, Jit.ON);

    assertThat(plain.losses).hasSize(2);
    assertThat(plain.losses[1]).isFinite();
    assertNear(compiled.losses, plain.losses);
    plain.weights.forEach(
        (name, want) -> assertNear(values(compiled.weights, name), want.values()));
  }

  private static Run run(Loss loss, ActivationFunction end, float[] targets, Jit jit) {
    Sequential network = Sequential.of(Shape.of(2), dense(3), activation(end));
    Dataset data = Dataset.of(Shape.of(2), X, Shape.of(targets.length / 4), targets);
    try (Model model = network.compile(Settings.of(sgd(0.1f), loss).jit(jit))) {
      return new Run(model.fit(data.batch(4), epochs(2)).losses(), model.weights());
    }
  }

  private static void assertNear(float[] got, float[] want) {
    assertThat(got).hasSameSizeAs(want);
    for (int i = 0; i < want.length; i++) {
      assertThat(got[i]).isCloseTo(want[i], within(1e-5f * Math.max(1, Math.abs(want[i]))));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  private record Run(float[] losses, Map<String, FloatArray> weights) {}
}
