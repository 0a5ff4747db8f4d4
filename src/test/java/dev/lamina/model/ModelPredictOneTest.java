package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.layer.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Predictions of one example, by one thread and by many. */
class ModelPredictOneTest {
  private static final int WIDTH = 40;
  private static final int THREADS = 8;
  private static final Sequential NETWORK =
      Sequential.of(Shape.of(WIDTH), dense(16), relu(), dense(3), sigmoid());

  private static Model model() {
    return NETWORK.compile(Settings.of(sgd(0.1f), meanSquaredError()).seed(2));
  }

  private static float[][] examples(int count) {
    Random random = new Random(1);
    float[][] examples = new float[count][WIDTH];
    for (float[] example : examples) {
      for (int i = 0; i < WIDTH; i++) {
        example[i] = random.nextFloat();
      }
    }
    return examples;
  }

  private static float[][] predictions(Model model, float[][] examples) {
    float[][] predictions = new float[examples.length][];
    for (int i = 0; i < examples.length; i++) {
      predictions[i] = model.predict(examples[i]);
    }
    return predictions;
  }

  /** What a task gives that as many threads as stated run, all of them started at once. */
  private static <T> List<T> inThreads(int threads, Callable<T> task)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void predictionsByManyThreadsAreThoseOfOne() throws Exception {
    float[][] examples = examples(200);
    try (Model model = model()) {
      float[][] alone = predictions(model, examples);
      for (float[][] together : inThreads(THREADS, () -> predictions(model, examples))) {
        assertThat(together).isDeepEqualTo(alone);
      }
    }
  }

  @Test
  void threadsThatPredictFirstAtTheSameTimeShareOneForwardPass() throws Exception {
    float[][] examples = examples(1);
    try (Model model = model();
        Model alone = model()) {
      float[][] expected = predictions(alone, examples);
      for (float[][] together : inThreads(THREADS, () -> predictions(model, examples))) {
        assertThat(together).isDeepEqualTo(expected);
      }
    }
  }

  @Test
  void aPredictionOwesNothingToTheOneBefore() {
    float[][] examples = examples(2);
    try (Model model = model();
        Model other = model()) {
      float[] first = model.predict(examples[0]);
      float[] kept = first.clone();
      float[] second = model.predict(examples[1]);
      assertThat(second).isEqualTo(other.predict(examples[1])).isNotEqualTo(first);
      assertThat(first).isEqualTo(kept);
      assertThat(model.predict(examples[0])).isEqualTo(kept);
      assertThat(examples).isDeepEqualTo(examples(2));
    }
  }

  @Test
  void aRefusedExampleLeavesTheNextPredictionAlone() {
    float[] example = examples(1)[0];
    try (Model model = model()) {
      float[] before = model.predict(example);
      assertThatThrownBy(() -> model.predict(new float[WIDTH + 1]))
          .isInstanceOf(ShapeException.class);
      assertThat(model.predict(example)).isEqualTo(before);
    }
  }

  @Test
  void predictsWithTheWeightsOfNow() {
    float[][] examples = examples(20);
    try (Model model = model()) {
      float[] before = model.predict(examples[0]);
      model.fit(Dataset.of(examples, new float[20][3]).batch(5), epochs(1));
      float[] trained = model.predict(examples[0]);
      assertThat(trained).isNotEqualTo(before);
      model.reset();
      assertThat(model.predict(examples[0])).isEqualTo(before);
    }
  }

  @Test
  void predictionsKeepNoNativeMemory() {
    float[][] examples = examples(1000);
    try (Model model = model()) {
      predictions(model, examples);
      long before = Pointer.totalCount();
      for (int i = 0; i < 10; i++) {
        predictions(model, examples);
      }
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
  }

  @Test
  void threadsThatComeAndGoKeepNoMoreMemoryThanThereAreProcessors() throws Exception {
    float[][] examples = examples(3);
    try (Model model = model()) {
      predictions(model, examples);
      long before = Pointer.totalCount();
      for (int i = 0; i < 20; i++) {
        inThreads(50, () -> predictions(model, examples));
      }
      long processors = Runtime.getRuntime().availableProcessors();
      assertThat(Pointer.totalCount() - before).isLessThanOrEqualTo(7 * processors);
    }
  }

  @Test
  void closingGivesAllNativeMemoryBack() throws Exception {
    float[][] examples = examples(3);
    try (Model model = model()) { // Loads what stays loaded.
      predictions(model, examples);
    }
    long before = Pointer.totalCount();
    try (Model model = model()) {
      inThreads(THREADS, () -> predictions(model, examples));
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  @Test
  void closingWhileOthersPredictIsRefusedOrEndsTheirPredictions() throws Exception {
    float[][] examples = examples(10);
    Model model = model();
    float[][] expected = predictions(model, examples);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Boolean>> ended = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        ended.add(pool.submit(() -> predictsUntilClosed(model, examples, expected)));
      }
      closeBetweenPredictions(model);
      for (Future<Boolean> end : ended) {
        assertThat(end.get()).isTrue();
      }
      assertThatThrownBy(() -> model.predict(examples[0]))
          .hasMessageContaining("predict was called on a closed model");
    } finally {
      pool.shutdown();
    }
  }

  /** Ends by itself, for a model that is always in use is never closed. */
  private static boolean predictsUntilClosed(Model model, float[][] examples, float[][] expected) {
    for (int i = 0; i < 100; i++) {
      try {
        assertThat(predictions(model, examples)).isDeepEqualTo(expected);
      } catch (IllegalStateException e) {
        assertThat(e.getMessage())
            .containsAnyOf(
                "predict was called on a closed model",
                "predict was called while the model is in use elsewhere");
      }
    }
    return true;
  }

  private static void closeBetweenPredictions(Model model) {
    while (true) {
      try {
        model.close();
        return;
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("close was called while the model is in use elsewhere");
      }
    }
  }
}
