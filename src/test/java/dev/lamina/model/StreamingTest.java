package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.data.Source;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What is read in the background while a training is under way: how often, and what if not. */
class StreamingTest {
  private static final Settings SETTINGS = Settings.of(sgd(0.01f), meanSquaredError());

  @Test
  void readsEveryExampleOnceAnEpoch() {
    Lines lines = new Lines(Integer.MAX_VALUE, Integer.MAX_VALUE);

    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      model.fit(Dataset.from(lines).shuffle(1).batch(2), epochs(3).memory(1));
    }

    assertThat(lines.reads).hasValue(3 * lines.size());
  }

  /** The first chunk, which the training waits for; later ones; the targets alone. */
  @ParameterizedTest
  @CsvSource({"0, 99", "2, 99", "9, 99", "99, 0", "99, 7"})
  void aSourceThatFailsEndsTheTrainingWithWhatItThrew(int badX, int badY) {
    Dataset failing = Dataset.from(new Lines(badX, badY));
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      model.fit(Samples.line(10).batch(2), epochs(1).memory(1));
      long tensors = Pointer.totalCount();
      for (int time = 1; time <= 2; time++) {
        for (long memory : new long[] {1, 1 << 20}) {
          assertThatThrownBy(() -> model.fit(failing.batch(2), epochs(2).memory(memory)))
              .isExactlyInstanceOf(IllegalStateException.class)
              .hasMessage("Row %s is on a disk that is gone.".formatted(Math.min(badX, badY)));
        }
      }

      assertThat(readers()).isEmpty();
      assertThat(Pointer.totalCount()).isEqualTo(tensors);
      assertThat(model.fit(Samples.line(10).batch(2), epochs(1)).updates()).isEqualTo(5);
    }
  }

  @Test
  void tensorsAreCounted() {
    TFloat32.scalarOf(0).close();
    long before = Pointer.totalCount();
    try (TFloat32 tensor = TFloat32.scalarOf(1)) {
      assertThat(Pointer.totalCount()).isGreaterThan(before);
      assertThat(tensor.getFloat()).isEqualTo(1);
    }
    assertThat(Pointer.totalCount()).isEqualTo(before);
  }

  /** The background threads that do not end. */
  private static List<Thread> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lamina-reader"))
        .filter(StreamingTest::stays)
        .toList();
  }

  private static boolean stays(Thread thread) {
    try {
      thread.join(10_000);
      return thread.isAlive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ten points, some of which cannot be read. */
  private static final class Lines implements Source {
    final AtomicInteger reads = new AtomicInteger();
    private final int badX;
    private final int badY;

    Lines(int badX, int badY) {
      this.badX = badX;
      this.badY = badY;
    }

    @Override
    public int size() {
      return 10;
    }

    @Override
    public Shape xShape() {
      return Shape.of(1);
    }

    @Override
    public Shape yShape() {
      return Shape.of(1);
    }

    @Override
    public void x(int row, float[] into, int offset) {
      reads.incrementAndGet();
      into[offset] = readable(row, badX);
    }

    @Override
    public void y(int row, float[] into, int offset) {
      into[offset] = readable(row, badY);
    }

    private static float readable(int row, int bad) {
      if (row == bad) {
        throw new IllegalStateException("Row %s is on a disk that is gone.".formatted(row));
      }
      return row / 10f;
    }
  }
}
