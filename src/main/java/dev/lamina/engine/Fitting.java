package dev.lamina.engine;

import dev.lamina.data.Batches;
import dev.lamina.engine.CompiledLoop.Part;

/**
 * A training under way. Each call of {@link #run} makes the updates of the next run; leaving off
 * between two runs ends the training with what was learned so far.
 */
public final class Fitting implements AutoCloseable {
  private final Trainer trainer;
  private final FitPlan plan;
  private final Chunks chunks;
  private final boolean weighted;
  private final double loadSeconds;
  private final int end;

  private int epoch;
  private int chunk;
  private int batch;

  Fitting(Trainer trainer, FitPlan plan, Examples examples, Batches batches, Course course) {
    this.trainer = trainer;
    this.plan = plan;
    this.weighted = batches.dataset().weighted();
    this.epoch = course.epoch();
    this.end = course.end();
    this.chunk = plan.chunkOf(course.updates());
    this.batch = plan.batchOf(course.updates());
    long begin = System.nanoTime();
    this.chunks = trainer.chunks(plan, examples, batches.dataset(), end);
    this.loadSeconds = (System.nanoTime() - begin) / 1e9;
  }

  /** Whether there are updates left to make. */
  public boolean hasNext() {
    return epoch < end;
  }

  /** Whether the next run begins an epoch. */
  public boolean beginsEpoch() {
    return chunk == 0 && batch == 0;
  }

  /** How many updates an epoch has. */
  public int epochUpdates() {
    return plan.epochUpdates();
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
  public RunReport run() {
    return plan.runsWholeEpochs() && beginsEpoch() ? runEpochs() : runBatches();
  }

  private RunReport runEpochs() {
    int epochs = Math.min(plan.runEpochs(), end - epoch);
    Part part = new Part(epochs, 0, plan.chunkBatches(0), plan.rest() > 0, true);
    RunReport report = trainer.run(chunks.get(epoch, 0), shape(), part);
    epoch += epochs;
    return report;
  }

  private RunReport runBatches() {
    int last = Math.min(plan.chunkBatches(chunk), batch + plan.runUpdates());
    boolean endsChunk = last == plan.chunkBatches(chunk);
    boolean endsEpoch = endsChunk && chunk == plan.chunks() - 1;
    Part part = new Part(1, batch, last, endsChunk && plan.chunkRest(chunk) > 0, endsEpoch);
    RunReport report = trainer.run(chunks.get(epoch, chunk), shape(), part);
    batch = endsChunk ? 0 : last;
    epoch += endsEpoch ? 1 : 0;
    chunk = endsEpoch ? 0 : endsChunk ? chunk + 1 : chunk;
    return report;
  }

  private LoopShape shape() {
    return new LoopShape(
        chunks.rows(chunk),
        plan.chunkRows(chunk),
        plan.batch(),
        plan.chunkRest(chunk),
        plan.runEpochs(),
        plan.capacity(),
        chunks.shuffledInLoop(),
        weighted);
  }

  @Override
  public void close() {
    chunks.close();
  }
}
