package dev.lamina.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A predictor's answers to several threads at once are those to one. */
class ParallelCallsTest {
  private static final int CALLS = 20_000;

  /** Of a network whose sum TensorFlow would make a part of its convolution. */
  @Test
  void areAnsweredAlike() {
    try (Predictor predictor = Predictor.load(ForeignModels.folder("sum"))) {
      Random random = new Random(1);
      float[][] images = new float[8][36];
      for (float[] image : images) {
        for (int i = 0; i < image.length; i++) {
          image[i] = random.nextFloat();
        }
      }
      float[][] alone =
          Arrays.stream(images).map(image -> predictor.predict(image)).toArray(float[][]::new);

      assertThat(
              IntStream.range(0, CALLS)
                  .parallel()
                  .mapToDouble(i -> distance(predictor.predict(images[i % 8]), alone[i % 8]))
                  .max()
                  .orElseThrow())
          .isLessThan(1e-5);
    }
  }

  private static double distance(float[] one, float[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(i -> Math.abs(one[i] - other[i]))
        .max()
        .orElseThrow();
  }
}
