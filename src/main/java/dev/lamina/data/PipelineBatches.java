package dev.lamina.data;

import dev.lamina.network.Parts;

/**
 * A pipeline in batches of equal size; the last batch of an epoch is smaller if the examples do not
 * divide evenly.
 */
public final class PipelineBatches implements Feed {
  private final Pipeline pipeline;
  private final int batchSize;
  private final boolean keepRemainder;

  PipelineBatches(Pipeline pipeline, int batchSize, boolean keepRemainder) {
    this.pipeline = pipeline;
    this.batchSize = Batches.checkSize(batchSize);
    this.keepRemainder = keepRemainder;
  }

  /** Returns these batches without a smaller last one. */
  public PipelineBatches dropRemainder() {
    return new PipelineBatches(pipeline, batchSize, false);
  }

  /** Returns the pipeline that is cut into batches. */
  public Pipeline pipeline() {
    return pipeline;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  /** Returns the examples of all batches, without those that a smaller last one would have. */
  public Pipeline examples() {
    return keepRemainder ? pipeline : pipeline.whole(batchSize);
  }

  @Override
  public PipelineBatches first(int count) {
    Pipeline same = Pipeline.from(epoch -> pipeline.open(0));
    return new PipelineBatches(same.take((long) count * batchSize), batchSize, keepRemainder);
  }

  @Override
  public Parts inputs() {
    return pipeline.inputs();
  }

  @Override
  public Parts targets() {
    return pipeline.targets();
  }

  /** Returns a line such as {@code examples read in order, in batches of 32}. */
  @Override
  public String toString() {
    return pipeline + ", in batches of " + batchSize + (keepRemainder ? "" : " alone");
  }
}
