package dev.lamina.train.metric;

import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.metric.Metrics.accuracy;
import static dev.lamina.train.metric.Metrics.auc;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.categoricalAccuracy;
import static dev.lamina.train.metric.Metrics.f1Score;
import static dev.lamina.train.metric.Metrics.mean;
import static dev.lamina.train.metric.Metrics.precision;
import static dev.lamina.train.metric.Metrics.r2Score;
import static dev.lamina.train.metric.Metrics.rootMeanSquaredError;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.metric.Metrics.sparseTopKCategoricalAccuracy;
import static dev.lamina.train.metric.Metrics.topKCategoricalAccuracy;
import static dev.lamina.train.metric.Totals.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import dev.lamina.layer.ShapeException;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.Losses;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class MetricsTest {

  @Test
  void aPredictionOnTheThresholdSaysZero() {
    assertThat(Totals.of(binaryAccuracy(), column(0, 0, 1), column(0.5f, 0.6f, 0.6f)))
        .containsExactly(2);
  }

  @Test
  void aThresholdOfZeroIsForLogits() {
    assertThat(Totals.of(binaryAccuracy(0), column(0, 1), column(-3, 0.1f))).containsExactly(2);
  }

  @Test
  void binaryAccuracyCountsEveryValue() {
    float[][] targets = {{0, 1, 0, 1}};
    float[][] predictions = {{0, 0, 0, 1}};

    assertThat(Totals.of(binaryAccuracy(), targets, predictions)).containsExactly(0.75);
    assertThat(binaryAccuracy().value(new double[] {0.75}, 1)).isEqualTo(0.75);
  }

  /** The values are Keras' for its metric {@code "accuracy"}. */
  @Test
  void accuracyGoesByTheShapes() {
    float[][] ofClasses = {{0.1f, 0.2f, 0.7f}, {0.1f, 0.8f, 0.1f}, {0.1f, 0.8f, 0.1f}};

    assertThat(Totals.value(accuracy(), column(0, 1, 1, 0), column(0.2f, 0.7f, 0.4f, 0.5f)))
        .isEqualTo(0.75);
    assertThat(Totals.value(accuracy(), column(2, 0, 1), ofClasses)).isEqualTo(2 / 3.0);
    assertThat(Totals.value(accuracy(), new float[][] {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, ofClasses))
        .isEqualTo(2 / 3.0);
    assertThat(
            Totals.value(
                accuracy(),
                new float[][] {{1, 0}, {1, 1}},
                new float[][] {{0.9f, 0.8f}, {0.6f, 0.7f}}))
        .isEqualTo(0.5);
    assertThat(accuracy().size(Shape.of(2), Shape.of(2, 3))).isOne();
    assertThat(accuracy().size(Shape.of(2, 1), Shape.of(2, 1))).isOne();
    assertThatThrownBy(() -> accuracy().size(Shape.of(4), Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith(
            "The metric categoricalAccuracy takes a target and a prediction for each class");
  }

  @Test
  void ofSeveralVectorsTheMeanCounts() {
    float[] targets = {0, 1};
    float[] predictions = {0.5f, 0.25f, 0.25f, 0.1f, 0.1f, 0.8f};
    Shape shape = Shape.of(1, 2, 3);
    double[] right =
        PlainGraph.doubles(
            tf ->
                sparseCategoricalAccuracy()
                    .totals(
                        tf,
                        PlainGraph.constant(tf, Shape.of(1, 2), targets),
                        PlainGraph.constant(tf, shape, predictions)));
    double[] loss =
        PlainGraph.doubles(
            tf ->
                Losses.categoricalCrossentropy()
                    .totals(
                        tf,
                        PlainGraph.constant(tf, shape, 1, 0, 0, 0, 1, 0),
                        PlainGraph.constant(tf, shape, predictions)));

    assertThat(right).containsExactly(0.5);
    assertThat(loss[0]).isCloseTo((Math.log(2) + Math.log(10)) / 2, within(1e-6));
  }

  @Test
  void theFirstOfEquallyProbableClassesCounts() {
    float[][] predictions = {{0.5f, 0.5f}, {0.5f, 0.5f}, {0.1f, 0.9f}};

    assertThat(Totals.of(sparseCategoricalAccuracy(), column(0, 1, 1), predictions))
        .containsExactly(2);
    assertThat(
            Totals.value(
                categoricalAccuracy(), new float[][] {{1, 0}, {0, 1}, {0, 1}}, predictions))
        .isEqualTo(2 / 3.0);
  }

  @Test
  void allClassesAsProbableAsTheKthAreInTheTop() {
    float[][] predictions = {{0.3f, 0.3f, 0.3f, 0.1f}, {0.3f, 0.3f, 0.3f, 0.1f}};

    assertThat(Totals.value(sparseTopKCategoricalAccuracy(1), column(2, 3), predictions))
        .isEqualTo(0.5);
    assertThat(Totals.value(sparseTopKCategoricalAccuracy(3), column(2, 3), predictions))
        .isEqualTo(0.5);
    assertThat(Totals.value(sparseTopKCategoricalAccuracy(4), column(2, 3), predictions))
        .isEqualTo(1);
  }

  @Test
  void whatIsNotANumberIsNeverRight() {
    float[][] predictions = {{Float.NaN, Float.NaN, Float.NaN}};

    assertThat(Totals.value(sparseTopKCategoricalAccuracy(2), column(0), predictions)).isZero();
    assertThat(Totals.value(topKCategoricalAccuracy(2), new float[][] {{0, 1, 0}}, predictions))
        .isZero();
    assertThat(Totals.value(binaryAccuracy(), column(1), column(Float.NaN))).isZero();
  }

  @Test
  void errorsAreMeansOverExamplesAndValues() {
    float[][] targets = {{1, 2}, {3, 4}};
    float[][] predictions = {{1, 0}, {3, 8}};

    assertThat(Totals.value(meanSquaredError(), targets, predictions)).isEqualTo(5);
    assertThat(Totals.value(rootMeanSquaredError(), targets, predictions)).isEqualTo(Math.sqrt(5));
    assertThat(Totals.value(meanAbsoluteError(), targets, predictions)).isEqualTo(1.5);
  }

  @Test
  void lossesAreMetricsOfTheSameTypeAndName() {
    Metric huber = Losses.huber().delta(2);

    assertThat(huber.type()).isEqualTo("Huber");
    assertThat(huber.name()).isEqualTo("huber");
    assertThat(Totals.value(huber, column(1, 1), column(2, 5))).isEqualTo((0.5 + 6) / 2);
  }

  @Test
  void areMadeOfFunctions() {
    Metric bias = mean("bias", (tf, y, p) -> Loss.meanPerExample(tf, tf.math.sub(p, y)));

    assertThat(bias.name()).isEqualTo("bias");
    assertThat(Totals.value(bias, column(1, 2, 3), column(2, 2, 5))).isEqualTo(1);
  }

  @Test
  void madeOfFunctionsGiveOneNumberPerExample() {
    Metric wrong = mean("bias", (tf, y, p) -> tf.math.sub(p, y));

    assertThatThrownBy(() -> Totals.of(wrong, column(1), column(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("bias needs one number per example");
    assertThatThrownBy(() -> mean("", (tf, y, p) -> p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A metric needs a name to be shown by, but got a blank.");
  }

  @Test
  void theScoreOfRegressionIsTheMeanOverItsValues() {
    float[][] targets = {{1, 10}, {2, 20}, {3, 30}};
    float[][] predictions = {{1, 20}, {2, 20}, {4, 20}};

    assertThat(Totals.value(r2Score(), targets, predictions)).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void theScoreOfRegressionIsZeroOrOneForEqualTargets() {
    assertThat(Totals.value(r2Score(), column(0.1f, 0.1f, 0.1f), column(0.1f, 0.1f, 0.1f)))
        .isEqualTo(1);
    assertThat(Totals.value(r2Score(), column(0.1f, 0.1f, 0.1f), column(0.1f, 0.2f, 0.1f)))
        .isZero();
  }

  @Test
  void theScoreOfRegressionDoesNotDependOnHowFarFromZeroTheTargetsAre() {
    for (float offset : new float[] {0, 1998, -1e6f, 12_582_912}) {
      float[][] targets = column(offset, offset + 1, offset + 2, offset + 3);
      float[][] predictions = column(offset, offset + 2, offset + 2, offset + 2);

      // 1 - 2 / 5
      assertThat(Totals.value(r2Score(), targets, predictions)).isCloseTo(0.6, within(1e-12));
    }
  }

  @Test
  void theScoreOfRegressionAddsUpExactly() {
    double[] batch =
        Totals.of(r2Score(), column(12_582_912, 12_582_913), column(12_582_912, 12_582_912));
    int batches = 1 << 28;

    double[] sums = Arrays.stream(batch).map(total -> total * batches).toArray();

    assertThat(r2Score().value(sums, 2L * batches)).isEqualTo(-1);
  }

  @Test
  void countMoreThanAFloatCanInOneBatch() {
    int examples = (1 << 24) + 3;

    assertThat(ofEqual(examples, auc())).containsExactly(count(398, 396, examples));
    assertThat(ofEqual(examples, precision())).containsExactly(examples, examples, examples);
  }

  /** The totals of a batch in which all targets and predictions are 1. */
  private static double[] ofEqual(int examples, Metric metric) {
    return PlainGraph.doubles(
        tf -> {
          Operand<TFloat32> ones = tf.fill(tf.constant(new int[] {examples, 1}), tf.constant(1f));
          return metric.totals(tf, ones, ones);
        });
  }

  private static double[] count(int size, int place, double count) {
    double[] counts = new double[size];
    counts[place] = count;
    return counts;
  }

  @Test
  void sayWhetherALargerValueIsBetter() {
    assertThat(Stream.of(binaryAccuracy(), categoricalAccuracy(), topKCategoricalAccuracy(2)))
        .allMatch(metric -> metric.largerIsBetter().equals(Optional.of(true)));
    assertThat(Stream.of(sparseCategoricalAccuracy(), f1Score(), auc(), r2Score()))
        .allMatch(metric -> metric.largerIsBetter().equals(Optional.of(true)));
    assertThat(
            Stream.of(
                rootMeanSquaredError(),
                Losses.cosineSimilarity(),
                mean("accuracy", Losses.cosineSimilarity())))
        .allMatch(metric -> metric.largerIsBetter().equals(Optional.of(false)));
    assertThat(mean("accuracy", (tf, y, p) -> p).largerIsBetter()).isEmpty();
  }

  @Test
  void areShownByTheirTypes() {
    assertThat(binaryAccuracy().name()).isEqualTo("binaryAccuracy");
    assertThat(binaryAccuracy(0.3f).name()).isEqualTo("binaryAccuracy(0.3)");
    assertThat(sparseCategoricalAccuracy().name()).isEqualTo("sparseCategoricalAccuracy");
    assertThat(topKCategoricalAccuracy(5).name()).isEqualTo("topKCategoricalAccuracy(5)");
    assertThat(sparseTopKCategoricalAccuracy(2).name())
        .isEqualTo("sparseTopKCategoricalAccuracy(2)");
    assertThat(meanSquaredError().name()).isEqualTo("meanSquaredError");
    assertThat(r2Score().name()).isEqualTo("r2Score");
    assertThat(auc().name()).isEqualTo("auc");
  }

  @Test
  void theTopHasOneClassOrMore() {
    assertThatThrownBy(() -> topKCategoricalAccuracy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TopKCategoricalAccuracy needs k of at least 1, but got 0.");
    assertThatThrownBy(() -> sparseTopKCategoricalAccuracy(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SparseTopKCategoricalAccuracy needs k of at least 1, but got -1.");
  }

  @Test
  void refuseTargetsThatDoNotGoWithThePredictions() {
    assertThatThrownBy(() -> binaryAccuracy().size(Shape.of(1), Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "The metric binaryAccuracy takes targets of the predictions' shape, but targets are [1] and predictions [3]; take another metric, or change the last layer.");
    for (Metric metric : new Metric[] {categoricalAccuracy(), topKCategoricalAccuracy(2)}) {
      assertRefuses(metric, Shape.of(1), Shape.of(3), "a target and a prediction for each class");
      assertRefuses(metric, Shape.of(1), Shape.of(1), "a target and a prediction for each class");
    }
    for (Metric metric :
        new Metric[] {sparseCategoricalAccuracy(), sparseTopKCategoricalAccuracy(2)}) {
      assertRefuses(
          metric, Shape.of(3), Shape.of(3), "class numbers and a prediction for each class");
      assertRefuses(
          metric, Shape.of(1), Shape.of(1), "class numbers and a prediction for each class");
    }
    for (Metric metric : new Metric[] {f1Score(), auc()}) {
      assertRefuses(
          metric, Shape.of(2), Shape.of(3), "targets of the predictions' shape, or class numbers");
    }
    assertThatThrownBy(() -> meanSquaredError().size(Shape.of(1), Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "The metric meanSquaredError takes targets of shape [3], but they are [1]; take a metric for the targets that the loss takes.");
  }

  private static void assertRefuses(Metric metric, Shape target, Shape prediction, String wanted) {
    assertThatThrownBy(() -> metric.size(target, prediction))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("The metric " + metric.name() + " takes " + wanted + ", but targets");
  }

  @Test
  void haveAsManyTotalsAsTheySay() {
    float[][] targets = {{0, 1}, {1, 0}, {0, 1}};
    float[][] predictions = {{0.2f, 0.3f}, {0.6f, 0.4f}, {0.1f, 0.9f}};

    Stream.of(
            binaryAccuracy(),
            categoricalAccuracy(),
            f1Score(),
            auc(),
            r2Score(),
            meanSquaredError())
        .forEach(
            metric ->
                assertThat(Totals.of(metric, targets, predictions))
                    .as(metric.name())
                    .hasSize(metric.size(Shape.of(2), Shape.of(2))));
  }
}
