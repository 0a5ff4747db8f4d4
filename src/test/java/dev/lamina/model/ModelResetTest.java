package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.data.Source;
import dev.lamina.engine.Jit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

class ModelResetTest {
  private static final Sequential NETWORK =
      Sequential.of(Shape.of(2), dense(8), relu(), dropout(0.3f), dense(1), sigmoid());

  private static final Settings SETTINGS =
      Settings.of(adam(0.01f), binaryCrossentropy()).jit(Jit.OFF);

  private final CountingSource source = new CountingSource();
  private final Dataset data = Dataset.from(source);

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void trainsToTheSameBitsAgain(Jit jit) {
    try (Model model = NETWORK.compile(SETTINGS.jit(jit))) {
      float[] untrained = model.predict(0.5f, 2);
      History first = model.fit(data.shuffle(3).batch(4), Fit.epochs(5));
      float[] trained = model.predict(0.5f, 2);

      model.reset();
      assertThat(model.epochs()).isZero();
      assertThat(model.predict(0.5f, 2)).isEqualTo(untrained);

      History second = model.fit(data.shuffle(3).batch(4), Fit.epochs(5));
      assertThat(second.losses()).isEqualTo(first.losses());
      assertThat(second.epochs().stream().map(Epoch::values))
          .containsExactlyElementsOf(first.epochs().stream().map(Epoch::values).toList());
      assertThat(model.predict(0.5f, 2)).isEqualTo(trained).isNotEqualTo(untrained);
    }
  }

  @Test
  void changesNothingBeforeATraining() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      float[] untrained = model.predict(0.5f, 2);

      model.reset();

      assertThat(model.predict(0.5f, 2)).isEqualTo(untrained);
    }
  }

  @Test
  void isRefusedByAClosedModel() {
    Model model = NETWORK.compile(SETTINGS);
    model.close();

    assertThatThrownBy(model::reset)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("reset was called on a closed model;");
  }

  @Test
  void readsTheSameDataOnce() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      model.fit(data.batch(4), Fit.epochs(1));
      int read = source.reads.get();
      model.fit(data.batch(4), Fit.epochs(2));
      model.fit(data.batch(3), Fit.epochs(1));
      model.fit(data.shuffle(1).batch(4), Fit.epochs(1));
      model.reset();
      model.fit(data.batch(4), Fit.epochs(1));

      assertThat(source.reads).hasValue(read);
    }
  }

  @Test
  void readsOtherDataAnew() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      model.fit(data.batch(4), Fit.epochs(1));
      int read = source.reads.get();

      History ofFewer = model.fit(data.batch(4).dropRemainder(), Fit.epochs(1));
      assertThat(ofFewer.examples()).isEqualTo(8);
      assertThat(source.reads).hasValueGreaterThan(read);

      read = source.reads.get();
      model.fit(data.take(5).batch(4), Fit.epochs(1));
      assertThat(source.reads).hasValueGreaterThan(read);
    }
  }

  @Test
  void goesFromLoadedToStreamedDataAndBack() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      History loaded = model.fit(data.batch(4), Fit.epochs(3));
      model.reset();
      History streamed = model.fit(data.batch(4), Fit.epochs(3).memory(1));
      model.reset();
      History again = model.fit(data.batch(4), Fit.epochs(3));

      assertThat(streamed.updates()).isEqualTo(9);
      assertThat(again.losses()).isEqualTo(loaded.losses());
    }
  }

  @Test
  void tellsLoadingFromTraining() {
    try (Model model = NETWORK.compile(SETTINGS)) {
      History history = model.fit(data.batch(4), Fit.epochs(1));

      assertThat(history.loadSeconds()).isPositive();
      assertThat(history.seconds()).isPositive();
    }
  }

  /** Ten examples, and how often one was read. */
  private static final class CountingSource implements Source {
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public int size() {
      return 10;
    }

    @Override
    public Shape xShape() {
      return Shape.of(2);
    }

    @Override
    public Shape yShape() {
      return Shape.of(1);
    }

    @Override
    public void x(int row, float[] into, int offset) {
      reads.incrementAndGet();
      into[offset] = row * 0.1f;
      into[offset + 1] = row % 3;
    }

    @Override
    public void y(int row, float[] into, int offset) {
      into[offset] = row % 2;
    }
  }
}
