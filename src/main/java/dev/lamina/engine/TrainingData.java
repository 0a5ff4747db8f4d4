package dev.lamina.engine;

import dev.lamina.data.Dataset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/** The examples of a fit, chunk by chunk in the order in which it needs them. */
interface TrainingData extends AutoCloseable {

  /**
   * The examples of a run.
   *
   * @param rows in native memory
   * @param order of the rows in each epoch, {@code [epochs, examples]}; none if it is theirs
   */
  record Chunk(NativeRows rows, Optional<TInt32> order) {}

  /** A chunk of an epoch, valid until the next call. */
  Chunk chunk(int epoch, int chunk);

  @Override
  void close();

  /** How many rows of a data set's base are fed if all examples fit in memory. */
  static int wholeRows(FitPlan plan, Dataset data) {
    return data.reshuffles() ? data.baseSize() : plan.examples();
  }

  /**
   * Examples that all fit in memory: their rows are fed as they lie there, and shuffled in the loop
   * by an order that is fed.
   */
  final class Whole implements TrainingData {
    private final FitPlan plan;
    private final Dataset data;
    private final NativeRows rows;
    private final int end;
    private @Nullable TInt32 order;

    /**
     * @param rows {@link #wholeRows} many, which stay the caller's
     * @param end the epoch before which the fit ends
     */
    Whole(FitPlan plan, Dataset data, NativeRows rows, int end) {
      this.plan = plan;
      this.data = data;
      this.rows = rows;
      this.end = end;
    }

    @Override
    public Chunk chunk(int epoch, int chunk) {
      close();
      order = data.reshuffles() ? orders(epoch) : null;
      return new Chunk(rows, Optional.ofNullable(order));
    }

    private TInt32 orders(int epoch) {
      int[] all = new int[plan.runEpochs() * plan.examples()];
      for (int i = 0; i < Math.min(plan.runEpochs(), end - epoch); i++) {
        System.arraycopy(data.order(epoch + i), 0, all, i * plan.examples(), plan.examples());
      }
      return TInt32.tensorOf(Shape.of(plan.runEpochs(), plan.examples()), DataBuffers.of(all));
    }

    @Override
    public void close() {
      if (order != null) {
        order.close();
        order = null;
      }
    }
  }

  /**
   * Examples larger than memory: read chunk by chunk in the order of the epoch, the next chunk in
   * the background, where it is staged too, while the present one trains.
   */
  final class Streamed implements TrainingData {
    private final FitPlan plan;
    private final ExampleReader reader;
    private final Consumer<NativeRows> staging;
    private final int end;
    private final ExecutorService background =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "lamina-reader");
              thread.setDaemon(true);
              return thread;
            });

    private @Nullable ChunkPlace present;
    private @Nullable NativeRows rows;
    private @Nullable CompletableFuture<NativeRows> next;

    private record ChunkPlace(int epoch, int chunk) {}

    /**
     * @param staging what is done with a chunk that comes next as soon as it is read
     * @param end the epoch before which the fit ends
     */
    Streamed(FitPlan plan, ExampleReader reader, Consumer<NativeRows> staging, int end) {
      this.plan = plan;
      this.reader = reader;
      this.staging = staging;
      this.end = end;
    }

    @Override
    public Chunk chunk(int epoch, int chunk) {
      ChunkPlace place = new ChunkPlace(epoch, chunk);
      if (rows != null && place.equals(present)) {
        return new Chunk(rows, Optional.empty());
      }
      closeRows();
      CompletableFuture<NativeRows> wanted = next != null ? next : begin(place);
      next = null;
      NativeRows ready = join(wanted);
      rows = ready;
      present = place;
      ChunkPlace following =
          chunk + 1 < plan.chunks()
              ? new ChunkPlace(epoch, chunk + 1)
              : new ChunkPlace(epoch + 1, 0);
      next = following.epoch() < end ? begin(following) : null;
      return new Chunk(ready, Optional.empty());
    }

    private CompletableFuture<NativeRows> begin(ChunkPlace place) {
      int from = place.chunk() * plan.chunk();
      int count = plan.chunkRows(place.chunk());
      return CompletableFuture.supplyAsync(
          () -> {
            NativeRows read = reader.read(reader.ofEpoch(place.epoch(), from, count));
            staging.accept(read);
            return read;
          },
          background);
    }

    private static NativeRows join(CompletableFuture<NativeRows> reading) {
      try {
        return reading.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }

    private void closeRows() {
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }

    @Override
    public void close() {
      closeRows();
      if (next != null) {
        next.thenAccept(NativeRows::close).exceptionally(failure -> null).join();
      }
      background.shutdown();
    }
  }
}
