package dev.lamina.model;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.embedding;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.parallel;
import static dev.lamina.layer.Layers.permute;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.sequence;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.timeDistributed;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.Layer;
import dev.lamina.layer.ShapeException;
import dev.lamina.network.Node;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.metric.Metrics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** The whole text of what is said about input that a model cannot take. */
class ModelBadInputTest {
  private static final String EMPTY =
      "The data set is empty: there is nothing to train on, evaluate or predict; look at the filters and folders it comes from.";

  @Test
  void inputsOfAnotherShape() {
    Dataset wide = Dataset.of(new float[][] {{1, 2}}, new float[] {1});
    String message =
        "The network takes inputs of shape [1], but the data set's are [2]; change the network's input shape, its last layer or the data set.";

    try (Model model = regression()) {
      assertFails(ShapeException.class, message, () -> model.fit(wide.batch(1), epochs(1)));
      assertFails(ShapeException.class, message, () -> model.evaluate(wide));
      assertFails(ShapeException.class, message, () -> model.predict(wide));
      assertFails(
          ShapeException.class,
          "The network takes 1 numbers per example, but got 2; give one whole example, or a data set of many.",
          () -> model.predict(1, 2));
    }
  }

  @Test
  void targetsOfAnotherShape() {
    Dataset pairs = Dataset.of(new float[][] {{1}}, new float[][] {{1, 2}});
    Dataset none = Dataset.ofInputs(new float[][] {{1}});

    try (Model model = regression()) {
      assertFails(
          ShapeException.class,
          "The network takes targets of shape [1], but the data set's are [2]; change the network's input shape, its last layer or the data set.",
          () -> model.fit(pairs.batch(1), epochs(1)));
      assertFails(
          ShapeException.class,
          "The network takes targets of shape [1], but the data set's are [0]; change the network's input shape, its last layer or the data set.",
          () -> model.evaluate(none));
      assertThat(model.predict(pairs)).hasDimensions(1, 1);
    }
  }

