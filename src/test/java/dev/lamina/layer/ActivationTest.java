package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

class ActivationTest {

  @ParameterizedTest
  @EnumSource
  void keepsTheShapeAndHasNoWeights(ActivationFunction function) {
    Layer layer = Layers.activation(function);

    assertThat(layer.outputShape(Shape.of(2, 3))).isEqualTo(Shape.of(2, 3));
    assertThat(layer.weights(Shape.of(2, 3))).isEmpty();
    assertThat(layer.multiplications(Shape.of(2, 3))).isZero();
  }

  @Test
  void isCalledByTheNameOfItsFunction() {
    assertThat(List.of(Layers.relu(), Layers.sigmoid(), Layers.tanh(), Layers.softmax()))
        .hasToString("[relu, sigmoid, tanh, softmax]");
    assertThat(Layers.activation(ActivationFunction.LINEAR)).hasToString("linear");
  }

  @Test
  void appliesItsFunctionToEveryNode() {
    assertThat(of(Layers.relu(), Shape.of(1, 3), -1, 0, 2)).containsExactly(0, 0, 2);
    assertThat(of(Layers.sigmoid(), Shape.of(1, 3), -100, 0, 100)).containsExactly(0, 0.5f, 1);
    assertThat(of(Layers.tanh(), Shape.of(1, 3), -100, 0, 100)).containsExactly(-1, 0, 1);
  }

  @Test
  void appliesSoftmaxToEveryRow() {
    assertThat(of(Layers.softmax(), Shape.of(2, 2), 0, 0, 200, -200))
        .containsExactly(0.5f, 0.5f, 1, 0);
  }

  @Test
  void refusesToTakeTheSoftmaxOverABatch() {
    assertThatThrownBy(() -> Layers.softmax().outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "softmax takes a row of numbers per example, but got []; put flatten() before it.");
  }

  private static float[] of(Layer layer, Shape shape, float... x) {
    return PlainGraph.run(
            tf ->
                List.of(
                    layer.forward(new PlainPass(tf, false, Map.of(), 1), constant(tf, shape, x))))
        .get(0);
  }
}
