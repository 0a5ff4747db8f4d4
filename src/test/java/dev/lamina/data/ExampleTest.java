package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ExampleTest {

  private static final Example EXAMPLE = example(1, 2);

  @Test
  void isEqualToAnExampleOfTheSameNumbersAndShapes() {
    assertThat(EXAMPLE)
        .isEqualTo(example(1, 2))
        .hasSameHashCodeAs(example(1, 2))
        .isNotEqualTo(example(1, 3))
        .isNotEqualTo(example(3, 2))
        .isNotEqualTo(new Example(Shape.scalar(), new float[] {1}, Shape.of(1), new float[] {2}))
        .isNotEqualTo(new Example(Shape.of(1), new float[] {1}, Shape.scalar(), new float[] {2}))
        .isNotEqualTo("x");
  }

  @Test
  void takesOtherNumbersOfTheSameShape() {
    assertThat(EXAMPLE.withX(7)).isEqualTo(example(7, 2));
    assertThat(EXAMPLE.withY(7)).isEqualTo(example(1, 7));
  }

  @Test
  void refusesNumbersThatDoNotFillItsShape() {
    assertThatThrownBy(() -> EXAMPLE.withX(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x of shape [1] takes 1 values, but got 2");
    assertThatThrownBy(EXAMPLE::withY)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y of shape [1] takes 1 values, but got 0");
  }

  private static Example example(float x, float y) {
    return new Example(Shape.of(1), new float[] {x}, Shape.of(1), new float[] {y});
  }
}
