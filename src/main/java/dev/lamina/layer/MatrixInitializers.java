package dev.lamina.layer;

import dev.lamina.random.TorchRandom;
import dev.lamina.spec.Type;
import java.util.random.RandomGenerator;

/** The initializers that look at a weight as a matrix. */
final class MatrixInitializers {
  private MatrixInitializers() {}

  private static ShapeException wrong(String drawn, Weight weight) {
    return new ShapeException(
        "%s, but %s has shape %s; give it another initializer."
            .formatted(drawn, weight.name(), Shapes.text(weight.shape())));
  }

  /** The initializer of {@link Initializers#identity(double)}. */
  record Identity(float gain) implements Initializer {
    static final Type<Identity> TYPE = Type.of(new Identity(1));

    Identity {
      Initializers.check("Identity", "a finite gain", gain, true);
    }

    @Override
    public Draws begin(RandomGenerator random) {
      return this::draw;
    }

    private float[] draw(Weight weight) {
      if (weight.shape().numDimensions() != 2) {
        throw wrong("Identity draws matrices", weight);
      }
      float[] values = new float[weight.size()];
      int columns = (int) weight.shape().get(1);
      for (int i = 0; i < values.length; i += columns + 1) {
        values[i] = gain;
      }
      return values;
    }
  }

  /** The initializer of {@link Initializers#orthogonal(double)}. */
  record Orthogonal(float gain) implements Initializer {
    static final Type<Orthogonal> TYPE = Type.of(new Orthogonal(1));

    Orthogonal {
      Initializers.check("Orthogonal", "a finite gain", gain, true);
    }

    @Override
    public Draws begin(RandomGenerator random) {
      return weight -> draw(random, weight);
    }

    private float[] draw(RandomGenerator random, Weight weight) {
      if (weight.shape().numDimensions() < 2) {
        throw wrong("Orthogonal draws matrices", weight);
      }
      int columns = (int) weight.shape().get(weight.shape().numDimensions() - 1);
      int rows = weight.size() / columns;
      boolean tall = rows >= columns;
      double[][] vectors = orthonormal(random, Math.min(rows, columns), Math.max(rows, columns));
      float[] values = new float[rows * columns];
      for (int i = 0; i < values.length; i++) {
        int row = i / columns;
        int column = i % columns;
        values[i] = (float) (gain * (tall ? vectors[column][row] : vectors[row][column]));
      }
      return values;
    }

    /**
     * The columns of Q in the QR decomposition of normal values whose R has a positive diagonal.
     */
    private static double[][] orthonormal(RandomGenerator random, int count, int length) {
      double[][] vectors = new double[count][length];
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < length; j++) {
          vectors[i][j] = random.nextGaussian();
        }
        // The second time takes away what rounding left the first time.
        for (int time = 0; time < 2; time++) {
          for (int k = 0; k < i; k++) {
            add(vectors[i], -dot(vectors[i], vectors[k]), vectors[k]);
          }
          scale(vectors[i], 1 / Math.sqrt(dot(vectors[i], vectors[i])));
        }
      }
      return vectors;
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }

    private static void add(double[] to, double factor, double[] vector) {
      for (int i = 0; i < to.length; i++) {
        to[i] += factor * vector[i];
      }
    }

    private static void scale(double[] vector, double factor) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= factor;
      }
    }
  }

  /**
   * PyTorch's {@code Linear.reset_parameters}: uniform in ±1/√fanIn from one Mersenne Twister.
   *
   * <p>PyTorch keeps a kernel as {@code [out, in]} and draws it in that order; here it is {@code
   * [in, out]}.
   *
   * @param seed of the generator
   * @param drawsTaken how many of the generator's draws were taken before the first weight's
   */
  record PytorchUniform(long seed, int drawsTaken) implements Initializer {
    static final Type<PytorchUniform> TYPE = Type.of(new PytorchUniform(0, 0), "seed");

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
            throw wrong("PyTorch's initial weights are known for vectors and matrices", weight);
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
}
