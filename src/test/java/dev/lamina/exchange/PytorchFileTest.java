package dev.lamina.exchange;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.conv1D;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.conv2DTranspose;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.depthwiseConv2D;
import static dev.lamina.layer.Layers.embedding;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.layerNormalization;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.pReLU;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.separableConv2D;
import static dev.lamina.layer.Layers.tanh;
import static dev.lamina.layer.Layers.timeDistributed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.io.FileException;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Size;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Sequential;
import dev.lamina.persist.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** Files that PyTorch's world wrote; {@code make.py} beside them makes them. */
class PytorchFileTest {
  private static final Path FILES = Path.of("src/test/resources/pytorch");
  private static final Path IMAGES = FILES.resolve("images.safetensors");
  private static final Path TEXTS = FILES.resolve("texts.safetensors");

  /** PyTorch adds 1e-5 to variances, Keras and Lamina 1e-3. */
  private static final float EPSILON = 1e-5f;

  @TempDir private Path folder;

  private static Sequential images() {
    return Sequential.of(
        Shape.of(9, 8, 2),
        conv2D(3, Size.of(3, 2)),
        batchNormalization().epsilon(EPSILON),
        relu(),
        maxPooling2D(2),
        conv2DTranspose(4, 3).strides(2).activation(ActivationFunction.TANH),
        depthwiseConv2D(2).depthMultiplier(2),
        separableConv2D(3, 2),
        pReLU().sharedAxes(1, 2),
        flatten(),
        batchNormalization().epsilon(EPSILON),
        dense(4),
        relu(),
        layerNormalization().epsilon(EPSILON),
        dense(2));
  }

  private static Sequential texts() {
    return Sequential.of(
        Shape.of(8),
        embedding(10, 4),
        conv1D(3, 3),
        timeDistributed(dense(2)),
        relu(),
        flatten(),
        dense(2));
  }

  @Test
  void predictsWhatPytorchDoes() throws IOException {
    GoldenPredictions.check(FILES.resolve("images.json"), PytorchFile.read(IMAGES, images()));
  }

  @Test
  void takesTheOrderOfModulesThatIsGiven() throws IOException {
    List<String> modules = List.of("words", "filters", "each", "end");

    GoldenPredictions.check(FILES.resolve("texts.json"), PytorchFile.read(TEXTS, texts(), modules));
  }

  /** All but the counts of batches, which are no floats. */
  @Test
  void writesWhatItRead() {
    Path file = folder.resolve("images.safetensors");

    PytorchFile.write(file, PytorchFile.read(IMAGES, images()));

    assertThat(Safetensors.read(file).arrays())
        .isEqualTo(
            Safetensors.read(IMAGES, name -> !name.endsWith("num_batches_tracked")).arrays());
  }

  @Test
  void readsWhatIsFrozen() {
    Map<String, FloatArray> read = PytorchFile.read(IMAGES, images().trainable(false)).weights();

    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(PytorchFile.read(IMAGES, images()).weights());
  }

  @Test
  void transposesALinearLayer() {
    Path file = folder.resolve("linear.safetensors");
    write(file, Map.of("fc.weight", array(Shape.of(2, 3), 1, 2, 3, 4, 5, 6)));

    Pretrained read = PytorchFile.read(file, Sequential.of(Shape.of(3), dense(2).useBias(false)));

    assertThat(values(read.weights(), "dense/kernel")).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void saysAllThatDoesNotFit() {
    Path file = folder.resolve("linear.safetensors");
    write(
        file,
        Map.of(
            "0.weight", new FloatArray(Shape.of(2, 3), new float[6]),
            "0.scale", new FloatArray(Shape.of(1), new float[1])));

    assertThatThrownBy(() -> PytorchFile.read(file, Sequential.of(Shape.of(2), dense(3))))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s does not fit the network: 0.weight has the shape [2, 3], but dense/kernel needs [3, 2]; 0.bias [3] for dense/bias is missing; 0.scale [1] belongs to no weight.",
            file);
  }

  @Test
  void listsBothWhereTheNumbersOfModulesDiffer() {
    assertThatThrownBy(() -> PytorchFile.read(TEXTS, Sequential.of(Shape.of(3), dense(2))))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s has weights of 4 modules, but the network needs 1; it has each.bias [2], each.weight [2, 3], end.bias [2], end.weight [2, 12], filters.bias [3], filters.weight [3, 4, 3], words.weight [10, 4], the network needs dense/kernel [2, 3], dense/bias [2].",
            TEXTS);
  }

  @Test
  void refusesLayersWhoseLayoutIsNotKnown() {
    assertThatThrownBy(() -> PytorchFile.read(TEXTS, Sequential.of(Shape.of(3, 2), lstm(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Layer 1 (LSTM): how PyTorch holds its weights is not known here; set them by Model.setWeights.");
  }

  @Test
  void writesNothingWithoutAllWeights() {
    Path file = folder.resolve("none.safetensors");
    Pretrained none = new Pretrained(Sequential.of(Shape.of(3), dense(2), tanh()), Map.of());

    assertThatThrownBy(() -> PytorchFile.write(file, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dense/kernel is left out");
    assertThat(file).doesNotExist();
  }

  private static FloatArray array(Shape shape, float... values) {
    return new FloatArray(shape, values);
  }

  private static void write(Path file, Map<String, FloatArray> arrays) {
    new Safetensors(arrays, Map.of()).write(file);
  }
}
