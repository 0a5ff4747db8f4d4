package dev.lamina.layer;

import dev.lamina.random.TorchRandom;
import java.util.random.RandomGenerator;

/**
 * PyTorch's {@code Linear.reset_parameters}: uniform in ±1/√fanIn from one Mersenne Twister.
 *
 * <p>PyTorch keeps a kernel as {@code [out, in]} and draws it in that order; here it is {@code [in,
 * out]}.
 *
 * @param seed of the generator
 * @param drawsTaken how many of the generator's draws were taken before the first weight's
 */
record PytorchUniform(long seed, int drawsTaken) implements Initializer {

  PytorchUniform {
    if (drawsTaken < 0) {
      throw new IllegalArgumentException(
          "pytorch(seed, drawsTaken) needs at least 0 draws, but got " + drawsTaken + ".");
    }
  }

  @Override
  public Draws begin(RandomGenerator ignored) {
    TorchRandom torch = new TorchRandom(seed);
    torch.skip(drawsTaken);
    return weight -> draw(torch, weight);
  }

  private static float[] draw(TorchRandom torch, Weight weight) {
    float bound = (float) (1 / Math.sqrt((double) weight.fanIn()));
    float[] drawn = new float[weight.size()];
    torch.uniform(drawn, -bound, bound);
    return switch (weight.shape().numDimensions()) {
      case 1 -> drawn;
      case 2 -> transpose(drawn, (int) weight.shape().get(1));
      default ->
          throw new ShapeException(
              "PyTorch's initial weights are known for vectors and matrices, but %s has shape %s; give it another initializer."
                  .formatted(weight.name(), Shapes.text(weight.shape())));
    };
  }

  private static float[] transpose(float[] drawn, int out) {
    int in = drawn.length / out;
    float[] kernel = new float[drawn.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        kernel[i * out + o] = drawn[o * in + i];
      }
    }
    return kernel;
  }
}
