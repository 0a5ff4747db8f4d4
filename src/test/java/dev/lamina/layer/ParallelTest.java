package dev.lamina.layer;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.parallel;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ParallelTest {

  @Test
  void putsTheOutputsOfItsBranchesOneAfterTheOther() {
    assertThat(parallel(relu(), sequence()).outputShape(Shape.of(1, 2))).isEqualTo(Shape.of(1, 4));
    assertThat(Forward.infer(parallel(relu(), sequence()), Map.of(), Shape.of(2, 2), 1, -2, 3, -4))
        .containsExactly(1, 0, 1, -2, 3, 0, 3, -4);
  }

  @Test
  void addsTheOutputsIfItIsTold() {
    Parallel added = parallel(relu(), sequence(), sequence()).add();

    assertThat(added.outputShape(Shape.of(1, 2))).isEqualTo(Shape.of(1, 2));
    assertThat(Forward.infer(added, Map.of(), Shape.of(2, 2), 1, -2, 3, -4))
        .containsExactly(3, -4, 9, -8);
  }

  @Test
  void isItsBranchIfThereIsOnlyOne() {
    assertThat(Forward.infer(parallel(relu()), Map.of(), Shape.of(1, 2), 1, -2))
        .containsExactly(1, 0);
  }

  @Test
  void hasTheWeightsAndTheWorkOfItsBranches() {
    Parallel layer = parallel(dense(1), sequence(dense(2), dense(3)), dense(4));

    assertThat(layer.weights(Shape.of(2)).stream().map(Weight::name))
        .containsExactly(
            "dense/kernel",
            "dense/bias",
            "sequence/dense/kernel",
            "sequence/dense/bias",
            "sequence/dense_1/kernel",
            "sequence/dense_1/bias",
            "dense_1/kernel",
            "dense_1/bias");
    assertThat(layer.outputShape(Shape.of(2))).isEqualTo(Shape.of(8));
    assertThat(layer.multiplications(Shape.of(2)))
        .isEqualTo(
            layer.weights(Shape.of(2)).stream().mapToLong(weight -> weight.shape().size()).sum());
    assertThat(layer.prefersPlainGraph()).isFalse();
    assertThat(parallel(relu(), conv2D(1, 1)).prefersPlainGraph()).isTrue();
    assertThat(layer.trainable(false).weights(Shape.of(2))).noneMatch(Weight::trained);
  }

  @Test
  void isShownByItsBranches() {
    assertThat(parallel(dense(1), sequence(dense(2), relu())))
        .hasToString("parallel(dense(1), sequence(dense(2), relu))");
    assertThat(parallel(relu(), sequence()).add()).hasToString("parallel(relu, sequence()) add");
  }

  @Test
  void namesTheShapesThatDoNotFit() {
    assertThatThrownBy(() -> parallel(conv2D(3, 1), maxPooling2D(2)).outputShape(Shape.of(4, 4, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Parallel merges its branches by concat, but they give [4, 4, 3], [2, 2, 2]; make the shapes equal in all axes but the last.");
    assertThatThrownBy(() -> parallel(dense(3), dense(4)).add().outputShape(Shape.of(2)))
        .hasMessage(
            "Parallel merges its branches by add, but they give [3], [4]; make the shapes equal.");
    assertThatThrownBy(() -> parallel(flatten(), maxPooling2D(2)).outputShape(Shape.of(2, 2)))
        .hasMessageStartingWith("branch 2 (MaxPooling2D): ");
    assertThatThrownBy(() -> parallel(relu(), relu()).outputShape(Shape.scalar()))
        .hasMessageContaining("they give [], []");
  }

  @Test
  void needsABranch() {
    assertThatThrownBy(() -> parallel())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parallel needs at least one branch, but got none.");
  }
}
