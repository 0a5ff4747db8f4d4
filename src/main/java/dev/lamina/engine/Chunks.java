package dev.lamina.engine;

/** The chunks of examples of a training, in the order in which it needs them. */
interface Chunks extends AutoCloseable {

  /** How many examples are fed for a chunk. */
  int rows(int chunk);

  /** Whether an order of the rows is fed for each epoch, and followed in the loop. */
  boolean shuffledInLoop();

  /** A chunk of an epoch, in native memory until the next call. */
  Chunk get(int epoch, int chunk);

  @Override
  void close();
}
