package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import dev.lamina.text.Messages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The examples of an epoch of a pipeline, whose errors tell their place. */
final class CountedExamples implements AutoCloseable {
  private final int epoch;
  private final Cursor examples;
  private long count;

  CountedExamples(Pipeline pipeline, int epoch) {
    this.epoch = epoch;
    try {
      examples = pipeline.open(epoch);
    } catch (Exception e) {
      throw failure("cannot be opened", e);
    }
  }

  /** The next example; null if there are no more. */
  @Nullable Example next() {
    try {
      Example example = examples.next();
      count += example == null ? 0 : 1;
      return example;
    } catch (Exception e) {
      throw failure("ended with an error after %s examples".formatted(count), e);
    }
  }

  /** All that are left. */
  List<Example> rest() {
    List<Example> all = new ArrayList<>();
    for (Example example = next(); example != null; example = next()) {
      all.add(example);
    }
    return all;
  }

  private DataException failure(String what, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    String reason = e instanceof DataException ? e.getMessage() : Messages.reason(e);
    return new DataException(
        "Epoch %s of the pipeline %s: %s".formatted(epoch + 1, what, reason), e);
  }

  @Override
  public void close() {
    try {
      examples.close();
    } catch (Exception e) {
      throw failure("cannot be closed", e);
    }
  }
}
