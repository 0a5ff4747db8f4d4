package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.ShapeException;
import dev.lamina.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class ModelTest {
  private static final Sequential NETWORK =
      Sequential.of(Shape.of(2), dense(8), relu(), dropout(0.25f), dense(1), sigmoid());
  private static final Settings SETTINGS =
      Settings.of(adam(0.01f), binaryCrossentropy(), binaryAccuracy()).seed(3);

  /** Points of which those right of the diagonal are ones. */
  private static Dataset points(int count) {
    Random random = new Random(1);
    float[][] x = new float[count][];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = new float[] {random.nextFloat(), random.nextFloat()};
      y[i] = x[i][0] > x[i][1] ? 1 : 0;
    }
    return Dataset.of(x, y);
  }

  private static float[] train(Settings settings, Fit fit, int batch) {
    try (Model model = NETWORK.compile(settings)) {
      return model.fit(points(101).shuffle(7).batch(batch), fit).losses();
    }
  }

  @ParameterizedTest
  @EnumSource(Jit.class)
  void givesTheSameBitsOnEveryRun(Jit jit) {
    assertThat(train(SETTINGS.jit(jit), epochs(4), 10))
        .isEqualTo(train(SETTINGS.jit(jit), epochs(4), 10));
  }

  @Test
  void trainsOtherwiseFromAnotherSeed() {
    assertThat(train(SETTINGS, epochs(1), 10)).isNotEqualTo(train(SETTINGS.seed(4), epochs(1), 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 101, 1000})
  void trainsAlikeWithXlaAndWithout(int batch) {
    float[] xla = train(SETTINGS.jit(Jit.ON), epochs(3), batch);
    float[] plain = train(SETTINGS.jit(Jit.OFF), epochs(3), batch);
    assertThat(xla).hasSameSizeAs(plain);
    for (int i = 0; i < xla.length; i++) {
      assertThat(xla[i]).isCloseTo(plain[i], within(1e-4f));
    }
  }

  @Test
  void trainsOnDataLargerThanMemoryAsOnDataInMemory() {
    float[] streamed = train(SETTINGS, epochs(3).memory(400), 10);
    float[] whole = train(SETTINGS, epochs(3), 10);
    assertThat(streamed).hasSameSizeAs(whole);
    for (int i = 0; i < streamed.length; i++) {
      assertThat(streamed[i]).isCloseTo(whole[i], within(1e-5f));
    }
  }

  @Test
  void goesOnWhereTheFirstFitLeftOff() {
    try (Model once = NETWORK.compile(SETTINGS);
        Model twice = NETWORK.compile(SETTINGS)) {
      once.fit(points(30).shuffle(7).batch(10), epochs(6));
      twice.fit(points(30).shuffle(7).batch(10), epochs(2));
      twice.fit(points(30).shuffle(7).batch(10), epochs(4));
      once.weights()
          .forEach((name, values) -> assertThat(twice.weights().get(name)).isEqualTo(values));
      assertThat(twice.epochs()).isEqualTo(6);
    }
  }

  @Test
  void resetGivesTheSameTrainingAgain() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      float[] first = model.fit(points(30).batch(10), epochs(2)).losses();
      model.reset();
      assertThat(model.fit(points(30).batch(10), epochs(2)).losses()).isEqualTo(first);
    }
  }

  @Test
  void keepsTheSmallerLastBatch() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      History history = model.fit(points(10).batch(3), epochs(2));
      assertThat(history.updates()).isEqualTo(8);
      assertThat(history.examples()).isEqualTo(20);
      assertThat(history.lastEpoch().examples()).isEqualTo(10);
    }
  }

  @Test
  void dropsTheSmallerLastBatchOnRequest() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      History history = model.fit(points(10).batch(3).dropRemainder(), epochs(2));
      assertThat(history.updates()).isEqualTo(6);
      assertThat(history.examples()).isEqualTo(18);
    }
  }

  @Test
  void predictsAnExampleAsItPredictsMany() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      Dataset data = points(20);
      float[][] all = model.predict(data);
      assertThat(all).hasDimensions(20, 1);
      assertThat(model.predict(data.get(7).x())[0]).isCloseTo(all[7][0], within(1e-6f));
    }
  }

  @Test
  void aListenerMayEvaluateWhileTraining() {
    List<Double> losses = new ArrayList<>();
    try (Model model = NETWORK.compile(SETTINGS)) {
      Dataset data = points(20);
      Listener listener =
          new Listener() {
            @Override
            public void onChunkEnd(Progress progress) {
              losses.add(model.evaluate(data).loss());
            }
          };
      model.fit(data.batch(20), epochs(5).listener(listener));
      assertThat(losses.get(losses.size() - 1)).isEqualTo(model.evaluate(data).loss());
    }
  }

  @Test
  void anInterruptedThreadStopsAfterTheChunkAndKeepsWhatWasLearned() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      Listener interrupts =
          new Listener() {
            @Override
            public void onChunkEnd(Progress progress) {
              Thread.currentThread().interrupt();
            }
          };
      History history = model.fit(points(100).batch(1), epochs(100_000).listener(interrupts));
      assertThat(history.interrupted()).isTrue();
      assertThat(history.updates()).isBetween(1, 100_000);
      assertThat(model.epochs()).isEqualTo(history.epochs().size()).isPositive();
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void refusesInputsOfAnotherWidth() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      Dataset wide = Dataset.of(new float[][] {{1, 2, 3}}, new float[] {0});
      String said = "The network takes inputs of shape [2], but the data set's are [3]";
      assertThatThrownBy(() -> model.fit(wide.batch(1), epochs(1)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining(said);
      assertThatThrownBy(() -> model.evaluate(wide)).hasMessageContaining(said);
      assertThatThrownBy(() -> model.predict(wide)).hasMessageContaining(said);
      assertThatThrownBy(() -> model.predict(1f))
          .hasMessageContaining("takes 2 numbers per example, but got 1");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {2, -1, Float.NaN})
  void refusesTargetsOutsideTheLosssRange(float target) {
    try (Model model = NETWORK.compile(SETTINGS)) {
      Dataset data = Dataset.of(new float[][] {{1, 2}, {3, 4}}, new float[] {0, target});
      assertThatThrownBy(() -> model.fit(data.batch(1), epochs(1)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("Example 1 has the target " + target)
          .hasMessageContaining("probabilities from 0 to 1");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {3, 0.5f, -1})
  void refusesClassesThatTheNetworkDoesNotHave(float target) {
    try (Model model =
        Sequential.of(Shape.of(1), dense(3), softmax())
            .compile(sgd(0.1f), sparseCategoricalCrossentropy())) {
      Dataset data = Dataset.of(new float[][] {{1}}, new float[] {target});
      assertThatThrownBy(() -> model.evaluate(data))
          .hasMessageContaining("whole class numbers from 0 to 2");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void refusesInputsThatAreNoNumbers(float bad) {
    try (Model model = NETWORK.compile(SETTINGS)) {
      Dataset data = Dataset.of(new float[][] {{1, 2}, {3, bad}}, new float[] {0, 1});
      assertThatThrownBy(() -> model.fit(data.batch(1), epochs(1)))
          .hasMessageContaining("Example 1 has the input " + bad + " at position 1");
    }
  }

  @Test
  void refusesAnEmptyDataSet() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      assertThatThrownBy(() -> model.fit(points(3).take(0).batch(1), epochs(1)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("The data set is empty");
    }
  }

  @Test
  void refusesToWorkAfterItIsClosed() {
    Model model = NETWORK.compile(SETTINGS);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.predict(1f, 2f))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "predict was called on a closed model; compile the network again to get a new one.");
  }

  @Test
  void refusesASecondFitWhileOneIsUnderWay() throws InterruptedException {
    try (Model model = NETWORK.compile(SETTINGS)) {
      List<Throwable> failures = new ArrayList<>();
      Listener fitsElsewhere =
          new Listener() {
            @Override
            public void onChunkEnd(Progress progress) {
              FutureTask<History> second =
                  new FutureTask<>(() -> model.fit(points(5).batch(5), epochs(1)));
              Thread thread = new Thread(second);
              thread.start();
              try {
                thread.join();
                second.get();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (ExecutionException e) {
                failures.add(e.getCause());
              }
            }
          };
      model.fit(points(5).batch(5), epochs(1).listener(fitsElsewhere));
      assertThat(failures).hasSize(1);
      assertThat(failures.get(0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use elsewhere");
    }
  }

  @Test
  void twoNetworksMayShareALayerAndTrainApart() {
    Sequential first =
        Sequential.of(Shape.of(2), NETWORK.layers().get(0).layer(), dense(1), sigmoid());
    try (Model one = first.compile(SETTINGS);
        Model other = first.compile(SETTINGS)) {
      one.fit(points(10).batch(5), epochs(1));
      assertThat(one.weights().get("dense/kernel"))
          .isNotEqualTo(other.weights().get("dense/kernel"));
    }
  }
}
