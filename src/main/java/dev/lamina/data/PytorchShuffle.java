package dev.lamina.data;

import dev.lamina.random.TorchRandom;

/** The shuffle of PyTorch's DataLoader, {@link Shuffle#pytorch}. */
record PytorchShuffle(long seed) implements Shuffle {

  @Override
  public int[] order(int size, int epoch) {
    TorchRandom global = new TorchRandom(seed);
    for (int i = 0; i < epoch; i++) {
      drawLoaderSeed(global);
    }
    return new TorchRandom(drawLoaderSeed(global)).permutation(size);
  }

  /** An epoch draws a seed for the loader's workers first, then the seed of its order. */
  private static long drawLoaderSeed(TorchRandom global) {
    global.nextLong();
    return global.nextLong();
  }
}
