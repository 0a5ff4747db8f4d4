package dev.lamina.train.loss;

import static dev.lamina.golden.PlainGraph.constant;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lamina.golden.FiniteDifferences;
import dev.lamina.golden.FiniteDifferences.Input;
import dev.lamina.golden.PlainGraph;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.train.loss.BinaryLosses.BinaryFocalCrossentropy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Gradients of every loss against differences of its values. */
class LossGradientsTest {
  private static final Shape SHAPE = Shape.of(3, 4);
  private static final float[] NUMBERS = {2, 3, -1, 0.5f, -2, 1, 4, -3, 0.2f, 1.5f, -0.7f, 2.5f};
  private static final float[] COUNTS = {2, 0, 1, 5, 3, 1, 0, 0, 2, 4, 1, 7};
  private static final float[] BITS = {1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0};
  private static final float[] SIGNS = {1, -1, -1, 1, -1, -1, 1, 1, -1, 1, 1, -1};
  private static final float[] ONE_HOT = {0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0};
  private static final float[] SHARES = {.1f, .2f, .3f, .4f, 1, 0, 0, 0, .25f, .25f, .25f, .25f};
  private static final float[] CLASS_NUMBERS = {2, 0, 1};

  static Stream<Arguments> losses() {
    BinaryFocalCrossentropy balanced =
        binaryFocalCrossentropy().applyClassBalancing(true).alpha(0.3f).labelSmoothing(0.1f);
    return Stream.of(
        of(meanSquaredError(), NUMBERS, ActivationFunction.LINEAR),
        of(meanAbsoluteError(), NUMBERS, ActivationFunction.LINEAR),
        of(meanAbsolutePercentageError(), NUMBERS, ActivationFunction.LINEAR),
        of(huber(), NUMBERS, ActivationFunction.LINEAR),
        of(huber().delta(0.3f), NUMBERS, ActivationFunction.LINEAR),
        of(logCosh(), NUMBERS, ActivationFunction.LINEAR),
        of(cosineSimilarity(), NUMBERS, ActivationFunction.LINEAR),
        of(meanSquaredLogarithmicError(), COUNTS, ActivationFunction.SIGMOID),
        of(poisson(), COUNTS, ActivationFunction.SIGMOID),
        of(hinge(), SIGNS, ActivationFunction.LINEAR),
        of(squaredHinge(), BITS, ActivationFunction.LINEAR),
        of(categoricalHinge(), ONE_HOT, ActivationFunction.LINEAR),
        of(binaryCrossentropy(), BITS, ActivationFunction.SIGMOID),
        of(binaryCrossentropy().fromLogits(true), BITS, ActivationFunction.LINEAR),
        of(binaryCrossentropy().labelSmoothing(0.2f), BITS, ActivationFunction.SOFTMAX),
        of(binaryFocalCrossentropy(), BITS, ActivationFunction.SIGMOID),
        of(balanced.gamma(0.5f).fromLogits(true), BITS, ActivationFunction.LINEAR),
        of(balanced.gamma(0), BITS, ActivationFunction.SOFTMAX),
        of(categoricalCrossentropy(), SHARES, ActivationFunction.SOFTMAX),
        of(categoricalCrossentropy(), ONE_HOT, ActivationFunction.SIGMOID),
        of(categoricalCrossentropy().fromLogits(true), SHARES, ActivationFunction.LINEAR),
        of(categoricalCrossentropy().labelSmoothing(0.2f), ONE_HOT, ActivationFunction.SOFTMAX),
        of(sparseCategoricalCrossentropy(), CLASS_NUMBERS, ActivationFunction.SOFTMAX),
        of(sparseCategoricalCrossentropy(), CLASS_NUMBERS, ActivationFunction.SIGMOID),
        of(klDivergence(), SHARES, ActivationFunction.SOFTMAX),
        of(klDivergence(), SHARES, ActivationFunction.SIGMOID),
        of(
            sparseCategoricalCrossentropy().classWeights(1, 2, 0, 5),
            CLASS_NUMBERS,
            ActivationFunction.SOFTMAX));
  }

  private static Arguments of(Loss loss, float[] targets, ActivationFunction end) {
    return arguments(loss, targets, named(end.label(), end));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void areTheSlopesOfValues(Loss loss, float[] targets, ActivationFunction end) {
    Shape target = Shape.of(SHAPE.get(0), targets.length / SHAPE.get(0));

    FiniteDifferences.check(
        (tf, inputs) ->
            loss.perExample(tf, constant(tf, target, targets), end.apply(tf, inputs.get(0))),
        Input.random(7, SHAPE));
  }

  /** Which of the two is taken, the environment says: {@code TF_DETERMINISTIC_OPS}. */
  @Test
  void theCrossentropyInPartsIsTheFusedOne() {
    List<float[]> values =
        PlainGraph.run(
            tf -> {
              Operand<TFloat32> logits = constant(tf, SHAPE, NUMBERS);
              Operand<TFloat32> target = constant(tf, SHAPE, SHARES);
              Operand<TFloat32> inParts = VectorLosses.inParts(tf, target, logits);
              Operand<TFloat32> fused = VectorLosses.fused(tf, target, logits);
              return List.of(
                  inParts,
                  fused,
                  PlainGraph.gradients(tf, inParts, List.of(logits)).get(0),
                  PlainGraph.gradients(tf, fused, List.of(logits)).get(0));
            });

    assertThat(values.get(0)).containsExactly(values.get(1), offset(1e-6f));
    assertThat(values.get(2)).containsExactly(values.get(3), offset(1e-6f));
  }
}
