package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.residual;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.precision;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What users of Keras type first, and what it means here. */
class WordsOfModelsTest {
  private static final double[][] X = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final Dataset OR = Dataset.of(X, new int[] {0, 1, 1, 1});

  private static Model model() {
    return Sequential.of(2, dense(3), dense(1).name("head"), sigmoid())
        .compile(sgd(0.5f), binaryCrossentropy(), binaryAccuracy(), precision());
  }

  @Test
  void trainInBatchesOf32() {
    Dataset data = OR.repeat(20);
    try (Model one = model();
        Model other = model();
        Model third = model()) {
      float[] losses = one.fit(data.batch(32), Fit.epochs(2)).losses();

      assertThat(losses).hasSize(6);
      assertThat(other.fit(data, 2).losses()).containsExactly(losses);
      assertThat(third.fit(data.batch(32), 2).losses()).containsExactly(losses);
      assertThat(one.history().metrics())
          .containsOnlyKeys("loss", "binaryAccuracy", "precision")
          .containsEntry("loss", one.history().values("loss"));
      assertThat(one.evaluate(data).accuracy())
          .isEqualTo(one.evaluate(data).metric("binaryAccuracy"));
    }
  }

  @Test
  void predictRows() {
    float[][] floats = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    try (Model model = model()) {
      float[][] predictions = model.predict(OR);

      assertThat(model.predict(floats)).isDeepEqualTo(predictions);
      assertThat(model.predict(X)).isDeepEqualTo(predictions);
      assertThatThrownBy(() -> model.predict(new float[2][3]))
          .hasMessage(
              "The network takes 2 numbers per example, but got 3; give one whole example, or a data set of many.");
    }
  }

  @Test
  void predictClasses() {
    int[] most = {2, 0};
    try (Model model = model();
        Model three = Sequential.of(2, dense(3)).compile(sgd(0.1f), meanSquaredError());
        Model logit =
            Sequential.of(2, dense(1)).compile(sgd(0.1f), binaryCrossentropy().fromLogits(true))) {
      model.setWeights("head", Map.of("bias", new FloatArray(Shape.of(1), new float[] {9})));
      three.setWeights(
          Map.of(
              "dense/kernel", new FloatArray(Shape.of(2, 3), new float[] {0, 1, 2, 3, 2, 1}),
              "dense/bias", new FloatArray(Shape.of(3), new float[3])));
      logit.setWeights(
          Map.of(
              "dense/kernel", new FloatArray(Shape.of(2, 1), new float[] {0.2f, 0}),
              "dense/bias", new FloatArray(Shape.of(1), new float[1])));

      assertThat(model.predictClass(0, 0)).isEqualTo(1);
      assertThat(three.predictClass(1, 0)).isEqualTo(2);
      assertThat(three.predictClasses(Dataset.ofInputs(new double[][] {{1, 0}, {0, 1}})))
          .containsExactly(most);
      assertThat(logit.predictClasses(OR)).containsExactly(0, 0, 1, 1);
    }
    try (Model map =
        Sequential.of(2, dense(4), reshape(2, 2)).compile(sgd(0.1f), meanSquaredError())) {
      assertThatThrownBy(() -> map.predictClass(0, 0))
          .hasMessageStartingWith(
              "A class is of one vector for each example, but the network gives [2, 2]");
    }
  }

  @Test
  void tellWhatTheyAreMadeOf() {
    try (Model model = model()) {
      assertThat(model.history().metrics()).isEmpty();
      assertThat(model.summary()).isEqualTo(model.network().summary()).contains("head");
      assertThat(model.layers()).hasSize(3);
      Map<String, FloatArray> head = model.weights("head");
      FloatArray kernel = Objects.requireNonNull(head.get("kernel"));
      FloatArray bias = Objects.requireNonNull(head.get("bias"));
      assertThat(kernel.toArray2D()).hasDimensions(3, 1);
      assertThat(kernel.toArray2D()[2][0]).isEqualTo(kernel.values()[2]);
      assertThatThrownBy(bias::toArray2D).hasMessage("float[1] is no matrix; take its values().");
      assertThat(model.confusionMatrix(OR).toString(List.of("no", "yes")))
          .contains("as yes", "no ");
    }
  }

  @Test
  void keepTheNamesOfLayers() {
    Sequential named = Sequential.of(Shape.of(2), dense(2), dense(1).name("head"));
    assertThat(named.weightNames())
        .containsExactly("dense/kernel", "dense/bias", "head/kernel", "head/bias");
    assertThat(named.trainable(false).weightNames()).isEqualTo(named.weightNames());
    assertThat(named.append(dense(3)).weightNames()).contains("head/kernel", "dense_1/kernel");
    assertThat(Functional.fromJson(named.toJson()).weightNames()).isEqualTo(named.weightNames());
    assertThat(dense(1).name("a").name("b").trainable(false))
        .hasToString(dense(1).trainable(false).toString());
    assertThat(Sequential.of(2, residual(dense(2).name("inner"))).weightNames()).hasSize(2);
    assertThatThrownBy(() -> Sequential.of(2, dense(1).name("a b")))
        .hasMessageContaining("\"a b\"");
    assertThatThrownBy(() -> Sequential.of(2, dense(1).name("a"), dense(1).name("a")))
        .hasMessageContaining("Two nodes of the network are named \"a\"");
  }

  @Test
  void sayWhichAccuracyIsMissing() {
    assertThatThrownBy(() -> new Evaluation(1, 0, Map.of("auc", 1.0)).accuracy())
        .hasMessage("There is no metric \"accuracy\" among [auc]; give it to compile().");
  }
}
