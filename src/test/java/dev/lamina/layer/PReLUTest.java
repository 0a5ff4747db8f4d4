package dev.lamina.layer;

import static dev.lamina.layer.Layers.pReLU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.Activations.PReLU;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class PReLUTest {

  @Test
  void hasAnAlphaForEveryNumber() {
    assertThat(pReLU().weights(Shape.of(4, 3)))
        .containsExactly(Weight.of("alpha", Shape.of(4, 3), Initializers.zeros()));
    assertThat(Values.of(pReLU(), List.of(new float[] {0, 0.5f}), Shape.of(2, 2), -2, -2, 2, 2))
        .containsExactly(0, -1, 2, 2);
    assertThat(pReLU()).hasToString("pReLU");
  }

  @Test
  void sharesAlphasAlongAxes() {
    assertThat(pReLU().sharedAxes(1, 2).weights(Shape.of(28, 28, 8)))
        .containsExactly(Weight.of("alpha", Shape.of(1, 1, 8), Initializers.zeros()));
  }

  @Test
  void hasOptionsOfItsAlphas() {
    Constraint positive = (tf, weight) -> tf.nn.relu(weight);
    PReLU layer = pReLU().alpha(Initializers.constant(0.25f), Regularizers.l2(1), positive);

    assertThat(layer.weights(Shape.of(1)).get(0).rule())
        .isEqualTo(new WeightRule(Initializers.constant(0.25f), Regularizers.l2(1), positive));
  }

  @Test
  void sharesOnlyAxesThatThereAre() {
    assertThatThrownBy(() -> pReLU().sharedAxes(3).outputShape(Shape.of(4, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("PReLU shares axes between 1 and 2 of [4, 3], but got 3; give it others.");
    assertThatThrownBy(() -> pReLU().sharedAxes(0).outputShape(Shape.of(4)))
        .isInstanceOf(ShapeException.class);
  }
}
