package dev.lamina.layer;

import static dev.lamina.layer.Layers.upSampling2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.Resizing.UpSampling2D;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class UpSampling2DTest {
  private static final Shape TWO_BY_TWO = Shape.of(1, 2, 2, 1);

  @Test
  void repeatsPixels() {
    assertThat(Values.of(upSampling2D(Size.of(1, 2)), TWO_BY_TWO, 1, 2, 3, 4))
        .containsExactly(1, 1, 2, 2, 3, 3, 4, 4);
    assertThat(Values.of(upSampling2D(Size.of(2, 1)), TWO_BY_TWO, 1, 2, 3, 4))
        .containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
    assertThat(upSampling2D(2).outputShape(Shape.of(3, 4, 5))).isEqualTo(Shape.of(6, 8, 5));
  }

  /** The numbers of Keras. */
  @Test
  void mixesNeighboursByTheirNearness() {
    UpSampling2D layer = upSampling2D(Size.of(1, 2)).interpolation(Interpolation.BILINEAR);

    assertThat(Values.of(layer, TWO_BY_TWO, 0, 4, 8, 16))
        .containsExactly(0, 1, 3, 4, 8, 10, 14, 16);
    assertThat(layer).hasToString("upSampling2D(1x2) bilinear");
  }

  @Test
  void takesImagesWithChannelsOnly() {
    assertThatThrownBy(() -> upSampling2D(2).outputShape(Shape.of(4, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("UpSampling2D takes [height, width, channels]");
    assertThat(upSampling2D(2)).hasToString("upSampling2D(2x2)");
  }
}
