package dev.lamina.lecture;

import dev.lamina.data.Dataset;
import dev.lamina.data.Linspace;
import dev.lamina.random.TorchRandom;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * Observations around the line y = 2x.
 *
 * @param x rising
 * @param y one for each x
 */
@SuppressWarnings("ArrayRecordComponent") // Carries numbers, is never compared.
record Points(float[] x, float[] y) {
  /** Of PyTorch's random numbers, from which the noise comes. */
  static final long SEED = 43052;

  /** The slope of the line that the points lie around. */
  static final float SLOPE = 2;

  /**
   * The observations of 3A: {@code y = 2x + torch.randn(count)} after {@code
   * torch.manual_seed(43052)}.
   */
  static Points aroundLine(int count) {
    // code 3A
    float[] x = Linspace.of(-10, 10, count);
    float[] y = new TorchRandom(SEED).randn(count);
    for (int i = 0; i < count; i++) {
      y[i] += SLOPE * x[i];
    }
    // end
    return new Points(x, y);
  }

  /** Every so many-th of these points, from the given one on, counted from 0. */
  Points every(int step, int first) {
    return new Points(every(x, step, first), every(y, step, first));
  }

  private static float[] every(float[] all, int step, int first) {
    float[] some = new float[(all.length - first + step - 1) / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[first + i * step];
    }
    return some;
  }

  /** How many there are. */
  int count() {
    return x.length;
  }

  /** How many bytes x and y take. */
  long bytes() {
    return 2L * count() * Float.BYTES;
  }

  /** The points as examples, x and y of shape [1]. */
  Dataset dataset() {
    return Dataset.of(Shape.of(1), x, Shape.of(1), y);
  }

  /** These x or y as charts take them. */
  static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }
}
