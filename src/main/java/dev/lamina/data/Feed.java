package dev.lamina.data;

import dev.lamina.network.Parts;

/** Examples in batches, as a fit takes them: in any order, or one after the other. */
public sealed interface Feed permits Batches, PipelineBatches {

  /** Returns the number of examples in every batch but a smaller last one. */
  int batchSize();

  /** Returns the first batches of epoch 0, for every epoch. */
  Feed first(int count);

  /** Returns the parts of one example's x, without a batch axis. */
  Parts inputs();

  /** Returns the parts of one example's y, without a batch axis. */
  Parts targets();
}
