package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.MemoryUse;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Initializers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Predicting, evaluating and reading weights. */
class ModelPredictTest {
  private static final Settings REGRESSION = Settings.of(sgd(0.1f), meanSquaredError());

  @Test
  void predictsOneExample() {
    try (Model model = sums()) {
      assertThat(model.predict(1, 2)).containsExactly(3, 3, 3);
    }
  }

  @Test
  void predictsEveryExampleInOrder() {
    try (Model model = sums()) {
      float[][] got = model.predict(Dataset.ofInputs(new float[][] {{1, 2}, {3, 4}, {5, 6}}));

      assertThat(got).isDeepEqualTo(new float[][] {{3, 3, 3}, {7, 7, 7}, {11, 11, 11}});
    }
  }

  @Test
  void predictsAShuffledDataSetInTheOrderOfItsFirstEpoch() {
    Dataset shuffled = Samples.line(10).shuffle(1);

    try (Model model = Samples.oneWeight().compile(REGRESSION)) {
      float[][] got = model.predict(shuffled);

      for (int i = 0; i < 10; i++) {
        assertThat(got[i]).containsExactly(shuffled.get(i).x());
      }
    }
  }

  @Test
  void predictsMoreThanOneRunTakes() {
    int count = 3_000;
    float[] x = new float[count * 1000];
    for (int i = 0; i < count; i++) {
      x[i * 1000] = i;
    }
    Dataset data = Dataset.of(Shape.of(1000), x, Shape.of(0), new float[0]);
    Sequential sum = Sequential.of(Shape.of(1000), dense(1).kernel(Initializers.ones()));

    try (Model model = sum.compile(REGRESSION)) {
      float[][] got = model.predict(data);

      assertThat(got).hasNumberOfRows(count);
      for (int i = 0; i < count; i++) {
        assertThat(got[i]).containsExactly(i);
      }
    }
  }

  @Test
  void predictsFromImages() {
    Sequential network =
        Sequential.of(Shape.of(2, 2), flatten(), dense(1).kernel(Initializers.ones()));

    try (Model model = network.compile(REGRESSION)) {
      assertThat(model.predict(1, 2, 3, 4)).containsExactly(10);
    }
  }

