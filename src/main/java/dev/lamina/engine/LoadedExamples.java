package dev.lamina.engine;

import dev.lamina.data.Dataset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The examples of the last training in native memory, if all of them fit, so that another training
 * on the same ones begins at once.
 */
final class LoadedExamples implements AutoCloseable {
  private @Nullable Dataset data;
  private @Nullable NativeRows rows;

  /**
   * The examples of a training: those that are loaded, if it is on the same ones, or others in
   * their place.
   *
   * @param reader checks them against the network and the loss
   * @param staging what is done with examples that come next, of those that do not fit at once
   * @param end the epoch before which the training ends
   */
  TrainingData data(FitPlan plan, ExampleReader reader, Consumer<NativeRows> staging, int end) {
    if (plan.chunks() > 1) {
      close();
      return new TrainingData.Streamed(TrainingData.ChunkReader.of(plan, reader), staging, end);
    }
    Dataset wanted = reader.data();
    int count = TrainingData.wholeRows(plan, wanted);
    NativeRows ready = rows;
    if (ready == null || ready.count() != count || data == null || !data.hasBaseOf(wanted)) {
      close();
      ready = reader.read(ExampleReader.first(count));
      rows = ready;
      data = wanted;
    }
    return new TrainingData.Whole(plan, wanted, ready, end);
  }

  /** How many bytes they take. */
  long bytes() {
    return rows == null ? 0 : rows.bytes();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
      data = null;
    }
  }
}
