package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.timeDistributed;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.binaryFocalCrossentropy;
import static dev.lamina.train.loss.Losses.hinge;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import dev.lamina.train.loss.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ConfusionTest {

  /** Says class 0 below 0 and class 1 above. */
  private static Model sideOfZero() {
    Model model =
        Sequential.of(Shape.of(1), dense(2), softmax())
            .compile(sgd(0), sparseCategoricalCrossentropy());
    Map<String, FloatArray> weights = new HashMap<>();
    weights.put("dense/kernel", new FloatArray(Shape.of(1, 2), new float[] {-1, 1}));
    weights.put("dense/bias", new FloatArray(Shape.of(2), new float[] {0, 0}));
    model.setWeights(weights);
    return model;
  }

  @Test
  void countsClassesInAnyOrderOfTheExamples() {
    Dataset data =
        Dataset.of(new float[][] {{-2}, {-1}, {1}, {2}, {3}}, new float[] {0, 1, 1, 1, 0});
    try (Model model = sideOfZero()) {
      List<List<Long>> counts = List.of(List.of(1L, 1L), List.of(1L, 2L));

      assertThat(model.confusionMatrix(data).counts()).isEqualTo(counts);
      assertThat(model.confusionMatrix(data.shuffle(1)).counts()).isEqualTo(counts);
      assertThat(model.confusionMatrix(data.skip(1).shuffle(1)).examples()).isEqualTo(4);
    }
  }

  @Test
  void takesASingleOutputForTheProbabilityOfClassOne() {
    Dataset data = Dataset.of(new float[][] {{0.2f}, {0.9f}, {0.8f}}, new float[] {0, 1, 0});
    try (Model model = Samples.oneWeight().compile(sgd(0), meanSquaredError())) {
      assertThat(model.confusionMatrix(data).counts())
          .isEqualTo(List.of(List.of(1L, 1L), List.of(0L, 1L)));
    }
  }

  @Test
  void takesASingleLogitAboveZeroForClassOne() {
    Dataset data = Dataset.of(new float[][] {{-0.2f}, {0.2f}, {3}}, new float[] {0, 1, 1});
    for (Loss loss :
        List.of(
            binaryCrossentropy().fromLogits(true),
            binaryFocalCrossentropy().fromLogits(true),
            binaryCrossentropy().fromLogits(true).classWeights(1, 2),
            hinge())) {
      try (Model model = Samples.oneWeight().compile(sgd(0), loss)) {
        assertThat(model.confusionMatrix(data).counts())
            .isEqualTo(List.of(List.of(1L, 0L), List.of(0L, 2L)));
      }
    }
  }

  @Test
  void takesSignsForClasses() {
    Dataset data = Dataset.of(new float[][] {{-0.2f}, {0.2f}, {-3}}, new float[] {-1, 1, 1});
    try (Model model = Samples.oneWeight().compile(sgd(0), hinge())) {
      assertThat(model.confusionMatrix(data).counts())
          .isEqualTo(List.of(List.of(1L, 0L), List.of(1L, 1L)));
    }
  }

  @Test
  void refusesRegressions() {
    Dataset data = Dataset.of(new float[][] {{1}, {2}}, new float[] {1, 0.4f});
    try (Model model = Samples.oneWeight().compile(sgd(0), meanSquaredError())) {
      assertThatThrownBy(() -> model.confusionMatrix(data))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Example 1 has the target 0.4, which is no class");
    }
  }

  @Test
  void refusesSeveralLabels() {
    Dataset data =
        Dataset.of(
            Shape.of(1), new float[2], Shape.of(3), new float[] {0, 1, 0, /* of both */ 1, 1, 0});
    Sequential network = Sequential.of(Shape.of(1), dense(3), sigmoid());
    try (Model model = network.compile(sgd(0), binaryCrossentropy())) {
      assertThatThrownBy(() -> model.confusionMatrix(data))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Example 1 has the target [1.0, 1.0, 0.0], which is no class")
          .hasMessageEndingWith("make one of each label's column.");
    }
  }

  @Test
  void refusesMoreThanAVectorForEachExample() {
    Sequential network = Sequential.of(Shape.of(2, 1), timeDistributed(dense(2)));
    Dataset data =
        Dataset.of(Shape.of(2, 1), new float[2], Shape.of(2, 2), new float[] {1, 0, 0, 0});
    try (Model model = network.compile(sgd(0), meanSquaredError())) {
      assertThatThrownBy(() -> model.confusionMatrix(data))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "A confusion matrix is of one vector for each example, but the network gives [2, 2]");
    }
  }

  @Test
  void refusesTargetsThatAreNoClasses() {
    try (Model model = sideOfZero()) {
      Dataset data = Dataset.of(new float[][] {{1}}, new float[] {2});
      assertThatThrownBy(() -> model.confusionMatrix(data))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Example 0 has the class 2");
    }
  }
}
