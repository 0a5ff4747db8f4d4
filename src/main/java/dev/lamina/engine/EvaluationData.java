package dev.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

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

  /**
   * What each slice gives, in their order. Several threads use the slices, each of which is in
   * native memory meanwhile.
   */
  List<double[]> each(Function<Chunk, double[]> use) {
    double[][] results = new double[slices.size()][];
    Parallel.forEach(
        IntStream.range(0, results.length).boxed().toList(),
        i -> results[i] = kept.isEmpty() ? read(slices.get(i), use) : use.apply(kept.get(i)));
    return List.of(results);
  }

  private double[] read(Rows rows, Function<Chunk, double[]> use) {
    try (Chunk chunk = examples.chunk(rows)) {
      return use.apply(chunk);
    }
  }

  @Override
  public void close() {
    kept.forEach(Chunk::close);
    kept.clear();
  }
}
