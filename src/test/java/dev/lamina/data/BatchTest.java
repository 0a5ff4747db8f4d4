package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class BatchTest {

  @Test
  void shortensLongRowsAndManyRows() {
    float[] x = new float[11 * 12];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }

    assertThat(new Batch(Shape.of(11, 12), x, Shape.of(11, 0), new float[0]))
        .hasToString(
            "x [11, 12] = [[0.0, 1.0, 2.0, ..., 9.0, 10.0, 11.0], [12.0, 13.0, 14.0, ..., 21.0,"
                + " 22.0, 23.0], [24.0, 25.0, 26.0, ..., 33.0, 34.0, 35.0], ..., [96.0, 97.0, 98.0,"
                + " ..., 105.0, 106.0, 107.0], [108.0, 109.0, 110.0, ..., 117.0, 118.0, 119.0],"
                + " [120.0, 121.0, 122.0, ..., 129.0, 130.0, 131.0]], y [11, 0] = [[], [], [], ...,"
                + " [], [], []]");
  }

  @Test
  void printsTenInFull() {
    assertThat(new Batch(Shape.of(1, 10), new float[10], Shape.of(1), new float[] {-0.5f}))
        .hasToString(
            "x [1, 10] = [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]], y [1] = [-0.5]");
  }

  @Test
  void isEqualToABatchOfTheSameNumbersAndShapes() {
    Batch batch = new Batch(Shape.of(1, 2), new float[] {1, 2}, Shape.of(1), new float[] {3});

    assertThat(batch)
        .isEqualTo(new Batch(Shape.of(1, 2), new float[] {1, 2}, Shape.of(1), new float[] {3}))
        .hasSameHashCodeAs(
            new Batch(Shape.of(1, 2), new float[] {1, 2}, Shape.of(1), new float[] {3}))
        .isNotEqualTo(new Batch(Shape.of(1, 2), new float[] {1, 9}, Shape.of(1), new float[] {3}))
        .isNotEqualTo(new Batch(Shape.of(1, 2), new float[] {1, 2}, Shape.of(1), new float[] {9}))
        .isNotEqualTo(
            new Batch(Shape.of(1, 2, 1), new float[] {1, 2}, Shape.of(1), new float[] {3}))
        .isNotEqualTo(
            new Batch(Shape.of(1, 2), new float[] {1, 2}, Shape.of(1, 1), new float[] {3}));
    assertThat(batch.size()).isEqualTo(1);
  }

  @Test
  void refusesNumbersThatDoNotFillTheShapes() {
    assertThatThrownBy(() -> new Batch(Shape.of(2, 2), new float[3], Shape.of(2), new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x of shape [2, 2] takes 4 values, but got 3");
    assertThatThrownBy(() -> new Batch(Shape.of(2, 1), new float[2], Shape.of(1), new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x and y of a batch need the same first dimension, but got [2, 1] and [1]");
  }
}
