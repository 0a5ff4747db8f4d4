package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The examples of an epoch of a pipeline, some at a time. */
public final class PipelineChunks implements AutoCloseable {
  private final Parts inputs;
  private final Parts targets;
  private final int epoch;
  private final CountedExamples examples;
  private long given;
  private @Nullable Example ahead;

  /** Opens an epoch, counted from 0. */
  public PipelineChunks(Pipeline pipeline, int epoch) {
    this.inputs = pipeline.inputs();
    this.targets = pipeline.targets();
    this.epoch = epoch;
    this.examples = pipeline.counted(epoch);
    this.ahead = examples.next();
  }

  /**
   * Some examples.
   *
   * @param first the place of the first one in the epoch
   * @param last whether there are no more behind them
   */
  public record Examples(Dataset examples, long first, boolean last) {}

  /**
   * Returns the next {@code count} examples, or all that are left.
   *
   * @throws DataException if one cannot be read, or has other parts than the pipeline's first one
   */
  public Examples next(int count) {
    List<Example> chunk = new ArrayList<>();
    long first = given;
    while (ahead != null && chunk.size() < count) {
      chunk.add(checked(ahead));
      given++;
      ahead = examples.next();
    }
    return new Examples(dataset(chunk), first, ahead == null);
  }

  /** Leaves out the next {@code count} examples. */
  public void skip(long count) {
    for (long i = 0; i < count && ahead != null; i++) {
      given++;
      ahead = examples.next();
    }
  }

  private Example checked(Example example) {
    if (!example.inputs().equals(inputs) || !example.targets().equals(targets)) {
      throw new DataException(
          "All examples of a pipeline need the shapes of its first one, %s, but example %s of epoch %s has %s; map or pad them."
              .formatted(
                  NamedParts.text(inputs, targets),
                  given,
                  epoch + 1,
                  NamedParts.text(example.inputs(), example.targets())));
    }
    return example;
  }

  private Dataset dataset(List<Example> chunk) {
    return Dataset.from(
        new FunctionSource(
            chunk.size(),
            inputs,
            targets,
            (row, into, offset) -> Sources.copy(chunk.get(row).x(), into, offset),
            (row, into, offset) -> Sources.copy(chunk.get(row).y(), into, offset)));
  }

  @Override
  public void close() {
    examples.close();
  }
}
