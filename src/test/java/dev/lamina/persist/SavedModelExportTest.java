package dev.lamina.persist;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.maxPooling1D;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.engine.Device;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Size;
import dev.lamina.model.Functional;
import dev.lamina.model.Sequential;
import dev.lamina.network.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

class SavedModelExportTest {
  private static final Sequential NETWORK =
      Sequential.of(Shape.of(2), dense(3), relu(), dropout(0.5f), dense(2), softmax());

  @TempDir private Path folder;

  @BeforeAll
  static void loadTheLibrary() {
    Device.CPU.resolve();
  }

  @Test
  void isLoadedByTensorFlow() {
    Path model = export(Export.standard());

    assertThat(run(model, TFloat32.tensorOf(Shape.of(1, 2), DataBuffers.of(1f, 2f))).get("output"))
        .satisfies(this::isTheNetworksPrediction);
  }

  @Test
  void holdsItsWeightsInTheGraphIfAsked() {
    Path model = export(Export.standard().asConstants().inputName("x").outputName("y"));

    assertThat(folder.resolve("model/variables")).doesNotExist();
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TFloat32 x = TFloat32.tensorOf(Shape.of(1, 2), DataBuffers.of(1f, 2f));
        Result result = bundle.call(Map.of("x", x))) {
      isTheNetworksPrediction(floats(result.get("y").orElseThrow()));
    }
  }

  @Test
  void takesBytesAndGivesLabels() {
    Path model = export(Export.standard().fromBytes(0.5f).labels(List.of("low", "high")));

    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TUint8 x =
            TUint8.tensorOf(
                Shape.of(2, 2), DataBuffers.of((byte) 2, (byte) 4, (byte) 0, (byte) 0));
        Result result = bundle.call(Map.of("input", x))) {
      float[] output = floats(result.get("output").orElseThrow());
      float[] probability = floats(result.get("probability").orElseThrow());
      TString label = (TString) result.get("label").orElseThrow();
      for (int i = 0; i < 2; i++) {
        int best = output[2 * i] >= output[2 * i + 1] ? 0 : 1;
        assertThat(probability[i]).isEqualTo(output[2 * i + best]);
        assertThat(label.getObject(i)).isEqualTo(best == 0 ? "low" : "high");
      }
    }
    assertThat(folder.resolve("model/assets/labels.txt")).hasContent("low\nhigh");
  }

  @Test
  void holdsTheForwardPassAlone() {
    Path model = export(Export.standard());

    Set<String> ops = new TreeSet<>();
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      for (NodeDef node : bundle.metaGraphDef().getGraphDef().getNodeList()) {
        ops.add(node.getOp());
      }
    }
    assertThat(ops)
        .containsExactly(
            "AssignVariableOp",
            "BiasAdd",
            "Const",
            "Identity",
            "MatMul",
            "NoOp",
            "Placeholder",
            "ReadVariableOp",
            "Relu",
            "RestoreV2",
            "SaveV2",
            "Softmax",
            "VarHandleOp");
  }

  @Test
  void leavesAFolderThatIsThere() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("mine"), "");

    assertThatThrownBy(() -> export(Export.standard()))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s is there already; take another name, or ask for it to be overwritten (--overwrite, Export.overwriting).",
            model);
    assertThatThrownBy(() -> export(Export.standard().overwriting()))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s is no SavedModel, so it is not overwritten; take another name for the export.",
            model);
    assertThat(names(model)).containsExactly("mine");
  }

  @Test
  void replacesAnEarlierExportWhenAsked() throws IOException {
    export(Export.standard());
    export(Export.standard().asConstants().overwriting());

    assertThat(names(folder.resolve("model"))).containsExactly("saved_model.pb");
    assertThat(names(folder)).containsExactly("model");
  }

  @Test
  void replacesWhatALinkLeadsTo() throws IOException {
    Path version = folder.resolve("v3");
    Path link = Files.createSymbolicLink(folder.resolve("model"), Path.of("v3"));
    assertThatThrownBy(() -> export(Export.standard()))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(link + " is a link to what is not there");
    SavedModelExport.write(version, NETWORK, NETWORK.initialWeights(1), Export.standard());

    export(Export.standard().asConstants().overwriting());

    assertThat(link).isSymbolicLink();
    assertThat(names(version)).containsExactly("saved_model.pb");
  }

  @Test
  void leavesNothingBehindWhenItFails() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(
            () ->
                SavedModelExport.write(
                    file.resolve("model"), NETWORK, NETWORK.initialWeights(7), Export.standard()))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("cannot be written");
    assertThat(names(folder)).containsExactly("file");
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    assertThatThrownBy(() -> export(Export.standard().labels(List.of("one"))))
        .hasMessage(
            "There are 1 labels, but the network gives [2] for each example; give one label for each class.");
    for (String taken : List.of("label", "probability")) {
      assertThatThrownBy(
              () -> export(Export.standard().outputName(taken).labels(List.of("no", "yes"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "With labels the signature gives a label and a probability besides the output, which cannot be named \"%s\", too; give it another name.",
              taken);
    }
    Export labelled = Export.standard().labels(List.of("no", "yes"));
    Sequential logit = Sequential.of(Shape.of(2), dense(1));
    assertThatThrownBy(() -> labelled.write(folder.resolve("m"), logit, logit.initialWeights(7)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("if the network ends in sigmoid(), but got 2 and dense(1)");
    Sequential single = Sequential.of(Shape.of(2), dense(1), sigmoid());
    assertThatThrownBy(
            () ->
                Export.standard()
                    .labels(List.of("yes"))
                    .write(folder.resolve("m"), single, single.initialWeights(7)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes two labels");
    Node input = Node.input("x", Shape.of(2));
    Functional two = Functional.of(input.to(dense(1)).named("a"), input.to(dense(1)).named("b"));
    assertThatThrownBy(() -> labelled.write(folder.resolve("m"), two, two.initialWeights(7)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Labels name the classes of one output, but the network gives a [1], b [1]; leave the labels out.");
  }

  @Test
  void namesAnInputAsTheNetworkDoes() {
    Functional network = Functional.of(Node.input("row", Shape.of(2)).to(sigmoid()));
    for (Export export : List.of(Export.standard(), Export.standard().inputName("x"))) {
      Path model = folder.resolve("model" + export.inputName());
      export.write(model, network, Map.of());

      assertThat(SavedModelFile.read(model).signatures().get(0).inputs())
          .extracting(Signature.TensorSpec::name)
          .containsExactly(export.inputName().isEmpty() ? "row" : "x");
    }
  }

  @Test
  void namesTheTwoClassesOfOneSigmoid() {
    Sequential network = Sequential.of(Shape.of(1), sigmoid());
    Path model = folder.resolve("model");
    Export.standard().labels(List.of("no", "yes")).write(model, network, Map.of());

    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TFloat32 x = TFloat32.tensorOf(Shape.of(3, 1), DataBuffers.of(-1f, 0f, 1f));
        Result result = bundle.call(Map.of("input", x))) {
      TString label = (TString) result.get("label").orElseThrow();
      assertThat(List.of(label.getObject(0), label.getObject(1), label.getObject(2)))
          .containsExactly("no", "no", "yes");
      float p = (float) (1 / (1 + Math.exp(-1)));
      assertThat(floats(result.get("probability").orElseThrow()))
          .containsExactly(new float[] {p, 0.5f, p}, within(1e-6f));
    }
  }

  @Test
  void exportsNetworksWithoutWeights() {
    Sequential network = Sequential.of(Shape.of(4, 1), maxPooling1D(2), flatten(), softmax());
    Path model = folder.resolve("model");
    Export.standard().write(model, network, Map.of());

    float[] y =
        run(model, TFloat32.tensorOf(Shape.of(1, 4, 1), DataBuffers.of(1f, 3f, 2f, -1f)))
            .get("output");
    assertThat(y).containsExactly(new float[] {0.7310586f, 0.2689414f}, within(1e-6f));
  }

  /** What TensorFlow Lite's converter looks for; it converts such SavedModels, tried by hand. */
  @Test
  void writesVariablesAndPoolingAsKerasDoes() {
    Sequential network =
        Sequential.of(Shape.of(4, 6, 1), conv2D(2, 1), maxPooling2D(Size.of(2, 3)), flatten());
    Path model = folder.resolve("model");
    Export.standard().write(model, network, network.initialWeights(7));

    Map<String, NodeDef> nodes = new HashMap<>();
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      bundle.metaGraphDef().getGraphDef().getNodeList().forEach(n -> nodes.put(n.getName(), n));
    }
    assertThat(nodes.get("conv2d/kernel"))
        .isNotNull()
        .returns("VarHandleOp", NodeDef::getOp)
        .returns("conv2d/kernel", node -> node.getAttrOrThrow("shared_name").getS().toStringUtf8());
    NodeDef pooling =
        nodes.values().stream().filter(n -> n.getOp().equals("MaxPool")).findFirst().orElseThrow();
    assertThat(pooling.getAttrOrThrow("ksize").getList().getIList())
        .containsExactly(1L, 2L, 3L, 1L);
    assertThat(pooling.getAttrOrThrow("strides").getList().getIList())
        .containsExactly(1L, 2L, 3L, 1L);
    assertThat(pooling.getInputList()).hasSize(1);
  }

  private Path export(Export export) {
    Path model = folder.resolve("model");
    SavedModelExport.write(model, NETWORK, NETWORK.initialWeights(7), export);
    return model;
  }

  private static Map<String, float[]> run(Path model, TFloat32 input) {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        input;
        Result result = bundle.call(Map.of("input", input))) {
      return Map.of("output", floats(result.get("output").orElseThrow()));
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.size()];
    ((TFloat32) tensor).copyTo(DataBuffers.of(values));
    return values;
  }

  /** Of the example (1, 2), computed by hand from the weights. */
  private void isTheNetworksPrediction(float[] output) {
    float[] kernel = values("dense/kernel");
    float[] second = values("dense_1/kernel");
    double[] logits = new double[2];
    for (int unit = 0; unit < 3; unit++) {
      double hidden = Math.max(0, kernel[unit] + 2 * kernel[3 + unit]);
      logits[0] += hidden * second[2 * unit];
      logits[1] += hidden * second[2 * unit + 1];
    }
    double expected = 1 / (1 + Math.exp(logits[1] - logits[0]));
    assertThat(output[0]).isCloseTo((float) expected, within(1e-6f));
    assertThat(output[1]).isCloseTo((float) (1 - expected), within(1e-6f));
  }

  private static float[] values(String name) {
    FloatArray array = NETWORK.initialWeights(7).get(name);
    if (array == null) {
      throw new AssertionError("no weight " + name);
    }
    return array.values();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
