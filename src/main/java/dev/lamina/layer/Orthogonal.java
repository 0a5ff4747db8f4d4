package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * A random orthogonal matrix times a gain: its columns, or its rows if those are fewer, are
 * orthonormal (Saxe et al. 2014). A kernel of more axes is a matrix {@code [rest, last]}.
 *
 * @param gain the length of each of the orthogonal vectors
 */
record Orthogonal(float gain) implements Initializer {

  Orthogonal {
    Draw.check("Orthogonal", "a finite gain", gain, true);
  }

  @Override
  public Draws begin(RandomGenerator random) {
    return weight -> draw(random, weight);
  }

  private float[] draw(RandomGenerator random, Weight weight) {
    if (weight.shape().numDimensions() < 2) {
      throw new ShapeException(
          "Orthogonal draws matrices, but %s has shape %s; give it another initializer."
              .formatted(weight.name(), Shapes.text(weight.shape())));
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

  /** The columns of Q in the QR decomposition of normal values whose R has a positive diagonal. */
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
