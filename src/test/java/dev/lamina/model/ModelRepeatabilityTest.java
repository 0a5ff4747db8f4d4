package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Batches;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a training is the same when it is run again, otherwise or in parts. */
class ModelRepeatabilityTest {
  private static final Settings SETTINGS =
      Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy());

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void isTheSameBitsFromTheSameSeeds(Jit jit) {
    Run first = run(SETTINGS.jit(jit), shuffled(3), epochs(5));

    assertSameBits(run(SETTINGS.jit(jit), shuffled(3), epochs(5)), first);
  }

  @Test
  void isOtherwiseFromAnotherSeedOfTheModel() {
    assertThat(run(SETTINGS.jit(Jit.OFF).seed(1), shuffled(3), epochs(1)).losses)
        .isNotEqualTo(run(SETTINGS.jit(Jit.OFF).seed(2), shuffled(3), epochs(1)).losses);
  }

  @Test
  void isOtherwiseFromAnotherSeedOfTheShuffle() {
    assertThat(run(SETTINGS.jit(Jit.OFF), shuffled(3), epochs(1)).losses)
        .isNotEqualTo(run(SETTINGS.jit(Jit.OFF), shuffled(4), epochs(1)).losses);
  }

  /** Of 25 examples: single ones, batches and a smaller last one, all, more than there are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 25, 100})
  void isNearlyTheSameCompiledByXlaOrPlain(int batch) {
    Batches batches = Samples.corners(25).shuffle(3).batch(batch);
    Run plain = run(SETTINGS.jit(Jit.OFF), batches, epochs(5));

    Run compiled = run(SETTINGS.jit(Jit.ON), batches, epochs(5));

    assertNear(compiled.losses, plain.losses);
    plain.weights.forEach(
        (name, want) -> assertNear(values(compiled.weights, name), want.values()));
    assertThat(compiled.epochs.stream().map(Epoch::metrics))
        .isEqualTo(plain.epochs.stream().map(Epoch::metrics).toList());
  }

  @Test
  void isTheSameBitsHoweverItWasChosenHowToRun() {
    assertSameBits(
        run(SETTINGS.jit(Jit.AUTO), shuffled(3), epochs(3)),
        run(SETTINGS.jit(Jit.ON), shuffled(3), epochs(3)));
  }

  /** An example has 12 bytes, so that chunks are of one batch, two batches and all but one. */
  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "150, false", "150, true", "290, false", "290, true"})
  void isTheSameBitsWhenTheDataStreamsInChunks(long memory, boolean shuffle) {
    Batches batches = shuffle ? shuffled(3) : Samples.corners(25).batch(6);
    Settings plain = SETTINGS.jit(Jit.OFF);

    assertSameBits(run(plain, batches, epochs(3).memory(memory)), run(plain, batches, epochs(3)));
  }

  @Test
  void isTheSameBitsWhenTheDataStreamsToXla() {
    Settings compiled = SETTINGS.jit(Jit.ON);

    assertSameBits(
        run(compiled, shuffled(3), epochs(3).memory(150)), run(compiled, shuffled(3), epochs(3)));
  }

  @Test
  void isTheSameBitsWithoutTheRemainderInChunks() {
    Batches batches = Samples.corners(25).shuffle(3).batch(6).dropRemainder();

    Settings plain = SETTINGS.jit(Jit.OFF);

    assertSameBits(run(plain, batches, epochs(3).memory(150)), run(plain, batches, epochs(3)));
  }

  private static Batches shuffled(long seed) {
    return Samples.corners(25).shuffle(seed).batch(6);
  }

  private static Run run(Settings settings, Batches batches, Fit fit) {
    try (Model model = Samples.droppingClassifier().compile(settings)) {
      History history = model.fit(batches, fit);
      return new Run(history.losses(), history.epochs(), model.weights());
    }
  }

  private static void assertSameBits(Run got, Run want) {
    assertThat(got.losses).isEqualTo(want.losses);
    assertThat(got.weights).usingRecursiveComparison().isEqualTo(want.weights);
    assertThat(got.epochs)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
        .isEqualTo(want.epochs);
  }

  private static void assertNear(float[] got, float[] want) {
    assertThat(got).hasSameSizeAs(want);
    for (int i = 0; i < want.length; i++) {
      assertThat(got[i]).isCloseTo(want[i], within(1e-5f));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  private record Run(float[] losses, List<Epoch> epochs, Map<String, FloatArray> weights) {}
}
