package dev.lamina.layer;

import static dev.lamina.layer.Layers.cropping2D;
import static dev.lamina.layer.Layers.zeroPadding2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class BordersTest {
  private static final Margins MARGINS = new Margins(1, 2, 0, 3);

  @Test
  void zerosAreAddedAndCutOff() {
    assertThat(zeroPadding2D(MARGINS).outputShape(Shape.of(4, 5, 2))).isEqualTo(Shape.of(7, 8, 2));
    assertThat(cropping2D(MARGINS).outputShape(Shape.of(7, 8, 2))).isEqualTo(Shape.of(4, 5, 2));
    assertThat(Values.of(zeroPadding2D(new Margins(0, 1, 2, 0)), Shape.of(1, 1, 1, 1), 7))
        .containsExactly(0, 0, 7, 0, 0, 0);
    assertThat(Values.of(cropping2D(new Margins(0, 1, 1, 0)), Shape.of(1, 2, 2, 1), 1, 2, 3, 4))
        .containsExactly(2);
  }

  @Test
  void oneNumberStandsForAllBorders() {
    assertThat(zeroPadding2D(1).outputShape(Shape.of(4, 5, 2))).isEqualTo(Shape.of(6, 7, 2));
    assertThat(cropping2D(1)).isEqualTo(cropping2D(Margins.of(1, 1)));
    assertThat(Margins.of(1, 2)).isEqualTo(new Margins(1, 1, 2, 2));
  }

  @Test
  void somethingIsLeft() {
    assertThatThrownBy(() -> cropping2D(2).outputShape(Shape.of(4, 9, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Cropping2D leaves nothing of [4, 9, 1] when it cuts off [[2, 2], [2, 2]]; cut off less.");
    assertThatThrownBy(() -> cropping2D(2).outputShape(Shape.of(9, 4, 1)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Margins.of(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Margins need at least 0 pixels at each border, but got [[0, 0], [-1, -1]].");
  }

  @Test
  void imagesHaveChannels() {
    assertThatThrownBy(() -> zeroPadding2D(1).outputShape(Shape.of(4, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("ZeroPadding2D takes [height, width, channels]");
    assertThatThrownBy(() -> cropping2D(1).outputShape(Shape.of(4, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Cropping2D takes [height, width, channels]");
  }

  @Test
  void areShownAsTopBottomLeftRight() {
    assertThat(zeroPadding2D(MARGINS)).hasToString("zeroPadding2D([[1, 2], [0, 3]])");
    assertThat(cropping2D(1)).hasToString("cropping2D([[1, 1], [1, 1]])");
  }
}
