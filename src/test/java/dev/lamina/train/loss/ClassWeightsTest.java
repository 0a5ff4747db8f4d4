package dev.lamina.train.loss;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.categoricalCrossentropy;
import static dev.lamina.train.loss.Losses.hinge;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.golden.PlainGraph;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import dev.lamina.model.Epoch;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ClassWeightsTest {

  @Test
  void multiplyTheLossOfClassNumbers() {
    assertWeighted(
        sparseCategoricalCrossentropy(), new float[] {1, 0}, new float[] {0.2f, 0.8f, 0.7f, 0.3f});
  }

  @Test
  void multiplyTheLossOfOneHotTargets() {
    float[] predictions = {0.2f, 0.8f, 0.7f, 0.3f};
    assertWeighted(categoricalCrossentropy(), new float[] {0, 1, 1, 0}, predictions);
    assertWeighted(meanSquaredError(), new float[] {0, 1, 1, 0}, predictions);
  }

  @Test
  void multiplyTheLossOfOneNumber() {
    assertWeighted(binaryCrossentropy(), new float[] {1, 0}, new float[] {0.2f, 0.7f});
    assertWeighted(meanSquaredError(), new float[] {1, 0}, new float[] {0.2f, 0.7f});
    assertWeighted(hinge(), new float[] {1, -1}, new float[] {0.2f, 0.7f});
  }

  /** Targets of the classes 1 and 0, weighted by 5 and 3. */
  private static void assertWeighted(Loss loss, float[] targets, float[] predictions) {
    float[] plain = perExample(loss, targets, predictions);
    float[] weighted = perExample(loss.classWeights(3, 5), targets, predictions);

    assertThat(weighted).hasSize(2);
    assertThat(weighted[0]).isCloseTo(5 * plain[0], within(1e-5f)).isNotZero();
    assertThat(weighted[1]).isCloseTo(3 * plain[1], within(1e-5f)).isNotZero();
  }

  private static float[] perExample(Loss loss, float[] targets, float[] predictions) {
    return PlainGraph.run(
            tf ->
                List.of(
                    loss.perExample(
                        tf,
                        constant(tf, Shape.of(2, targets.length / 2), targets),
                        constant(tf, Shape.of(2, predictions.length / 2), predictions))))
        .get(0);
  }

  @Test
  void countInTrainingAndNotInEvaluationAndValidation() {
    Dataset data = Dataset.of(new float[][] {{1}, {1}}, new float[] {0, 1});
    Loss loss = meanSquaredError().classWeights(3, 5);
    try (Model model = Sequential.of(Shape.of(1), dense(1).useBias(false)).compile(sgd(0), loss)) {
      model.setWeights(Map.of("dense/kernel", new FloatArray(Shape.of(1, 1), new float[] {2})));

      Epoch epoch = model.fit(data.batch(2), epochs(1).validation(data)).epochs().get(0);

      assertThat(epoch.loss()).isEqualTo((3 * 4 + 5 * 1) / 2.0);
      assertThat(epoch.value("val_loss")).isEqualTo((4 + 1) / 2.0);
      assertThat(model.evaluate(data).loss()).isEqualTo((4 + 1) / 2.0);
    }
  }

  @Test
  void keepTheLossesNameAndTargets() {
    Loss loss = sparseCategoricalCrossentropy();
    Loss weighted = loss.classWeights(1, 2, 3);

    assertThat(weighted.name()).isEqualTo("sparseCategoricalCrossentropy");
    assertThat(weighted.targetShape(Shape.of(3))).isEqualTo(Shape.of(1));
    assertThat(weighted.targets(Shape.of(3))).isEqualTo(TargetRange.classes(3));
  }

  @Test
  void needTargetsThatAreClasses() {
    assertThat(meanSquaredError().classWeights(1, 2).targets(Shape.of(1)))
        .isEqualTo(TargetRange.classes(2));
  }

  @Test
  void areOneForEachClass() {
    assertWrongCount(binaryCrossentropy().classWeights(1, 2, 3), Shape.of(1), 2, 3);
    assertWrongCount(sparseCategoricalCrossentropy().classWeights(1, 2), Shape.of(3), 3, 2);
    assertWrongCount(categoricalCrossentropy().classWeights(1, 2), Shape.of(3), 3, 2);
  }

  private static void assertWrongCount(Loss loss, Shape prediction, int classes, int weights) {
    assertThatThrownBy(() -> loss.targetShape(prediction))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith(
            "The network tells %s classes apart, but got %s class weights, [1.0, 2.0",
            classes, weights)
        .hasMessageEndingWith("; give one for each class.");
  }

  @Test
  void areForOneVectorPerExample() {
    assertThatThrownBy(() -> meanSquaredError().classWeights(1, 2).targetShape(Shape.of(28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Class weights are for networks that give one vector per example, but this one gives [28, 28]; end it with dense(classes).");
  }

  @Test
  void areFiniteAndNotNegative() {
    for (float wrong : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> binaryCrossentropy().classWeights(1, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Class weights are finite and at least 0, but got [1.0, " + wrong + "].");
    }
    assertThatThrownBy(() -> binaryCrossentropy().classWeights())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Class weights are one for each class, but got none.");
  }
}
