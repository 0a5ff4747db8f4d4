package dev.lamina.engine;

import dev.lamina.data.Batches;
import dev.lamina.data.DataException;

/**
 * How the updates of an epoch are cut into chunks of examples that fit in memory, and those into
 * runs short enough to report progress. It follows from sizes and the kind of processor alone, so
 * that it is the same on every machine.
 *
 * @param examples how many examples an epoch has; the largest int if its end will show
 * @param batch the size of a full batch
 * @param rest the size of the smaller last batch, 0 if there is none
 * @param chunk how many examples are fed at once: all, or a multiple of the batch
 * @param runEpochs how many epochs one run makes; more than 1 only if all examples are fed at once
 * @param runUpdates at most how many updates one run makes
 */
record FitPlan(int examples, int batch, int rest, int chunk, int runEpochs, int runUpdates) {
  /** More examples than are fed at once. */
  private static final int UNKNOWN = Integer.MAX_VALUE;

  /** How many bytes of examples that are read in order are fed at once: enough for many updates. */
  private static final long CHUNK_BYTES = 1L << 25;

  private static final int MOST_UPDATES = 16_384;

  /**
   * What a processor does in about a third of a second.
   *
   * @param run multiplications of one run
   * @param update what an update costs however small it is, in multiplications
   */
  private record Work(double run, double update) {
    static final Work OF_CPU = new Work(5e9, 1e5);
    static final Work OF_GPU = new Work(1e12, 1e8);
  }

  /** The most numbers that the orders of one run's epochs may take. */
  private static final int MOST_ORDERED = 4_000_000;

  /**
   * The plan for a data set.
   *
   * @param size how many examples an epoch has
   * @param batchSize as asked for
   * @param dropRest whether to leave out the smaller last batch
   * @param exampleBytes the size of one example
   * @param memory how many bytes of examples to feed at once
   * @param multiplications of the forward pass of one example
   * @param device the kind of processor, resolved
   */
  static FitPlan of(
      int size,
      int batchSize,
      boolean dropRest,
      long exampleBytes,
      long memory,
      long multiplications,
      Device.Kind device) {
    int batch = Math.min(batchSize, size);
    int rest = dropRest ? 0 : size % batch;
    int examples = size / batch * batch + rest;
    long fits = Math.max(1, memory / exampleBytes / batch) * batch;
    int chunk = (int) Math.min(examples, fits);
    int runUpdates = runUpdates(multiplications * batch, device);
    int epochUpdates = examples / batch + (rest > 0 ? 1 : 0);
    int runEpochs =
        chunk < examples
            ? 1
            : Math.max(1, Math.min(runUpdates / epochUpdates, MOST_ORDERED / examples));
    return new FitPlan(examples, batch, rest, chunk, runEpochs, runUpdates);
  }

  /**
   * The plan for a data set's batches; see the other.
   *
   * @throws DataException if there is no batch
   */
  static FitPlan of(
      Batches batches, long exampleBytes, long memory, long multiplications, Device.Kind device) {
    int size = batches.dataset().size();
    if (batches.batchesPerEpoch() == 0) {
      throw new DataException(
          "%s examples make no full batch of %s; take smaller batches, or keep the remainder."
              .formatted(size, batches.batchSize()));
    }
    boolean dropRest = batches.remainder() == 0;
    return of(size, batches.batchSize(), dropRest, exampleBytes, memory, multiplications, device);
  }

  private static int runUpdates(long multiplications, Device.Kind device) {
    Work work = device == Device.Kind.GPU ? Work.OF_GPU : Work.OF_CPU;
    double ofUpdate = 3.0 * multiplications + work.update();
    return (int) Math.max(1, Math.min(MOST_UPDATES, work.run() / ofUpdate));
  }

  /**
   * The plan for examples that are read in order until there are no more. Two chunks are in memory
   * at a time, and a third while it is read.
   *
   * @param memory how many bytes of examples may be in memory
   */
  static FitPlan openEnded(
      int batch, long exampleBytes, long memory, long multiplications, Device.Kind device) {
    long fits = Math.min(CHUNK_BYTES, memory / 3) / exampleBytes / batch;
    int chunk = Math.toIntExact(Math.max(1, Math.min(fits, MOST_ORDERED / batch)) * batch);
    return new FitPlan(UNKNOWN, batch, 0, chunk, 1, runUpdates(multiplications * batch, device));
  }

  /** Whether the number of examples is not known. */
  boolean openEnded() {
    return examples == UNKNOWN;
  }

  /** The same plan with a run's end at the end of every epoch. */
  FitPlan pausing() {
    return new FitPlan(examples, batch, rest, chunk, 1, runUpdates);
  }

  /** How many chunks an epoch has. */
  int chunks() {
    return (int) (((long) examples + chunk - 1) / chunk);
  }

  /** How many examples a chunk has. */
  int chunkRows(int index) {
    return Math.min(chunk, examples - index * chunk);
  }

  /** The size of the smaller last batch of a chunk. */
  int chunkRest(int index) {
    return index == chunks() - 1 ? rest : 0;
  }

  /** How many full batches a chunk has. */
  int chunkBatches(int index) {
    return chunkRows(index) / batch;
  }

  /** The chunk that an epoch goes on with after so many updates, fewer than it has. */
  int chunkOf(int updates) {
    return Math.min(updates / chunkBatches(0), chunks() - 1);
  }

  /** The batch of that chunk that it goes on with. */
  int batchOf(int updates) {
    return updates - chunkOf(updates) * chunkBatches(0);
  }

  /** Whether a run makes one or more whole epochs, rather than a part of one. */
  boolean runsWholeEpochs() {
    return chunks() == 1 && epochUpdates() <= runUpdates;
  }

  /** How many losses one run can give. */
  int capacity() {
    return runsWholeEpochs() ? runEpochs * epochUpdates() : runUpdates + 1;
  }

  /** How many updates an epoch has. */
  private int epochUpdates() {
    return examples / batch + (rest > 0 ? 1 : 0);
  }
}
