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
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.separableConv2D;
import static dev.lamina.layer.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.io.FileException;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Size;
import dev.lamina.model.Functional;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Sequential;
import dev.lamina.network.Node;
import dev.lamina.persist.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        Shape.of(8), embedding(10, 4), conv1D(3, 3), dense(2), relu(), flatten(), dense(2));
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

  static Stream<JsonNode> reshapes() throws IOException {
    return Files.readAllLines(FILES.resolve("reshapes.jsonl")).stream().map(PytorchFileTest::json);
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("reshapes")
  void turnsAroundWhatLiesOnBothSidesOfAReshape(JsonNode golden) {
    Path file = folder.resolve("given.safetensors");
    Map<String, FloatArray> state = new HashMap<>();
    golden
        .path("state")
        .properties()
        .forEach(
            entry ->
                state.put(
                    entry.getKey(),
                    new FloatArray(
                        shape(entry.getValue()),
                        GoldenPredictions.floats(entry.getValue().path("data")))));
    write(file, state);
    List<String> modules = new ArrayList<>();
    golden.path("modules").forEach(module -> modules.add(module.asText()));
    Path written = folder.resolve("written.safetensors");

    Pretrained read =
        PytorchFile.read(file, Functional.fromJson(golden.path("network").toString()));
    PytorchFile.write(written, read, modules);

    GoldenPredictions.check(
        read,
        GoldenPredictions.floats(golden.path("input").path("data")),
        GoldenPredictions.floats(golden.path("output").path("data")));
    assertThat(Safetensors.read(written).arrays()).isEqualTo(state);
  }

  private static Shape shape(JsonNode tensor) {
    Shape shape = Shape.scalar();
    for (JsonNode size : tensor.path("shape")) {
      shape = shape.append(size.asLong());
    }
    return shape;
  }

  @Test
  void refusesVectorsThatLieOtherwise() {
    Sequential atOnce = Sequential.of(Shape.of(12), reshape(2, 2, 3), conv2D(1, 1));
    Sequential otherShape =
        Sequential.of(Shape.of(2, 2, 3), conv2D(3, 1), flatten(), reshape(3, 4, 1), conv2D(1, 1));
    Sequential rows = Sequential.of(Shape.of(2, 2, 3), conv2D(3, 1), reshape(2, 6), dense(1));
    Node x = Node.input("x", Shape.of(3));
    Node vector = x.to(dense(12));
    Functional twoEnds = Functional.of(vector, vector.to(reshape(2, 2, 3), conv2D(1, 1)));

    for (Functional network : List.of(atOnce, otherShape, rows, twoEnds)) {
      assertThatThrownBy(() -> PytorchFile.read(IMAGES, network))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("whose numbers stand in another order in PyTorch");
    }
  }

  @Test
  void keepsTheOrdersOfAGraphsBranchesApart() {
    Node image = Node.input("image", Shape.of(2, 2, 2));
    Node row = Node.input("row", Shape.of(2));
    Functional network =
        Functional.of(
            Node.concatenate(image.to(conv2D(1, 1), conv2D(2, 1), flatten()), row).to(dense(1)));
    Map<String, FloatArray> weights = network.initialWeights(1);
    weights.put("dense/kernel", array(Shape.of(10, 1), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));

    Path file = folder.resolve("graph.safetensors");
    PytorchFile.write(file, new Pretrained(network, weights), List.of("a", "b", "end"));

    assertThat(values(Safetensors.read(file).arrays(), "end.weight"))
        .containsExactly(0, 2, 4, 6, 1, 3, 5, 7, 8, 9);
  }

  @Test
  void asksForTheOrderOfModulesThatOnlyWordsTellApart() {
    Path file = folder.resolve("words.safetensors");
    Sequential network = Sequential.of(Shape.of(2), dense(2), dense(2), dense(3), dense(1));
    PytorchFile.write(
        file,
        new Pretrained(network, network.initialWeights(1)),
        List.of("stem", "body", "wide", "head"));

    assertThatThrownBy(() -> PytorchFile.read(file, network))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(
            file
                + " has the modules \"body\" and \"stem\" of equal shapes, and their names do not");
  }

  @Test
  void takesTheOrderThatNumbersTell() {
    Sequential network =
        Sequential.of(
            Shape.of(2), dense(2), dense(2), layerNormalization(), dense(3), dense(3), dense(1));
    List<String> modules = List.of("a.fc2", "a.fc10", "a.norm", "body", "head.0", "head.1");
    Pretrained pretrained = new Pretrained(network, network.initialWeights(1));
    Path file = folder.resolve("words.safetensors");
    PytorchFile.write(file, pretrained, modules);

    assertThat(PytorchFile.read(file, network).weights())
        .usingRecursiveComparison()
        .isEqualTo(pretrained.weights());
    assertThatThrownBy(() -> PytorchFile.write(file, pretrained, List.of("stem", "body")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The network needs different names for 6 modules, but got [stem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sd/data.pkl", "export/archive_format", ""})
  void saysWhatAFileOfTorchSaveIs(String entry) throws IOException {
    Path file = folder.resolve("model.pt");
    if (entry.isEmpty()) {
      Files.write(file, new byte[] {-128, 2, -118, 10, 108, -4, -100, 70, -7});
    } else {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }

    assertThatThrownBy(() -> PytorchFile.read(file, images()))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + " is a file of torch.save")
        .hasMessageEndingWith(
            "safetensors.torch.save_file(model.state_dict(), \"model.safetensors\").");
    if (!entry.isEmpty()) {
      assertThatThrownBy(() -> KerasFile.read(file))
          .hasMessageStartingWith(file + " is a file of torch.save");
    }
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
            "%s does not fit the network: 0.weight has the shape [2, 3], but dense/kernel needs [3, 2]; 0.bias [3] for dense/bias is missing; 0.scale [1] belongs to no weight. If its modules stand in another order, give the names of the modules in the order of the layers: PytorchFile.read(file, network, List.of(\"...\")).",
            file);
  }

  @Test
  void listsBothWhereTheNumbersOfModulesDiffer() {
    assertThatThrownBy(() -> PytorchFile.read(TEXTS, Sequential.of(Shape.of(3), dense(2))))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s has weights of 4 modules, but the network needs 1; it has each.bias [2], each.weight [2, 3], end.bias [2], end.weight [2, 12], filters.bias [3], filters.weight [3, 4, 3], words.weight [10, 4], the network needs dense/kernel [2, 3], dense/bias [2]; give the names of the modules in the order of the layers: PytorchFile.read(file, network, List.of(\"...\")).",
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
