package dev.lamina.layer;

import static dev.lamina.layer.Layers.averagePooling1D;
import static dev.lamina.layer.Layers.averagePooling2D;
import static dev.lamina.layer.Layers.globalAveragePooling2D;
import static dev.lamina.layer.Layers.globalMaxPooling2D;
import static dev.lamina.layer.Layers.maxPooling1D;
import static dev.lamina.layer.Layers.maxPooling2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

class PoolingTest {
  private static final float[] SQUARE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  @Test
  void takesTheLargestOrTheMeanOfEveryWindow() {
    Shape square = Shape.of(1, 3, 3, 1);

    assertThat(Values.of(maxPooling2D(2), square, SQUARE)).containsExactly(5);
    assertThat(Values.of(averagePooling2D(2), square, SQUARE)).containsExactly(3);
    assertThat(Values.of(maxPooling2D(2).strides(1), square, SQUARE)).containsExactly(5, 6, 8, 9);
    assertThat(Values.of(globalMaxPooling2D(), square, SQUARE)).containsExactly(9);
    assertThat(Values.of(globalAveragePooling2D(), square, SQUARE)).containsExactly(5);
    assertThat(Values.of(maxPooling1D(2), Shape.of(1, 5, 1), 1, 2, 3, 4, 5)).containsExactly(2, 4);
  }

  @Test
  void leavesOutWhatIsOutside() {
    Shape negative = Shape.of(1, 3, 1);

    assertThat(Values.of(maxPooling1D(2).padding(Padding.SAME), negative, -1, -2, -3))
        .containsExactly(-1, -3);
    assertThat(Values.of(averagePooling1D(2).padding(Padding.SAME), negative, -1, -2, -3))
        .containsExactly(-1.5f, -3);
  }

  static List<Layer> ofImages() {
    return List.of(maxPooling2D(Size.of(2, 3)), averagePooling2D(Size.of(2, 3)));
  }

  @ParameterizedTest
  @MethodSource("ofImages")
  void goesAsFarAsItsWindowIsLarge(Layer layer) {
    assertThat(layer.outputShape(Shape.of(7, 6, 5))).isEqualTo(Shape.of(3, 2, 5));
    assertThat(layer.weights(Shape.of(7, 6, 5))).isEmpty();
    assertThat(layer.prefersPlainGraph()).isTrue();
    assertThatThrownBy(() -> layer.outputShape(Shape.of(7, 6)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            layer.type()
                + " takes [height, width, channels] per example, but got [7, 6]; put reshape(7, 6, 1) before it.");
    assertThatThrownBy(() -> layer.outputShape(Shape.of(1, 6, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith(layer.type() + " slides a window of length 2 along axis 1 of");
  }

  static List<Layer> ofSequences() {
    return List.of(maxPooling1D(3), averagePooling1D(3));
  }

  @ParameterizedTest
  @MethodSource("ofSequences")
  void takesFewerSteps(Layer layer) {
    assertThat(layer.outputShape(Shape.of(7, 5))).isEqualTo(Shape.of(2, 5));
    assertThat(layer.prefersPlainGraph()).isTrue();
    assertThatThrownBy(() -> layer.outputShape(Shape.of(7)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            layer.type()
                + " takes [steps, channels] per example, but got [7]; put reshape(7, 1) before it.");
  }

  @Test
  void givesANumberForEachChannelOfTheWholeImage() {
    for (Layer layer : List.of(globalMaxPooling2D(), globalAveragePooling2D())) {
      assertThat(layer.outputShape(Shape.of(7, 6, 5))).isEqualTo(Shape.of(5));
      assertThatThrownBy(() -> layer.outputShape(Shape.of(7)))
          .isInstanceOf(ShapeException.class)
          .hasMessageStartingWith(layer.type() + " takes [height, width, channels]");
    }
  }

  @Test
  void hasOptions() {
    Shape image = Shape.of(7, 6, 1);

    assertThat(maxPooling2D(2).padding(Padding.SAME).outputShape(image))
        .isEqualTo(Shape.of(4, 3, 1));
    assertThat(averagePooling2D(2).strides(Size.of(1, 2)).padding(Padding.SAME).outputShape(image))
        .isEqualTo(Shape.of(7, 3, 1));
    assertThat(maxPooling1D(3).strides(1).outputShape(Shape.of(7, 1))).isEqualTo(Shape.of(5, 1));
    assertThat(averagePooling1D(3).strides(1).outputShape(Shape.of(7, 1)))
        .isEqualTo(Shape.of(5, 1));
    assertThatThrownBy(() -> maxPooling1D(0)).hasMessageContaining("poolSize of at least 1");
    assertThatThrownBy(() -> averagePooling1D(2).strides(0))
        .hasMessage("AveragePooling1D needs strides of at least 1, but got 0.");
  }

  @Test
  void keepsTheAxesOfAWholeImage() {
    assertThat(globalMaxPooling2D().keepdims(true).outputShape(Shape.of(7, 6, 2)))
        .isEqualTo(Shape.of(1, 1, 2));
    assertThat(globalAveragePooling2D().keepdims(true).outputShape(Shape.of(7, 6, 2)))
        .isEqualTo(Shape.of(1, 1, 2));
    assertThat(globalAveragePooling2D().keepdims(true))
        .hasToString("globalAveragePooling2D keepdims");
  }

  @Test
  void isShownAsItIsWritten() {
    assertThat(
            List.of(
                maxPooling1D(2),
                averagePooling1D(2),
                maxPooling2D(2),
                averagePooling2D(Size.of(2, 3)),
                globalMaxPooling2D(),
                globalAveragePooling2D()))
        .hasToString(
            "[maxPooling1D(2), averagePooling1D(2), maxPooling2D(2x2), averagePooling2D(2x3), globalMaxPooling2D, globalAveragePooling2D]");
  }
}
