package dev.lamina.model;

import static dev.lamina.layer.ActivationFunction.RELU;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.metric.Metrics.r2Score;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Feed;
import dev.lamina.data.Pipeline;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

/** That it makes no difference to a model how the same batches reach it. */
class PipelineFitTest {
  private static final Dataset DATA = data(101);

  /** Of 12 bytes an example, in three parts: chunks of two batches of 8. */
  private static final long LITTLE_MEMORY = 3 * 16 * 12;

  @TempDir private Path folder;

  private static Dataset data(int size) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] x = new float[size][2];
    float[] y = new float[size];
    for (int i = 0; i < size; i++) {
      x[i][0] = (float) random.nextDouble();
      x[i][1] = (float) random.nextDouble();
      y[i] = x[i][0] - 2 * x[i][1];
    }
    return Dataset.of(x, y);
  }

  private static Model model(Jit jit) {
    return Sequential.of(Shape.of(2), dense(5, RELU), dropout(0.1), dense(1))
        .compile(Settings.of(adam(), meanSquaredError(), r2Score()).seed(3).jit(jit));
  }

  @ParameterizedTest
  @CsvSource({"ON,true", "ON,false", "OFF,true", "OFF,false"})
  void learnsAsFromADataSet(Jit jit, boolean remainder) {
    Feed stream = remainder ? DATA.pipeline().batch(8) : DATA.pipeline().batch(8).dropRemainder();
    Feed whole = remainder ? DATA.batch(8) : DATA.batch(8).dropRemainder();
    try (Model streamed = model(jit);
        Model given = model(jit)) {
      Dataset held = data(30);
      History history =
          streamed.fit(stream, epochs(3).memory(LITTLE_MEMORY).validation(held.pipeline()));
      History expected = given.fit(whole, epochs(3).validation(held));

      equal(streamed.weights(), given.weights());
      assertThat(history.losses()).isEqualTo(expected.losses());
      assertThat(history.epochs()).hasSize(3);
      assertThat(history.epochs().get(2).value("r2Score"))
          .isCloseTo(expected.epochs().get(2).value("r2Score"), within(1e-12));
      assertThat(history.epochs().get(2).value("val_loss"))
          .isEqualTo(expected.epochs().get(2).value("val_loss"));
      assertThat(streamed.evaluate(DATA.pipeline()).loss()).isEqualTo(given.evaluate(DATA).loss());
      assertThat(streamed.predict(DATA.pipeline())).isDeepEqualTo(given.predict(DATA));
    }
  }

  private static void equal(Map<String, FloatArray> some, Map<String, FloatArray> others) {
    assertThat(bits(some)).isEqualTo(bits(others));
  }

  private static Map<String, String> bits(Map<String, FloatArray> weights) {
    Map<String, String> bits = new TreeMap<>();
    weights.forEach((name, array) -> bits.put(name, Arrays.toString(array.values())));
    return bits;
  }

  @Test
  void goesOnWithinAnEpoch() {
    Feed stream = DATA.pipeline().shuffle(30, 5).batch(8);
    try (Model whole = model(Jit.OFF);
        Model parts = model(Jit.OFF);
        Model resumed = model(Jit.OFF)) {
      whole.fit(stream, epochs(2).memory(LITTLE_MEMORY));
      AtomicInteger runs = new AtomicInteger();
      Checkpoints saving = Checkpoints.in(folder).everyMinutes(1e-9).resume();
      parts.fit(
          stream,
          epochs(2)
              .memory(LITTLE_MEMORY)
              .checkpoint(saving)
              .validation(DATA.pipeline())
              .callback(
                  new Callback() {
                    @Override
                    public Decision onChunkEnd(ChunkEnd end) {
                      if (runs.incrementAndGet() == 9) {
                        Thread.currentThread().interrupt();
                      }
                      return Decision.go();
                    }

                    @Override
                    public boolean observes() {
                      return true;
                    }
                  }));
      assertThatThrownBy(() -> resumed.fit(stream, epochs(2).checkpoint(saving).validation(DATA)))
          .hasMessageContaining("data.validation.");
      resumed.fit(
          stream, epochs(2).memory(LITTLE_MEMORY).checkpoint(saving).validation(DATA.pipeline()));

      equal(resumed.weights(), whole.weights());
    }
  }

  @Test
  void keepsWhatWasLearnedWhenTheSourceFails() {
    Pipeline failing =
        Pipeline.from(
            epoch -> {
              Pipeline some =
                  epoch == 0 ? DATA.pipeline() : DATA.pipeline().take(20).concat(broken());
              return some.open(epoch);
            });
    try (Model model = model(Jit.OFF);
        Model before = model(Jit.OFF)) {
      assertThatThrownBy(() -> model.fit(failing.batch(8), epochs(2).memory(LITTLE_MEMORY)))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "Epoch 2 of the pipeline ended with an error after 20 examples: the line is cut");
      before.fit(DATA.batch(8), 1);
      assertThat(model.predict(0.1f, 0.2f)).isNotEqualTo(model(Jit.OFF).predict(0.1f, 0.2f));
    }
  }

  private static Pipeline broken() {
    return Pipeline.from(
        epoch -> {
          throw new IOException("the line is cut");
        });
  }

  @Test
  void refusesAnEpochOfAnotherLength() {
    Pipeline shrinking = Pipeline.from(epoch -> DATA.pipeline().take(50 - epoch).open(0));
    try (Model model = model(Jit.OFF)) {
      assertThatThrownBy(() -> model.fit(shrinking.batch(8), 2))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(
              "Epoch 2 of the pipeline has 49 examples, but the one before had 50");
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (Model model = model(Jit.OFF)) {
      assertThatThrownBy(() -> model.fit(DATA.reshape(Shape.of(1, 2)).pipeline().batch(8), 1))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("[1, 2]");
      assertThatThrownBy(() -> model.fit(DATA.pipeline().batch(8), epochs(1).validationSplit(0.1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pipeline.take(1000)");
      Pipeline holed = DATA.pipeline().map(e -> e.equals(DATA.get(30)) ? e.withX(Float.NaN, 0) : e);
      assertThatThrownBy(() -> model.fit(holed.batch(8), epochs(1).memory(LITTLE_MEMORY)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("Example 30 has the input NaN");
    }
  }
}
