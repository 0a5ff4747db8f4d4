package dev.lamina.engine;

import dev.lamina.network.PlacedLayer;
import dev.lamina.network.Sequential;

/**
 * How a training loop runs.
 *
 * @param xla compiled by XLA, or TensorFlow's plain graph
 * @param threads how many threads one op may use, 0 for all
 */
public record Execution(boolean xla, int threads) {
  /**
   * Below this many multiplications per update, handing work to a second thread costs more than it
   * gains.
   */
  private static final long ONE_THREAD = 5_000_000;

  /** The way for this network and batch size; why is written in docs/performance.md. */
  static Execution choose(Sequential network, int batch, Jit jit) {
    boolean xla = jit == Jit.ON || (jit == Jit.AUTO && !prefersPlainGraph(network));
    return new Execution(xla, multiplications(network) * batch < ONE_THREAD ? 1 : 0);
  }

  /** The way in words: {@code XLA, 1 thread} or {@code plain graph, all threads}. */
  @Override
  public String toString() {
    String many = threads == 0 ? "all threads" : threads == 1 ? "1 thread" : threads + " threads";
    return (xla ? "XLA, " : "plain graph, ") + many;
  }

  private static boolean prefersPlainGraph(Sequential network) {
    return network.layers().stream().anyMatch(placed -> placed.layer().prefersPlainGraph());
  }

  /** About how many multiplications the forward pass of one example takes. */
  static long multiplications(Sequential network) {
    long sum = 0;
    for (PlacedLayer layer : network.layers()) {
      sum += layer.layer().multiplications(layer.input());
    }
    return sum;
  }
}
