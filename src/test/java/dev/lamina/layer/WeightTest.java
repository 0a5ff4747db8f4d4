package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class WeightTest {

  @Test
  void hasAsManyValuesAsItsShape() {
    assertThat(Weight.of("kernel", Shape.of(2, 3), Initializers.zeros()).size()).isEqualTo(6);
    assertThat(Weight.of("factor", Shape.scalar(), Initializers.ones()).size()).isEqualTo(1);
  }

  @Test
  void mustFitInAnArray() {
    Weight huge = Weight.of("kernel", Shape.of(100_000, 100_000), Initializers.zeros());

    assertThatThrownBy(huge::size)
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "A weight has at most 2147483647 values, but kernel has the shape [100000, 100000]; use smaller layers.");
  }
}
