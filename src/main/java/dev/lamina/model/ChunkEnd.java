package dev.lamina.model;

/**
 * The end of a chunk of updates.
 *
 * @param updates how many updates this fit has made
 * @param loss of the last update, the mean over its batch before it
 * @param seconds since this fit began to train
 */
public record ChunkEnd(long updates, float loss, double seconds) {}
