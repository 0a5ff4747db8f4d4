package dev.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Examples to evaluate a model on, in slices. What fits in memory is read once, by the first
 * evaluation. Belongs to one thread.
 */
public final class EvaluationData implements AutoCloseable {
  private final Examples examples;
  private final List<Rows> slices;
  private final boolean weighted;
  private final boolean keeps;
  private final List<Chunk> kept = new ArrayList<>();

  EvaluationData(Examples examples, List<Rows> slices, boolean weighted, boolean keeps) {
    this.examples = examples;
    this.slices = slices;
    this.weighted = weighted;
    this.keeps = keeps;
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
    for (int i = 0; i < slices.size(); i++) {
      if (keeps) {
        use.accept(kept(i));
      } else {
        try (Chunk chunk = examples.chunk(slices.get(i))) {
          use.accept(chunk);
        }
      }
    }
  }

  private Chunk kept(int slice) {
    if (slice == kept.size()) {
      kept.add(examples.chunk(slices.get(slice)));
    }
    return kept.get(slice);
  }

  @Override
  public void close() {
    kept.forEach(Chunk::close);
    kept.clear();
  }
}