  @Test
  void evaluatesAsByHand() {
    Dataset data = Dataset.of(new float[][] {{1}, {2}, {3}}, new float[] {1, 1, 0});

    try (Model model =
        Samples.oneWeight()
            .compile(sgd(0.1f), meanSquaredError(), binaryAccuracy(), binaryAccuracy(2))) {
      Evaluation got = model.evaluate(data);

      // Predictions 1, 2, 3: errors 0, 1, 3; two exceed 0.5 rightly; one exceeds 2, wrongly.
      assertThat(got.examples()).isEqualTo(3);
      assertThat(got.loss()).isCloseTo(10 / 3.0, within(1e-6));
      assertThat(got.metric("binaryAccuracy")).isCloseTo(2 / 3.0, within(1e-9));
      assertThat(got.metric("binaryAccuracy(2.0)")).isZero();
      assertThat(got).hasToString("loss 3.333, binaryAccuracy 0.6667, binaryAccuracy(2.0) 0.0000");
      assertThat(model.evaluate(data.batch(2))).isEqualTo(got);
      assertThatThrownBy(() -> got.metric("accuracy"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "There is no metric \"accuracy\" among [binaryAccuracy, binaryAccuracy(2.0)]; give it to compile().");
    }
  }

  @Test
  void evaluatesWhatItPredicts() {
    try (Model model =
        Samples.classifier()
            .compile(sgd(0.1f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())) {
      model.fit(Samples.corners(30).batch(5), epochs(3));
      Dataset data = Samples.corners(20);
      float[][] predicted = model.predict(data);
      double loss = 0;
      double right = 0;
      for (int i = 0; i < 20; i++) {
        int target = (int) data.get(i).y()[0];
        loss -= Math.log(predicted[i][target]) / 20;
        boolean best = true;
        for (float other : predicted[i]) {
          best &= predicted[i][target] >= other;
        }
        right += best ? 1 : 0;
      }

      Evaluation got = model.evaluate(data);

      assertThat(got.loss()).isCloseTo(loss, within(1e-5));
      assertThat(got.metric("sparseCategoricalAccuracy")).isCloseTo(right / 20, within(1e-9));
    }
  }

  @Test
  void extremeLogitsHaveAFiniteLossThroughSigmoid() {
    Sequential network =
        Sequential.of(
            Shape.of(1),
            dense(1).kernel(Initializers.ones()).activation(ActivationFunction.SIGMOID));
    Dataset wrong = Dataset.of(new float[][] {{100}, {-100}}, new float[] {0, 1});

    try (Model model = network.compile(sgd(0.001f), binaryCrossentropy())) {
      assertThat(model.evaluate(wrong).loss()).isEqualTo(100);
      assertThat(model.fit(wrong.batch(2), epochs(2)).losses()[0]).isEqualTo(100);
      // The gradient by the kernel is 100: its step makes 0.9 of 1.
      assertThat(model.weights().values().iterator().next().values()[0])
          .isCloseTo(0.8f, within(1e-4f));
    }
  }

  @Test
  void seesTheWeightsOfNow() {
    try (Model model = Samples.regression().compile(REGRESSION)) {
      float before = model.predict(1)[0];
      model.fit(Samples.line(10).batch(10), epochs(200));
      float after = model.predict(1)[0];

      assertThat(after).isNotEqualTo(before).isCloseTo(3, within(0.2f));
    }
  }

  @Test
  void namesItsWeightsInTheOrderOfTheLayers() {
    try (Model model =
        Samples.droppingClassifier()
            .compile(sgd(0.1f).momentum(0.9f), sparseCategoricalCrossentropy())) {
      assertThat(model.weights().keySet())
          .containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
      model.fit(Samples.corners(3).batch(3), epochs(1));
      assertThat(model.weights().keySet())
          .containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
    }
  }

  @Test
  void givesCopiesOfItsWeights() {
    try (Model model = Samples.oneWeight().compile(REGRESSION)) {
      Map<String, FloatArray> weights = model.weights();
      weights.values().forEach(weight -> weight.values()[0] = 99);

      assertThat(model.predict(1)).containsExactly(1);
      assertThat(model.weights().values().iterator().next().values()).containsExactly(1);
    }
  }

  @Test
  void predictsFromManyThreadsAtOnce() throws Exception {
    int threads = 8;
    Dataset data = Samples.corners(50);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (Model model = Samples.classifier().compile(sgd(0.1f), sparseCategoricalCrossentropy());
        Model alone = Samples.classifier().compile(sgd(0.1f), sparseCategoricalCrossentropy())) {
      float[][] want = alone.predict(data);
      CountDownLatch start = new CountDownLatch(threads);
      Callable<Boolean> task =
          () -> {
            start.countDown();
            start.await();
            boolean equal = true;
            for (int i = 0; i < 50; i++) {
              equal &= Arrays.deepEquals(model.predict(data), want);
              equal &= closeTo(model.predict(data.get(i).x()), want[i]);
            }
            return equal;
          };

      List<Future<Boolean>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(executor.submit(task));
      }

      for (Future<Boolean> future : futures) {
        assertThat(future.get()).isTrue();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /** One row is multiplied by another kernel than many, which may round otherwise. */
  private static boolean closeTo(float[] got, float[] want) {
    boolean close = got.length == want.length;
    for (int i = 0; i < want.length; i++) {
      close &= Math.abs(got[i] - want[i]) < 1e-6;
    }
    return close;
  }

  /** Three nodes that each add up two inputs. */
  private static Model sums() {
    return Sequential.of(Shape.of(2), dense(3).kernel(Initializers.ones())).compile(REGRESSION);
  }

  @Test
  void countsTheWeightsThatItPredictsWithAsMemory() {
    long weights = Float.BYTES * Samples.classifier().parameters();
    try (Model model =
        Samples.classifier().compile(Settings.of(sgd(0.1f), sparseCategoricalCrossentropy()))) {
      assertThat(model.memory()).isEqualTo(new MemoryUse(0, 0, 0));

      model.predict(0.5f, 0.25f);
      assertThat(model.memory()).isEqualTo(new MemoryUse(weights, 0, 0));

      model.fit(Samples.corners(10).batch(5), epochs(1));
      model.predict(0.5f, 0.25f);
      assertThat(model.memory().weights()).isEqualTo(2 * weights);
    }
  }
}
