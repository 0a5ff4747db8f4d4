package dev.lamina.engine;

import dev.lamina.data.Dataset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A data set larger than memory: read chunk by chunk in the order of the epoch, the next chunk in
 * the background while the present one trains.
 */
final class StreamedData implements Chunks {
  private final FitPlan plan;
  private final Examples examples;
  private final Dataset data;
  private final int end;
  private final ExecutorService reader = Executors.newSingleThreadExecutor(StreamedData::daemon);

  private @Nullable Place present;
  private @Nullable Chunk chunk;
  private @Nullable CompletableFuture<Chunk> next;

  /**
   * @param end the epoch before which the training ends
   */
  StreamedData(FitPlan plan, Examples examples, Dataset data, int end) {
    this.plan = plan;
    this.examples = examples;
    this.data = data;
    this.end = end;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "lamina-reader");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public int rows(int chunk) {
    return plan.chunkRows(chunk);
  }

  @Override
  public boolean shuffledInLoop() {
    return false;
  }

  @Override
  public Chunk get(int epoch, int index) {
    Place place = new Place(epoch, index);
    if (chunk != null && place.equals(present)) {
      return chunk;
    }
    closeChunk();
    CompletableFuture<Chunk> wanted = next != null ? next : begin(place);
    next = null;
    chunk = join(wanted);
    present = place;
    Place following = place.next(plan);
    next = following.epoch() < end ? begin(following) : null;
    return chunk;
  }

  private CompletableFuture<Chunk> begin(Place place) {
    return CompletableFuture.supplyAsync(() -> read(place), reader);
  }

  private Chunk read(Place place) {
    int[] order = data.reshuffles() ? data.order(place.epoch()) : new int[0];
    return examples.chunk(new Rows(place.chunk() * plan.chunk(), rows(place.chunk()), order));
  }

  private static Chunk join(CompletableFuture<Chunk> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void closeChunk() {
    if (chunk != null) {
      chunk.close();
      chunk = null;
    }
  }

  @Override
  public void close() {
    closeChunk();
    if (next != null) {
      next.thenAccept(Chunk::close).exceptionally(failure -> null).join();
    }
    reader.shutdown();
  }

  private record Place(int epoch, int chunk) {
    Place next(FitPlan plan) {
      return chunk + 1 < plan.chunks() ? new Place(epoch, chunk + 1) : new Place(epoch + 1, 0);
    }
  }
}
