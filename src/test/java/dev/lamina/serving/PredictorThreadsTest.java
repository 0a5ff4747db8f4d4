package dev.lamina.serving;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Values;
import dev.lamina.layer.ShapeException;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.persist.Export;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** Predictions by what Lamina exported: those of the model, by one thread and by many. */
class PredictorThreadsTest {
  private static final int WIDTH = 40;
  private static final int THREADS = 8;

  @TempDir private static Path folder;

  private static final Sequential NETWORK =
      Sequential.of(
          Shape.of(5, 8), flatten(), dense(16), relu(), dense(15), reshape(5, 3), softmax());

  private final float[][] examples = examples(7_000);
  private float[][] expected = {};

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

  private Dataset dataset() {
    return Dataset.ofInputs(examples).reshape(Shape.of(5, 8));
  }

  private Path exported() {
    return folder.resolve("model");
  }

  @BeforeEach
  void export() {
    try (Model model = NETWORK.compile(sgd(0.1f), meanSquaredError())) {
      model.export(exported(), Export.standard().overwriting());
      expected = model.predict(dataset());
    }
  }

  @Test
  void predictsWhatTheModelPredicts() {
    try (Predictor predictor = Predictor.load(exported())) {
      assertThat(predictor.predictAll(dataset())).isDeepEqualTo(expected);
      assertThat(predictor.predict(examples)).isDeepEqualTo(expected);
      Values batch = Values.of(examples[0]).reshape(1, 5, 8);
      Values output = Values.of(predictor.predict(examples[0])).reshape(1, 5, 3);
      assertThat(predictor.call("serving_default", Map.of("input", batch)))
          .containsExactly(Map.entry("output", output));
    }
  }

  @Test
  void namesTheExampleThatIsNotFinite() {
    examples[5_000][3] = Float.NaN;
    try (Predictor predictor = Predictor.load(exported())) {
      assertThatThrownBy(() -> predictor.predictAll(dataset()))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("Example 5000 has the input NaN at position 3");
    }
  }

  /** Else tensors would be written that are freed. */
  @Test
  void readsNothingAnyMoreOnceADataSetHasFailed() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean(true);
    Dataset failing =
        dataset()
            .map(
                example -> {
                  underWay.incrementAndGet();
                  try {
                    if (!failed.getAndSet(true)) {
                      throw new IllegalStateException("the first of all");
                    }
                    LockSupport.parkNanos(1_000);
                    return example;
                  } finally {
                    underWay.decrementAndGet();
                  }
                });
    try (Predictor predictor = Predictor.load(exported())) {
      for (int round = 0; round < 5; round++) {
        failed.set(false);
        assertThatThrownBy(() -> predictor.predictAll(failing)).hasMessage("the first of all");
        assertThat(underWay).hasValue(0);
      }
    }
  }

  @Test
  void refusesADataSetOfAnotherShape() {
    try (Predictor predictor = Predictor.load(exported())) {
      assertThatThrownBy(() -> predictor.predictAll(Dataset.ofInputs(examples)))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "The examples of the data set have the shape [40]; reshape them for the signature serving_default(input: float32 [?, 5, 8]) -> (output: float32 [?, 5, 3])");
    }
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    try (Predictor predictor = Predictor.load(exported())) {
      float[][] alone = oneByOne(predictor);
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      try {
        List<Future<float[][]>> together = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          together.add(pool.submit(() -> oneByOne(predictor)));
        }
        for (Future<float[][]> one : together) {
          assertThat(one.get()).isDeepEqualTo(alone);
        }
      } finally {
        pool.shutdown();
      }
    }
  }

  private float[][] oneByOne(Predictor predictor) {
    return Arrays.stream(examples).limit(500).map(predictor::predict).toArray(float[][]::new);
  }

  @Test
  void closingLetsPredictionsEndAndRefusesLaterOnes() throws Exception {
    for (int round = 0; round < 10; round++) {
      Predictor predictor = Predictor.load(exported());
      float[] right = predictor.predict(examples[0]);
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      CountDownLatch underWay = new CountDownLatch(THREADS);
      try {
        List<Future<String>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          boolean all = i == 0;
          ends.add(pool.submit(() -> predictsUntilClosed(predictor, underWay, right, all)));
        }
        underWay.await();
        predictor.close();
        for (Future<String> end : ends) {
          assertThat(end.get())
              .matches("predict(All)? was called on a closed predictor; load the model again\\.");
        }
        predictor.close();
      } finally {
        pool.shutdown();
      }
    }
  }

  private String predictsUntilClosed(
      Predictor predictor, CountDownLatch underWay, float[] right, boolean all) {
    try {
      while (true) {
        if (all) {
          assertThat(predictor.predictAll(dataset()).length).isEqualTo(examples.length);
        } else {
          assertThat(predictor.predict(examples[0])).containsExactly(right);
        }
        underWay.countDown();
      }
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void cannotBeClosedByADataSetThatItReads() {
    try (Predictor predictor = Predictor.load(exported())) {
      AtomicBoolean reading = new AtomicBoolean();
      Runnable close = predictor::close;
      Dataset closing =
          dataset()
              .take(1)
              .map(
                  example -> {
                    if (reading.get()) {
                      close.run();
                    }
                    return example;
                  });
      reading.set(true);
      assertThatThrownBy(() -> predictor.predictAll(closing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("close was called by the data set of a prediction under way");
    }
  }

  @Test
  void aHundredThousandPredictionsKeepNoNativeObjects() {
    try (Predictor predictor = Predictor.load(exported())) {
      oneByOne(predictor);
      long before = Pointer.totalCount();
      for (int i = 0; i < 200; i++) {
        oneByOne(predictor);
      }
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
  }

  @Test
  void closingGivesAllNativeObjectsBack() {
    useAndClose();
    long before = Pointer.totalCount();
    useAndClose();
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  private void useAndClose() {
    try (Predictor predictor = Predictor.load(exported())) {
      predictor.predict(examples[0]);
      predictor.predictAll(dataset());
      predictor.call("serving_default", Map.of("input", Values.of(examples[0]).reshape(1, 5, 8)));
    }
  }
}