  /** Keras says nothing of it. */
  @Test
  void anImageThatWasNotFlattened() {
    Dataset images = Dataset.of(Shape.of(3, 3, 1), new float[9], Shape.of(1), new float[1]);

    try (Model model =
        Sequential.of(Shape.of(3, 3, 1), conv2D(4, 2), dense(3), softmax())
            .compile(sgd(0.1), sparseCategoricalCrossentropy())) {
      assertFails(
          ShapeException.class,
          "The network takes targets of shape [2, 2], but the data set's are [1]; change the network's input shape, its last layer or the data set. Layer 2 (Dense) makes [2, 2, 3] of [2, 2, 4]: put flatten() before it if each of its nodes shall see all numbers.",
          () -> model.fit(images.batch(1), epochs(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {2, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void targetsThatAreNoProbability(float target) {
    Dataset data = Dataset.of(new float[][] {{1}, {2}}, new float[] {1, target});
    String message =
        "Example 1 has the target %s at position 0, but only probabilities from 0 to 1 will do; look at where the data comes from."
            .formatted(target);

    try (Model model =
        Sequential.of(Shape.of(1), dense(1), sigmoid()).compile(sgd(0.1f), binaryCrossentropy())) {
      assertFails(DataException.class, message, () -> model.fit(data.batch(1), epochs(1)));
      assertFails(DataException.class, message, () -> model.evaluate(data));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {10, 0.5f, -1, Float.NaN})
  void targetsThatAreNoClassNumber(float target) {
    Dataset data = Dataset.of(new float[][] {{1}, {2}, {3}}, new float[] {9, 0, target});
    String message =
        "Example 2 has the target %s at position 0, but only whole class numbers from 0 to 9 will do; look at where the data comes from."
            .formatted(target);

    try (Model model =
        Sequential.of(Shape.of(1), dense(10), softmax())
            .compile(sgd(0.1f), sparseCategoricalCrossentropy())) {
      assertFails(DataException.class, message, () -> model.fit(data.batch(3), epochs(1)));
      assertFails(DataException.class, message, () -> model.evaluate(data));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numbersThatAreNotFinite(float bad) {
    // Every place in a row is looked at, whether its row's length divides evenly or not.
    for (int place = 0; place < 5; place++) {
      float[][] x = new float[3][5];
      x[1][place] = bad;
      Dataset data = Dataset.of(x, new float[3]);
      String message =
          "Example 1 has the input %s at position %s, but only finite numbers will do; look at where the data comes from."
              .formatted(bad, place);

      try (Model model =
          Sequential.of(Shape.of(5), dense(1)).compile(sgd(0.1f), meanSquaredError())) {
        assertFails(DataException.class, message, () -> model.fit(data.batch(2), epochs(1)));
        assertFails(DataException.class, message, () -> model.evaluate(data));
        assertFails(DataException.class, message, () -> model.predict(data));
        assertFails(DataException.class, message, () -> model.predict(Map.of("input", x)));
        assertFails(
            DataException.class,
            message.replace("Example 1", "Example 0"),
            () -> model.predict(x[1]));
      }
    }
    Dataset targets = Dataset.of(new float[][] {{1}, {2}}, new float[] {bad, 1});
    try (Model model = regression()) {
      assertFails(
          DataException.class,
          "Example 0 has the target %s at position 0, but only finite numbers will do; look at where the data comes from."
              .formatted(bad),
          () -> model.fit(targets.batch(2).dropRemainder(), epochs(1)));
    }
  }

  @Test
  void aBadNumberThatArrivesInALaterChunk() {
    float[][] x = new float[9][1];
    x[8][0] = Float.NaN;
    Dataset data = Dataset.of(x, new float[9]);

    try (Model model = regression()) {
      assertFails(
          DataException.class,
          "Example 8 has the input NaN at position 0, but only finite numbers will do; look at where the data comes from.",
          () -> model.fit(data.batch(2), epochs(1).memory(1)));
      assertFails(
          DataException.class,
          "Example 8 has the input NaN at position 0, but only finite numbers will do; look at where the data comes from.",
          () -> model.fit(data.shuffle(1).batch(2), epochs(1).memory(1)));
      assertThat(model.fit(Samples.line(4).batch(2), epochs(1)).updates()).isEqualTo(2);
    }
  }

  static Stream<List<Layer>> takingIds() {
    return Stream.of(
        List.of(embedding(3, 2), flatten()),
        List.of(embedding(3, 2).trainable(false), flatten()),
        List.of(reshape(2, 1), timeDistributed(embedding(3, 2)), flatten()),
        List.of(parallel(sequence(permute(1), embedding(3, 2)), embedding(9, 1)), flatten()));
  }

  @ParameterizedTest
  @MethodSource("takingIds")
  void numbersThatAreNoIdsOfAnEmbedding(List<Layer> layers) {
    for (float bad : new float[] {3, -1, 0.5f, 16_777_216}) {
      float[][] x = {{0, 2}, {1, bad}};
      Dataset data = Dataset.of(x, new float[2]);
      String message =
          "Example 1 has the input %s at position 1, but only whole numbers from 0 to 2 (ids of the embedding) will do; look at where the data comes from."
              .formatted(bad);
      Sequential network =
          Sequential.of(
              Shape.of(2),
              Stream.concat(layers.stream(), Stream.of(dense(1))).toArray(Layer[]::new));
      for (Jit jit : new Jit[] {Jit.ON, Jit.OFF}) {
        try (Model model = network.compile(Settings.of(sgd(0.1f), meanSquaredError()).jit(jit))) {
          assertFails(DataException.class, message, () -> model.fit(data.batch(2), epochs(1)));
          assertFails(DataException.class, message, () -> model.evaluate(data));
          assertFails(DataException.class, message, () -> model.predict(data));
          assertFails(
              DataException.class,
              message.replace("Example 1", "Example 0"),
              () -> model.predict(x[1]));
        }
      }
    }
  }

  @Test
  void namesTheInputThatHasNoIds() {
    Node word = Node.input("word", Shape.of(1));
    Node number = Node.input("number", Shape.of(2));
    Node words = Node.concatenate(word, word).to(embedding(4, 2), flatten());
    try (Model model =
        Functional.of(Node.concatenate(words, number).to(dense(1)))
            .compile(sgd(0.1f), meanSquaredError())) {
      float[][] words1 = {{3}, {4}};
      assertFails(
          DataException.class,
          "Example 1 has the input \"word\" 4.0 at position 0, but only whole numbers from 0 to 3 (ids of the embedding) will do; look at where the data comes from.",
          () -> model.predict(Map.of("word", words1, "number", new float[][] {{5, 5}, {5, 5}})));
      assertFails(
          DataException.class,
          "Example 0 has the input \"number\" NaN at position 1, but only finite numbers will do; look at where the data comes from.",
          () ->
              model.predict(
                  Map.of("word", words1, "number", new float[][] {{5, Float.NaN}, {5, 5}})));
    }
  }

  @Test
  void anEmptyDataSet() {
    Dataset none = Samples.line(3).filter(example -> false);

    try (Model model = regression()) {
      assertFails(DataException.class, EMPTY, () -> model.fit(none.batch(1), epochs(1)));
      assertFails(DataException.class, EMPTY, () -> model.evaluate(none));
      assertFails(DataException.class, EMPTY, () -> model.predict(none));
    }
  }

  @Test
  void fewerExamplesThanABatchWithoutTheRemainder() {
    try (Model model = regression()) {
      assertFails(
          DataException.class,
          "3 examples make no full batch of 4; take smaller batches, or keep the remainder.",
          () -> model.fit(Samples.line(3).batch(4).dropRemainder(), epochs(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void batchesAndEpochsOfNothing(int count) {
    assertFails(
        IllegalArgumentException.class,
        "batch size must be at least 1, but got " + count,
        () -> Samples.line(3).batch(count));
    assertFails(
        IllegalArgumentException.class,
        "fit needs at least 1 epoch, but got " + count + ".",
        () -> epochs(count));
    assertFails(
        IllegalArgumentException.class,
        "fit needs at least 1 byte of memory for examples, but got " + count + ".",
        () -> epochs(1).memory(count));
  }

  @Test
  void aLossThatCannotTakeTheOutput() {
    assertFails(
        ShapeException.class,
        "SparseCategoricalCrossentropy takes vectors of at least 2 classes, but the network gives [1]; end it with dense(classes), softmax().",
        () -> Samples.regression().compile(sgd(0.1f), sparseCategoricalCrossentropy()));
  }

  @Test
  void metricsOfOneName() {
    assertFails(
        IllegalArgumentException.class,
        "Metrics are told apart by their names, but two of [binaryAccuracy, binaryAccuracy] are the same; leave one out.",
        () -> Settings.of(sgd(0.1f), meanSquaredError(), binaryAccuracy(), binaryAccuracy()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss", "epoch", "learningRate", "val_loss", "val_other"})
  void metricsNamedAsSomethingElse(String name) {
    Metric metric = Metrics.mean(name, meanSquaredError());
    assertFails(
        IllegalArgumentException.class,
        "Values are told apart by their names, and \""
            + name
            + "\" would be taken for what every epoch has: [loss, epoch, learningRate], and on validation data names that begin with val_; give the metric or its output another name.",
        () -> Samples.regression().compile(sgd(0.1f), meanSquaredError(), metric));
  }

  @Test
  void metricsOfTwoOutputsThatGetOneName() {
    Node x = Node.input("x", Shape.of(1));
    Functional network = Functional.of(x.to(dense(1)).named("a"), x.to(dense(1)).named("a_small"));
    Settings settings =
        Settings.of(sgd(0.1f)).loss("a", meanSquaredError()).loss("a_small", meanSquaredError());
    assertFails(
        IllegalArgumentException.class,
        "Values are told apart by their names, and \"a_small_loss\" is there twice; give the metric or its output another name.",
        () ->
            network.compile(settings.metrics("a", Metrics.mean("small_loss", meanSquaredError()))));
  }

  @Test
  void anOutputWhoseMetricsLookLikeThoseOfValidation() {
    Node x = Node.input("x", Shape.of(1));
    Functional network = Functional.of(x.to(dense(1)).named("a"), x.to(dense(1)).named("val"));
    assertThatThrownBy(
            () ->
                network.compile(
                    Settings.of(sgd(0.1f))
                        .loss("a", meanSquaredError())
                        .loss("val", meanSquaredError())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"val_loss\" would be taken");
  }

  @Test
  void aClosedModel() {
    Model model = regression();
    model.fit(Samples.line(3).batch(1), epochs(1));
    model.predict(1);
    model.close();
    model.close();

    assertFails(
        IllegalStateException.class,
        closed("fit"),
        () -> model.fit(Samples.line(3).batch(1), epochs(1)));
    assertFails(
        IllegalStateException.class, closed("evaluate"), () -> model.evaluate(Samples.line(3)));
    assertFails(IllegalStateException.class, closed("predict"), () -> model.predict(1));
    assertFails(
        IllegalStateException.class, closed("predict"), () -> model.predict(Samples.line(3)));
    assertFails(IllegalStateException.class, closed("weights"), model::weights);
    assertFails(IllegalStateException.class, closed("reset"), model::reset);
  }

  private static String closed(String call) {
    return call + " was called on a closed model; compile the network again to get a new one.";
  }

  private static Model regression() {
    return Samples.regression().compile(sgd(0.1f), meanSquaredError());
  }

  private static void assertFails(
      Class<? extends Throwable> type, String message, ThrowingCallable call) {
    assertThatThrownBy(call).isExactlyInstanceOf(type).hasMessage(message);
  }
}
