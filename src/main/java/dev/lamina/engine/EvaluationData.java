package dev.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Examples to evaluate a model on, in slices. What fits in memory is read once; what does not, for
 * every evaluation.
 */
public final class EvaluationData implements AutoCloseable {
  private final Examples examples;
  private final List<Rows> slices;
  private final boolean weighted;
  private final List<Chunk> kept = new ArrayList<>();

  EvaluationData(Examples examples, List<Rows> slices, boolean weighted) {
    this.examples = examples;
    this.slices = slices;
    this.weighted = weighted;
  }

  /** Reads all slices into native memory, where they stay until this is closed. */
  void keep() {
    try {
      slices.forEach(rows -> kept.add(examples.chunk(rows)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Whether its examples have weights. */
  boolean weighted() {
    return weighted;
  }

  /** How many examples there are. */
  int size() {
    return slices.stream().mapToInt(Rows::count).sum();
  }

  /** Uses each slice in turn; it is in native memory during the call. */
  void forEach(Consumer<Chunk> use) {
    if (!kept.isEmpty()) {
      kept.forEach(use);
      return;
    }
    for (Rows rows : slices) {
      try (Chunk chunk = examples.chunk(rows)) {
        use.accept(chunk);
      }
    }
  }

  @Override
  public void close() {
    kept.forEach(Chunk::close);
    kept.clear();
  }
}
