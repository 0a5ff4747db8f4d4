package dev.lamina.view.chart;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Sequential;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class PicturesTest {
  private static final Shape PAIR = Shape.of(1, 2, 1);

  @Test
  void knowsWhichShapesArePictures() {
    assertThat(Picture.shapeOf(Shape.of(784))).contains(Shape.of(28, 28, 1));
    assertThat(Picture.shapeOf(Shape.of(5, 7))).contains(Shape.of(5, 7, 1));
    assertThat(Picture.shapeOf(Shape.of(5, 7, 3))).contains(Shape.of(5, 7, 3));
    assertThat(Picture.shapeOf(Shape.of(785))).isEmpty();
    assertThat(Picture.shapeOf(Shape.of(5, 7, 2))).isEmpty();
    assertThat(Picture.shapeOf(Shape.of(5, 5, 5, 1))).isEmpty();
  }

  @Test
  void drawsInkOnPaper() {
    assertThat(Picture.of(PAIR, new float[] {0, 1}).rgb()).containsExactly(0xFFFFFF, 0x000000);
    assertThat(Picture.of(PAIR, new float[] {7, 7}).rgb()).containsExactly(0xFFFFFF, 0xFFFFFF);
    assertThat(Picture.of(Shape.of(1, 1, 3), new float[] {0, 0.5f, 1}).rgb())
        .containsExactly(0x0080FF);
  }

  @Test
  void drawsPositiveWeightsInBlueAndNegativeOnesInOrange() {
    assertThat(Picture.signed(PAIR, new float[] {2, -2}, 2).rgb())
        .containsExactly(0x0060A8, 0xD55E00);
    assertThat(Picture.signed(PAIR, new float[] {0, 9}, 2).rgb())
        .containsExactly(0xFFFFFF, 0x0060A8);
    assertThat(Picture.signed(PAIR, new float[] {0, 0}, 0).rgb())
        .containsExactly(0xFFFFFF, 0xFFFFFF);
  }

  @Test
  void needsANumberForEachPixel() {
    assertThatThrownBy(() -> Picture.of(PAIR, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A picture of 1 x 2 and 1 channels needs 2 numbers, but got 3.");
  }

  @Test
  void showsTheWeightsOfEachNodeOfTheFirstLayer() {
    Sequential network = Sequential.of(Shape.of(1, 2), flatten(), dense(2), dense(1));
    Map<String, FloatArray> weights =
        Map.of("dense/kernel", new FloatArray(Shape.of(2, 2), new float[] {1, -1, 0, 1}));

    Optional<PictureGrid> grid = PictureGrid.weights("Weights", network, weights, 10);

    assertThat(grid).isPresent();
    assertThat(grid.get().description())
        .isEqualTo("Weights: 2 of 2 nodes; blue is positive, up to 1.00, orange negative");
    assertThat(grid.get().pictures().get(0).picture().rgb()).containsExactly(0x0060A8, 0xFFFFFF);
    assertThat(grid.get().pictures().get(1).picture().rgb()).containsExactly(0xD55E00, 0x0060A8);
  }

  @Test
  void showsWhatTrainingChanged() {
    Sequential network = Sequential.of(Shape.of(1, 2), flatten(), dense(1));
    Map<String, FloatArray> weights = network.initialWeights(7);

    PictureGrid grid = PictureGrid.weightChanges("Changes", network, weights, 7, 10).orElseThrow();

    assertThat(grid.pictures().get(0).picture().rgb()).containsExactly(0xFFFFFF, 0xFFFFFF);
  }

  @Test
  void showsTheWindowsOfAConvolution() {
    Sequential network = Sequential.of(Shape.of(5, 5, 1), conv2D(4, 3), flatten(), dense(1));

    PictureGrid grid =
        PictureGrid.weights("Weights", network, network.initialWeights(1), 3).orElseThrow();

    assertThat(grid.pictures()).hasSize(3);
    assertThat(grid.pictures().get(0).picture().width()).isEqualTo(3);
  }

  @Test
  void showsNoWeightsOfWhatIsNoPicture() {
    Sequential network = Sequential.of(Shape.of(3), dense(2));

    assertThat(PictureGrid.weights("Weights", network, network.initialWeights(1), 3)).isEmpty();
  }

  @Test
  void showsExamplesFromAllOverTheData() {
    Dataset data = Dataset.of(new float[10][784], new float[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1});

    PictureGrid grid = PictureGrid.examples("Examples", data, 4).orElseThrow();

    assertThat(grid.description()).isEqualTo("Examples: 4 of 10");
    assertThat(grid.pictures())
        .extracting(PictureGrid.Captioned::caption)
        .containsExactly("0", "0", "1", "1");
    assertThat(PictureGrid.examples("Points", Dataset.of(new float[2][3], new float[2]), 4))
        .isEmpty();
  }
}
