package dev.lamina.train.loss;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.binaryFocalCrossentropy;
import static dev.lamina.train.loss.Losses.categoricalCrossentropy;
import static dev.lamina.train.loss.Losses.cosineSimilarity;
import static dev.lamina.train.loss.Losses.klDivergence;
import static dev.lamina.train.loss.Losses.logCosh;
import static dev.lamina.train.loss.Losses.loss;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import dev.lamina.train.loss.BinaryLosses.BinaryFocalCrossentropy;
import dev.lamina.train.metric.ClassNumbers;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Values and gradients of cross-entropies where probabilities round to 0 and 1. */
class StableLossesTest {

  @ParameterizedTest
  @CsvSource({
    "100, 1, 0, 0",
    "100, 0, 100, 1",
    "-100, 1, 100, -1",
    "-100, 0, 0, 0",
    "0, 1, 0.6931472, -0.5"
  })
  void ofTwoClassesAreExactFromLogitsAndThroughSigmoid(
      float logit, float target, float loss, float gradient) {
    for (List<float[]> got :
        List.of(
            lossAndGradient(binaryCrossentropy().fromLogits(true), target, (tf, z) -> z, logit),
            lossAndGradient(binaryCrossentropy(), target, (tf, z) -> tf.math.sigmoid(z), logit))) {
      assertNear(got.get(0), loss);
      assertNear(got.get(1), gradient);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "1, 200, 1, -1"})
  void ofManyClassesAreExactFromLogitsAndThroughSoftmax(
      float target, float loss, float gradientOfRight, float gradientOfWrong) {
    for (List<float[]> got :
        List.of(
            lossAndGradient(
                sparseCategoricalCrossentropy().fromLogits(true), target, (tf, z) -> z, 100, -100),
            lossAndGradient(
                sparseCategoricalCrossentropy(), target, (tf, z) -> tf.nn.softmax(z), 100, -100))) {
      assertNear(got.get(0), loss);
      assertNear(got.get(1), gradientOfRight, gradientOfWrong);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "1, 200, 1, -1"})
  void ofOneHotTargetsAreExactFromLogitsAndThroughSoftmax(
      float target, float loss, float gradientOfRight, float gradientOfWrong) {
    Loss first = ofOneHot(categoricalCrossentropy().fromLogits(true));
    for (List<float[]> got :
        List.of(
            lossAndGradient(first, target, (tf, z) -> z, 100, -100),
            lossAndGradient(
                ofOneHot(categoricalCrossentropy()),
                target,
                (tf, z) -> tf.nn.softmax(z),
                100,
                -100),
            lossAndGradient(
                ofOneHot(klDivergence()), target, (tf, z) -> tf.nn.softmax(z), 100, -100))) {
      // The divergence has targets of 1e-7 for 0.
      assertThat(got.get(0)[0]).isCloseTo(loss, within(3e-5f));
      assertNear(got.get(1), gradientOfRight, gradientOfWrong);
    }
  }

  /** The same loss of class numbers. */
  private static Loss ofOneHot(Loss loss) {
    return loss("ofOneHot", (tf, y, p) -> loss.perExample(tf, ClassNumbers.oneHot(tf, y, 2), p));
  }

  @ParameterizedTest
  @CsvSource({"100, 1, 0, 0", "100, 0, 100, 1", "-100, 1, 100, -1", "-100, 0, 0, 0"})
  void focalOnesAreExactForAnyPower(float logit, float target, float loss, float gradient) {
    for (float gamma : new float[] {0, 0.5f, 2}) {
      BinaryFocalCrossentropy focal = binaryFocalCrossentropy().gamma(gamma);
      for (List<float[]> got :
          List.of(
              lossAndGradient(focal.fromLogits(true), target, (tf, z) -> z, logit),
              lossAndGradient(focal, target, (tf, z) -> tf.math.sigmoid(z), logit))) {
        assertNear(got.get(0), loss);
        assertNear(got.get(1), gradient);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 99.30685, 1", "-100, 99.30685, -1", "0, 0, 0"})
  void logCoshIsTheSizeOfLargeErrors(float error, float loss, float gradient) {
    List<float[]> got = lossAndGradient(logCosh(), 0, (tf, z) -> z, error);

    assertNear(got.get(0), loss);
    assertNear(got.get(1), gradient);
  }

  @Test
  void cosinesOfZeroVectorsAreZeroWithFiniteGradients() {
    List<float[]> got = lossAndGradient(cosineSimilarity(), 1, (tf, z) -> z, 0);

    assertNear(got.get(0), 0);
    assertFinite(got.get(1));
  }

  @Test
  void areFiniteForProbabilitiesOfZeroAndOne() {
    assertNear(lossAndGradient(binaryCrossentropy(), 1, (tf, p) -> p, 0).get(0), 16.118095f);
    assertNear(lossAndGradient(binaryCrossentropy(), 0, (tf, p) -> p, 1).get(0), 15.942385f);
    assertNear(lossAndGradient(binaryCrossentropy(), 1, (tf, p) -> p, 1).get(0), 0);
    assertNear(
        lossAndGradient(sparseCategoricalCrossentropy(), 1, (tf, p) -> p, 1, 0).get(0), 16.118095f);
    for (Loss loss : List.of(binaryCrossentropy(), sparseCategoricalCrossentropy())) {
      for (float target : new float[] {0, 1}) {
        assertFinite(lossAndGradient(loss, target, (tf, p) -> p, 1, 0).get(1));
        assertFinite(lossAndGradient(loss, target, (tf, p) -> p, 0, 1).get(1));
      }
    }
  }

  /** The loss of one example, and its gradient by the numbers that the output is made of. */
  private static List<float[]> lossAndGradient(
      Loss loss,
      float target,
      BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> output,
      float... numbers) {
    return PlainGraph.run(
        tf -> {
          Operand<TFloat32> x = constant(tf, Shape.of(1, numbers.length), numbers);
          Operand<TFloat32> y = constant(tf, Shape.of(1, 1), target);
          Operand<TFloat32> each = loss.perExample(tf, y, output.apply(tf, x));
          Operand<TFloat32> mean = tf.math.mean(each, tf.constant(0));
          return List.of(mean, PlainGraph.gradients(tf, mean, List.of(x)).get(0));
        });
  }

  private static void assertNear(float[] got, float... want) {
    assertThat(got).hasSameSizeAs(want);
    for (int i = 0; i < want.length; i++) {
      assertThat(got[i]).isCloseTo(want[i], within(1e-5f));
    }
  }

  private static void assertFinite(float[] values) {
    for (float value : values) {
      assertThat(value).isFinite();
    }
  }
}
