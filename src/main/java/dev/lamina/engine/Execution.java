package dev.lamina.engine;

import dev.lamina.network.Network;

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

  /**
   * From so many numbers of an example for each node on, the plain graph is faster: XLA copies a
   * batch before it multiplies it, the plain graph takes it where it lies.
   */
  private static final long WIDE = 16;

  /** Above this many multiplications per update of several examples, one kernel is slower. */
  private static final long ONE_KERNEL = 4_000;

  /** Whether XLA shall make one kernel of the training loop. */
  static boolean oneKernel(Network network, int batch) {
    return batch == 1 || multiplications(network) * batch <= ONE_KERNEL;
  }

  /**
   * The way for this network and batch size; why is written in docs/performance.md.
   *
   * @param shuffled whether the examples of a batch do not lie one after the other
   * @param device as resolved
   * @throws UnsupportedOperationException if XLA is demanded, but lacks what it needs for a GPU
   */
  static Execution choose(Network network, int batch, boolean shuffled, Jit jit, Device device) {
    if (device.kind() == Device.Kind.GPU) {
      return new Execution(compiled(network, jit, device), 0);
    }
    int threads = threads(multiplications(network) * batch);
    boolean large = threads != 1;
    boolean plain = prefersPlainGraph(network) || (large && !shuffled && mostlyReads(network));
    boolean xla = jit == Jit.ON || (jit == Jit.AUTO && !plain);
    return new Execution(xla, threads);
  }

  private static boolean compiled(Network network, Jit jit, Device gpu) {
    if (jit == Jit.ON && !gpu.compiles()) {
      throw new UnsupportedOperationException(
          "XLA cannot compile for %s, as Jit.ON demands: it needs ptxas and libdevice of CUDA, of which ./lamina doctor says what is missing; take Jit.AUTO or Jit.OFF."
              .formatted(gpu));
    }
    return jit == Jit.ON || (jit == Jit.AUTO && gpu.compiles() && !prefersPlainGraph(network));
  }

  /** How many threads an op may use in a run of so many multiplications; 0 for all. */
  static int threads(long multiplications) {
    return multiplications < ONE_THREAD ? 1 : 0;
  }

  /** Whether examples have so many more numbers than nodes that an update mostly reads them. */
  private static boolean mostlyReads(Network network) {
    return network.inputShape().size() >= WIDE * network.nodes();
  }

  /** The way in words: {@code XLA, 1 thread} or {@code plain graph, all threads}. */
  @Override
  public String toString() {
    String many = threads == 0 ? "all threads" : threads == 1 ? "1 thread" : threads + " threads";
    return (xla ? "XLA, " : "plain graph, ") + many;
  }

  /** Whether a layer has ops that TensorFlow has better kernels for than XLA, as convolutions. */
  static boolean prefersPlainGraph(Network network) {
    return network.layers().stream().anyMatch(placed -> placed.layer().prefersPlainGraph());
  }

  /** About how many multiplications the forward pass of one example takes. */
  static long multiplications(Network network) {
    return network.layers().stream()
        .mapToLong(placed -> placed.layer().multiplications(placed.inputs()))
        .sum();
  }
}
