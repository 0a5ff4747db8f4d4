package dev.lamina.engine;

import dev.lamina.data.DataException;
import dev.lamina.data.Pipeline;
import dev.lamina.data.PipelineChunks;
import dev.lamina.engine.TrainingData.Chunk;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the examples of a pipeline into native memory, some at a time, in their order. */
final class PipelineReader implements TrainingData.ChunkReader {
  private final Training training;
  private final Pipeline pipeline;
  private final int size;
  private @Nullable OpenEpoch opened;
  private long examples;

  /** An epoch that is being read, and which of its chunks is next. */
  private record OpenEpoch(PipelineChunks chunks, int epoch, int next) {}

  /**
   * @param size how many examples a chunk has, but for the last one
   */
  PipelineReader(Training training, Pipeline pipeline, int size) {
    this.training = training;
    this.pipeline = pipeline;
    this.size = size;
  }

  /** The bytes of one example. */
  static long bytes(Pipeline pipeline) {
    return Float.BYTES * (pipeline.inputs().size() + pipeline.targets().size());
  }

  /** Does something with all examples of epoch 0, some at a time; returns how many there are. */
  static long forEach(Pipeline pipeline, Consumer<PipelineChunks.Examples> use) {
    int size = FitPlan.openEnded(1, bytes(pipeline), Long.MAX_VALUE, 0, Device.Kind.CPU).chunk();
    try (PipelineChunks chunks = new PipelineChunks(pipeline, 0)) {
      PipelineChunks.Examples chunk;
      do {
        chunk = chunks.next(size);
        use.accept(chunk);
      } while (!chunk.last());
      return chunk.first() + chunk.examples().size();
    }
  }

  @Override
  public Chunk read(int epoch, int chunk) {
    PipelineChunks chunks = at(epoch, chunk);
    PipelineChunks.Examples read = chunks.next(size);
    int count = read.examples().size();
    if (read.last()) {
      checkEnd(epoch, read.first() + count);
      close();
    }
    ExampleReader reader = ExampleReader.of(training, read.examples(), read.first());
    NativeRows rows = reader.read(ExampleReader.first(count));
    return new Chunk(rows, Optional.empty(), count, read.last());
  }

  /** The epoch, read up to a chunk. */
  private PipelineChunks at(int epoch, int chunk) {
    OpenEpoch present = opened;
    if (present == null || present.epoch() != epoch || present.next() != chunk) {
      close();
      PipelineChunks chunks = new PipelineChunks(pipeline, epoch);
      opened = new OpenEpoch(chunks, epoch, chunk + 1);
      chunks.skip((long) size * chunk);
      return chunks;
    }
    opened = new OpenEpoch(present.chunks(), epoch, chunk + 1);
    return present.chunks();
  }

  private void checkEnd(int epoch, long count) {
    if (examples > 0 && count != examples) {
      throw new DataException(
          "Epoch %s of the pipeline has %s examples, but the one before had %s: what it reads has changed, or a step draws at random without a seed; cache() keeps the first epoch's."
              .formatted(epoch + 1, count, examples));
    }
    examples = count;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.chunks().close();
      opened = null;
    }
  }
}
