package dev.lamina.engine;

import dev.lamina.engine.CompiledLoop.BatchRange;

/**
 * The runs of a training under way: each makes some updates in one session's run. Leaving off
 * between two of them ends the training with what was learned so far.
 */
public final class TrainingRuns implements AutoCloseable {
  private final Trainer trainer;
  private final FitPlan plan;
  private final TrainingData data;
  private final double loadSeconds;
  private final int end;

  private int epoch;
  private int updates;

  /**
   * Which updates a training makes.
   *
   * @param epoch the number of its first epoch, counted from 0, from which the epoch's shuffle
   *     follows
   * @param updates how many updates of that epoch were made already
   * @param end the epoch before which it ends
   */
  public record Range(int epoch, int updates, int end) {}

  TrainingRuns(Trainer trainer, FitPlan plan, TrainingData data, double loadSeconds, Range range) {
    this.trainer = trainer;
    this.plan = plan;
    this.data = data;
    this.loadSeconds = loadSeconds;
    this.epoch = range.epoch();
    this.updates = range.updates();
    this.end = range.end();
  }

  /** Whether there are updates left to make. */
  public boolean hasNext() {
    return epoch < end;
  }

  /** Whether the next run begins an epoch. */
  public boolean beginsEpoch() {
    return updates == 0;
  }

  /** How many examples an epoch has. */
  public int epochExamples() {
    return plan.examples();
  }

  /**
   * How many seconds it took to move the examples into native memory before the first update: about
   * 0 if they lay there from an earlier training, or are read in chunks while this one runs.
   */
  public double loadSeconds() {
    return loadSeconds;
  }

  /** Makes the updates of the next run. */
  public RunReport next() {
    return plan.runsWholeEpochs() && beginsEpoch() ? runEpochs() : runBatches();
  }

  private RunReport runEpochs() {
    int epochs = Math.min(plan.runEpochs(), end - epoch);
    RunReport report =
        run(0, new BatchRange(epochs, 0, plan.chunkBatches(0), plan.rest() > 0, true));
    epoch += epochs;
    return report;
  }

  private RunReport runBatches() {
    int chunk = plan.chunkOf(updates);
    int first = plan.batchOf(updates);
    int last = Math.min(plan.chunkBatches(chunk), first + plan.runUpdates());
    boolean endsChunk = last == plan.chunkBatches(chunk);
    boolean endsEpoch = endsChunk && chunk == plan.chunks() - 1;
    boolean rest = endsChunk && plan.chunkRest(chunk) > 0;
    RunReport report = run(chunk, new BatchRange(1, first, last, rest, endsEpoch));
    updates += report.losses().length;
    if (endsEpoch) {
      epoch++;
      updates = 0;
    }
    return report;
  }

  private RunReport run(int chunk, BatchRange part) {
    TrainingData.Chunk examples = data.chunk(epoch, chunk);
    LoopShape shape =
        new LoopShape(
            examples.rows().count(),
            plan.chunkRows(chunk),
            plan.batch(),
            plan.chunkRest(chunk),
            plan.runEpochs(),
            plan.capacity(),
            examples.order().isPresent(),
            examples.rows().weights().isPresent());
    return trainer.run(examples, shape, part);
  }

  @Override
  public void close() {
    data.close();
  }

  /**
   * What one run of the training loop did.
   *
   * @param epochs how many epochs it touched: more than one only if it ran them whole
   * @param losses of its updates, each the mean over the batch before the update
   * @param sizes of its updates' batches
   * @param totals the metrics' totals of each epoch that it touched
   * @param rates the learning rate of the last update of each epoch that it touched
   * @param endsEpoch whether it ran the last update of its last epoch
   */
  @SuppressWarnings("ArrayRecordComponent") // Carries results, is never compared.
  public record RunReport(
      int epochs,
      float[] losses,
      int[] sizes,
      double[][] totals,
      float[] rates,
      boolean endsEpoch) {

    /** How many examples it saw. */
    public long examples() {
      long sum = 0;
      for (int size : sizes) {
        sum += size;
      }
      return sum;
    }
  }
}
