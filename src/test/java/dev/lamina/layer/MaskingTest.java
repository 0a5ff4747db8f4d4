package dev.lamina.layer;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.embedding;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.masking;
import static dev.lamina.layer.Layers.parallel;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.residual;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.spatialDropout2D;
import static dev.lamina.layer.Layers.timeDistributed;
import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.model.Evaluation;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What masks do beside what is compared with Keras. */
class MaskingTest {

  /** Drops the last step, or says that it has a mask and gives none. */
  private record Shorter(boolean masked, boolean shorter) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return Shape.of(input.get(0) - (shorter ? 1 : 0), input.get(1));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return pass.tf()
          .slice(
              input,
              pass.tf().constant(new int[] {0, 0, 0}),
              pass.tf()
                  .constant(new int[] {-1, (int) outputShape(Shapes.example(input)).get(0), -1}));
    }

    @Override
    public boolean masked(boolean input) {
      return masked;
    }
  }

  @Test
  void needsAFiniteValueAndSteps() {
    assertThatThrownBy(() -> masking(Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Masking needs a finite maskValue, but got NaN.");
    assertThatThrownBy(() -> masking(0).outputShape(Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Masking takes a sequence [steps, ...] per example, but got [3]");
  }

  @Test
  void goesThroughBlocksAsThroughWhatTheyAreMadeOf() {
    assertThat(residual(relu()).masked(true)).isTrue();
    assertThat(residual(relu()).masked(false)).isFalse();
    assertThat(parallel(relu(), lstm(2).returnSequences(true)).masked(true)).isTrue();
    assertThat(parallel(relu(), lstm(2)).add().masked(true)).isFalse();
    assertThat(spatialDropout2D(0.5f).masked(true)).isTrue();
  }

  @Test
  void isRefusedByASoftmaxAlongAnotherAxis() {
    assertFails(
        ShapeException.class,
        "Softmax takes no mask of steps",
        masking(0),
        softmax(1),
        lstm(1),
        dense(1));
  }

  @Test
  void ofStepsThatAreGoneIsNamed() {
    assertFails(
        ShapeException.class,
        "has a mask of [3], which does not say of each step of it whether it counts; end the network by",
        masking(0),
        new Shorter(true, true));
  }

  @Test
  void thatIsPromisedMustBeGiven() {
    assertFails(
        IllegalStateException.class,
        "masked() of Shorter says that its output has a mask, but forward() gives none",
        new Shorter(true, false));
  }

  private static void assertFails(
      Class<? extends Exception> type, String message, Layer... layers) {
    Sequential network = Sequential.of(Shape.of(3, 2), layers);
    int outputs = (int) network.outputShape().size();
    try (Model model = network.compile(sgd(0.1f), meanSquaredError())) {
      Dataset data =
          Dataset.of(Shape.of(3, 2), new float[6], network.outputShape(), new float[outputs]);
      assertThatThrownBy(() -> model.evaluate(data))
          .isInstanceOf(type)
          .hasMessageContaining(message);
    }
  }

  /** Three words of two letters; a letter of 0 does not count, nor a word of none. */
  @Test
  void ofStepsWithinStepsIsThatOfTheOuterOnesBehindThem() {
    Sequential words =
        Sequential.of(
            Shape.of(3, 2), embedding(5, 2).maskZero(true), timeDistributed(lstm(2)), lstm(1));
    try (Model model = words.compile(sgd(0.1f), meanSquaredError())) {
      assertThat(model.predict(1, 2, 3, 0, 0, 0)).isEqualTo(model.predict(1, 2, 0, 0, 0, 3));
    }
  }

  @Test
  void ofStepsAloneSaysNothingWithinThem() {
    Sequential nested =
        Sequential.of(
            Shape.of(3),
            embedding(5, 6).maskZero(true),
            timeDistributed(reshape(2, 3)),
            timeDistributed(timeDistributed(dense(2))),
            timeDistributed(lstm(2)),
            lstm(1));
    try (Model model = nested.compile(sgd(0.1f), meanSquaredError())) {
      assertThat(model.predict(1, 2, 0)).isEqualTo(model.predict(0, 1, 2));
    }
  }

  @Test
  void leavesNothingToCountWhereNoStepDoes() {
    Sequential network = Sequential.of(Shape.of(3, 2), masking(0), relu());
    try (Model model = network.compile(sgd(0.1f), meanSquaredError(), meanAbsoluteError())) {
      Evaluation none =
          model.evaluate(Dataset.of(Shape.of(3, 2), new float[6], Shape.of(3, 2), new float[6]));

      assertThat(none.loss()).isZero();
      assertThat(none.metric("meanAbsoluteError")).isZero();
    }
  }

  @Test
  void countsAcrossSlicesAndExamples() {
    Sequential network = Sequential.of(Shape.of(2, 1), masking(0), relu());
    float[] x = {1, 0, 3, 4, 0, 0};
    float[] y = {0, 9, 0, 0, 9, 9};
    try (Model model = network.compile(sgd(0.1f), meanSquaredError(), meanAbsoluteError())) {
      Evaluation evaluation = model.evaluate(Dataset.of(Shape.of(2, 1), x, Shape.of(2, 1), y));

      assertThat(evaluation.metric("meanAbsoluteError")).isCloseTo(8 / 3.0, within(1e-6));
      assertThat(evaluation.loss()).isCloseTo(26 / 3.0, within(1e-5));
    }
  }
}
