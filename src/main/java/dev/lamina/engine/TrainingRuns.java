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

  private long epochExamples;
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
    this.epochExamples = plan.openEnded() ? 0 : plan.examples();
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

  /** How many examples an epoch has; 0 if that is not known before its end. */
  public long epochExamples() {
    return epochExamples;
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
    TrainingData.Chunk all = data.chunk(epoch, 0);
    RunReport report =
        run(all, new BatchRange(epochs, 0, all.batches(plan.batch()), plan.rest() > 0, true));
    epoch += epochs;
    return report;
  }

  private RunReport runBatches() {
    TrainingData.Chunk chunk = data.chunk(epoch, plan.chunkOf(updates));
    int first = plan.batchOf(updates);
    int last = Math.min(chunk.batches(plan.batch()), first + plan.runUpdates());
    boolean endsChunk = last == chunk.batches(plan.batch());
    boolean endsEpoch = endsChunk && chunk.last();
    boolean rest = endsChunk && chunk.rest(plan.batch()) > 0;
    RunReport report = run(chunk, new BatchRange(1, first, last, rest, endsEpoch));
    updates += report.losses().length;
    if (endsEpoch) {
      epochExamples = (long) plan.batch() * updates;
      if (rest) {
        epochExamples += chunk.rest(plan.batch()) - plan.batch();
      }
      epoch++;
      updates = 0;
    }
    return report;
  }

  private RunReport run(TrainingData.Chunk chunk, BatchRange part) {
    LoopShape shape =
        new LoopShape(
            chunk.rows().count(),
            chunk.examples(),
            plan.batch(),
            chunk.rest(plan.batch()),
            plan.runEpochs(),
            plan.capacity(),
            chunk.order().isPresent(),
            chunk.rows().weights().isPresent());
    return trainer.run(chunk, shape, part);
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
