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
   * @param examples how many of the rows an epoch visits
   * @param last whether the epoch has no more behind them
   */
  record Chunk(NativeRows rows, Optional<TInt32> order, int examples, boolean last) {

    /** How many full batches of this size it has. */
    int batches(int size) {
      return examples / size;
    }

    /** The size of the smaller last batch, 0 if there is none. */
    int rest(int size) {
      return last ? examples % size : 0;
    }
  }

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
      return new Chunk(rows, Optional.ofNullable(order), plan.examples(), true);
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

  /** Reads chunks, in the order in which a fit needs them. */
  interface ChunkReader extends AutoCloseable {

    /** Reads a chunk, for the caller to close its rows. */
    Chunk read(int epoch, int chunk);

    @Override
    default void close() {}

    /** Of examples that can be read in any order. */
    static ChunkReader of(FitPlan plan, ExampleReader reader) {
      return (epoch, chunk) -> {
        int count = plan.chunkRows(chunk);
        NativeRows rows = reader.read(reader.ofEpoch(epoch, chunk * plan.chunk(), count));
        return new Chunk(rows, Optional.empty(), count, chunk == plan.chunks() - 1);
      };
    }
  }

  /**
   * Examples larger than memory: read chunk by chunk in the order of the epoch, the next chunk in
   * the background, where it is staged too, while the present one trains.
   */
  final class Streamed implements TrainingData {
    private final ChunkReader reader;
    private final Consumer<NativeRows> staging;
    private final int end;
    private final ExecutorService background =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "lamina-reader");
              thread.setDaemon(true);
              return thread;
            });

    private @Nullable ChunkPlace place;
    private @Nullable Chunk present;
    private @Nullable CompletableFuture<Chunk> next;

    private record ChunkPlace(int epoch, int chunk) {}

    /**
     * @param reader closed with this
     * @param staging what is done with a chunk that comes next as soon as it is read
     * @param end the epoch before which the fit ends
     */
    Streamed(ChunkReader reader, Consumer<NativeRows> staging, int end) {
      this.reader = reader;
      this.staging = staging;
      this.end = end;
    }

    @Override
    public Chunk chunk(int epoch, int chunk) {
      ChunkPlace wanted = new ChunkPlace(epoch, chunk);
      if (present != null && wanted.equals(place)) {
        return present;
      }
      closeRows();
      CompletableFuture<Chunk> reading = next != null ? next : begin(wanted);
      next = null;
      Chunk ready = join(reading);
      present = ready;
      place = wanted;
      ChunkPlace following =
          ready.last() ? new ChunkPlace(epoch + 1, 0) : new ChunkPlace(epoch, chunk + 1);
      next = following.epoch() < end ? begin(following) : null;
      return ready;
    }

    private CompletableFuture<Chunk> begin(ChunkPlace at) {
      return CompletableFuture.supplyAsync(
          () -> {
            Chunk read = reader.read(at.epoch(), at.chunk());
            staging.accept(read.rows());
            return read;
          },
          background);
    }

    private static Chunk join(CompletableFuture<Chunk> reading) {
      try {
        return reading.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }

    private void closeRows() {
      if (present != null) {
        present.rows().close();
        present = null;
      }
    }

    @Override
    public void close() {
      closeRows();
      if (next != null) {
        next.thenAccept(chunk -> chunk.rows().close()).exceptionally(failure -> null).join();
      }
      background.shutdown();
      reader.close();
    }
  }
}
