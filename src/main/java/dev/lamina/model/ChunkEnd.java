package dev.lamina.model;

/**
 * The end of a chunk of updates.
 *
 * @param updates how many updates this fit has made
 * @param losses of the chunk's updates, each the mean over its batch before it; at least one
 * @param seconds since this fit began to train
 */
@SuppressWarnings("ArrayRecordComponent") // Carries results, is never compared.
public record ChunkEnd(long updates, float[] losses, double seconds) {

  /** The loss of the last update. */
  public float loss() {
    return losses[losses.length - 1];
  }
}
