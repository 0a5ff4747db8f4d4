package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.layer.Layers.flatten;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class FlattenTest {

  @Test
  void givesAVector() {
    assertThat(flatten().outputShape(Shape.of(28, 28, 3))).isEqualTo(Shape.of(2352));
    assertThat(flatten().outputShape(Shape.of(5))).isEqualTo(Shape.of(5));
    assertThat(flatten().outputShape(Shape.scalar())).isEqualTo(Shape.of(1));
    assertThat(flatten().weights(Shape.of(28, 28))).isEmpty();
    assertThat(flatten()).hasToString("flatten");
  }

  @Test
  void laysEveryExampleOutRowByRow() {
    List<float[]> got =
        PlainGraph.run(
            tf -> {
              Operand<TFloat32> flat =
                  flatten()
                      .forward(
                          new PlainPass(tf, false, Map.of(), 1),
                          constant(tf, Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8));
              assertThat(flat.shape()).isEqualTo(Shape.of(2, 4));
              return List.of(flat);
            });

    assertThat(got.get(0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void makesAVectorOfASingleNumber() {
    PlainGraph.run(
        tf -> {
          Operand<TFloat32> flat =
              flatten()
                  .forward(
                      new PlainPass(tf, false, Map.of(), 1), constant(tf, Shape.of(3), 1, 2, 3));
          assertThat(flat.shape()).isEqualTo(Shape.of(3, 1));
          return List.of(flat);
        });
  }
}
