package dev.lamina.data;

import dev.lamina.random.SplitMix64;
import dev.lamina.random.TorchRandom;

/**
 * How examples are shuffled: another order in every epoch, each computed from the epoch's number
 * alone, so that a resumed run sees the orders it would have seen.
 */
public sealed interface Shuffle {

  /**
   * Returns the order of one epoch: a permutation of the numbers from 0 to {@code size - 1}.
   *
   * @param size the number of examples
   * @param epoch the epoch, counted from 0
   */
  int[] order(int size, int epoch);

  /**
   * Returns Lamina's own shuffle: epoch e's order is that of {@link SplitMix64#permutation} with
   * the seed {@link SplitMix64#derive derive(seed, e)}.
   */
  static Shuffle seeded(long seed) {
    return new Seeded(seed);
  }

  /**
   * Returns PyTorch's shuffle: the orders that {@code DataLoader(data, shuffle=True)} gives in the
   * epochs that follow {@code torch.manual_seed(seed)}, when nothing else draws random numbers. The
   * time to compute one grows with the epoch's number, about as much as shuffling four more
   * examples for each epoch before it.
   */
  static Shuffle pytorch(long seed) {
    return new Pytorch(seed);
  }

  /** The shuffle {@link #seeded}. */
  record Seeded(long seed) implements Shuffle {
    @Override
    public int[] order(int size, int epoch) {
      return new SplitMix64(SplitMix64.derive(seed, epoch)).permutation(size);
    }
  }

  /** The shuffle {@link #pytorch}. */
  record Pytorch(long seed) implements Shuffle {
    @Override
    public int[] order(int size, int epoch) {
      TorchRandom global = new TorchRandom(seed);
      // An epoch draws a seed for the loader's workers first, then the seed of its order.
      global.skip(4 * epoch + 2);
      return new TorchRandom(global.nextLong()).permutation(size);
    }
  }
}
