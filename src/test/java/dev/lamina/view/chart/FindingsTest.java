package dev.lamina.view.chart;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class FindingsTest {
  private static final float[][] X = {{-2}, {-1}, {1}, {3}};

  private static Optional<Findings> found(Dataset data, Layer last, float... kernel) {
    try (Model model =
        Sequential.of(Shape.of(1), dense(kernel.length), last)
            .compile(sgd(0.1f), meanSquaredError())) {
      Shape bias = Shape.of(kernel.length);
      model.setWeights(
          Map.of(
              "dense/kernel",
              new FloatArray(bias.prepend(1), kernel),
              "dense/bias",
              new FloatArray(bias, new float[kernel.length])));
      return Findings.of(model, data);
    }
  }

  @Test
  void findsTheMistakesOfASingleProbabilityTheMostCertainFirst() {
    Findings findings = found(Dataset.of(X, new float[] {0, 1, 1, 0}), sigmoid(), 1).orElseThrow();

    assertThat(findings.confusion().counts()).isEqualTo(List.of(List.of(1L, 1L), List.of(1L, 1L)));
    assertThat(findings.mistakes()).extracting(Findings.Mistake::example).containsExactly(3, 1);
    Findings.Mistake worst = findings.mistakes().get(0);
    assertThat(worst.truth()).isZero();
    assertThat(worst.predicted()).isEqualTo(1);
    assertThat(worst.confidence()).isCloseTo(0.9526, within(1e-4));
    assertThat(worst.truthProbability()).isCloseTo(0.0474, within(1e-4));
  }

  @Test
  void findsTheMistakesOfAProbabilityForEachClass() {
    float[][] oneHot = {{1, 0}, {0, 1}, {0, 1}, {1, 0}};

    Findings findings = found(Dataset.of(X, oneHot), softmax(), 0, 1).orElseThrow();

    assertThat(findings.mistakes()).extracting(Findings.Mistake::example).containsExactly(3, 1);
  }

  @Test
  void findsNothingWhereTargetsAreNoClassesOrPredictionsNoProbabilities() {
    assertThat(found(Dataset.of(X, new float[] {0, 0.5f, 1, 1}), sigmoid(), 1)).isEmpty();
    assertThat(found(Dataset.of(X, new float[] {0, 1, 2, 1}), sigmoid(), 1)).isEmpty();
    assertThat(found(Dataset.of(X, new float[] {0, 0, 1, 1}), relu(), 1)).isEmpty();
  }

  @Test
  void showsMistakesInPictures() {
    Findings findings =
        new Findings(
            new dev.lamina.train.metric.ConfusionMatrix(List.of(List.of(1L, 1L), List.of(0L, 1L))),
            List.of(new Findings.Mistake(4, new float[784], 0, 1, 0.93, 0.07)));

    PictureGrid grid = findings.pictures("Mistakes", Shape.of(784), 24).orElseThrow();

    assertThat(grid.description()).isEqualTo("Mistakes: 1 of 1");
    assertThat(grid.pictures().get(0).caption()).isEqualTo("0 as 1: 0.93\n0: 0.07");
    assertThat(grid.pictures().get(0).description())
        .isEqualTo("Example 4, a 0 taken for a 1 with probability 0.93");
    assertThat(findings.pictures("Mistakes", Shape.of(3), 24)).isEmpty();
  }
}
