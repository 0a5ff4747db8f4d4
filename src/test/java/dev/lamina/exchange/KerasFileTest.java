package dev.lamina.exchange;

import static dev.lamina.layer.Constraints.maxNorm;
import static dev.lamina.layer.Initializers.constant;
import static dev.lamina.layer.Initializers.glorotNormal;
import static dev.lamina.layer.Initializers.glorotUniform;
import static dev.lamina.layer.Initializers.heNormal;
import static dev.lamina.layer.Initializers.heUniform;
import static dev.lamina.layer.Initializers.identity;
import static dev.lamina.layer.Initializers.lecunNormal;
import static dev.lamina.layer.Initializers.lecunUniform;
import static dev.lamina.layer.Initializers.ones;
import static dev.lamina.layer.Initializers.orthogonal;
import static dev.lamina.layer.Initializers.randomNormal;
import static dev.lamina.layer.Initializers.randomUniform;
import static dev.lamina.layer.Initializers.truncatedNormal;
import static dev.lamina.layer.Initializers.zeros;
import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.bidirectional;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.gaussianNoise;
import static dev.lamina.layer.Layers.inferenceOnly;
import static dev.lamina.layer.Layers.layerNormalization;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.multiHeadAttention;
import static dev.lamina.layer.Layers.parallel;
import static dev.lamina.layer.Layers.positionEmbedding;
import static dev.lamina.layer.Layers.residual;
import static dev.lamina.layer.Layers.sequence;
import static dev.lamina.layer.Layers.timeDistributed;
import static dev.lamina.layer.Regularizers.l1;
import static dev.lamina.layer.Regularizers.l2;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.io.FileException;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerTypes;
import dev.lamina.layer.Pass;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Sequential;
import dev.lamina.network.PlacedLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Files that Keras 3 wrote; {@code make.py} beside them makes them. */
class KerasFileTest {
  private static final Path FILES = Path.of("src/test/resources/keras");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Keras has as functional models alone, or in one of its applications. */
  private static final Set<String> NOT_OF_KERAS =
      Set.of(
          "Residual",
          "Parallel",
          "LayerScale",
          "ClippedReLU",
          "FeatureRescaling",
          "GLU",
          "PositionEmbedding");

  private static final List<String> CHAINS =
      List.of(
          "dense",
          "activations",
          "initializers",
          "images",
          "shapes",
          "sequences",
          "nested",
          "more_sequences",
          "more_images",
          "half",
          "chain");

  private static final List<String> GRAPHS =
      List.of("graph", "branches", "list_of_graph", "mobilenet", "resized");

  @TempDir private Path folder;

  static List<String> files() {
    return Stream.of(CHAINS, GRAPHS).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void predictsWhatKerasDoes(String name) throws IOException {
    GoldenPredictions.check(FILES.resolve(name + ".json"), read(name));
  }

  @ParameterizedTest
  @MethodSource("files")
  void writesWhatPredictsTheSame(String name) throws IOException {
    Path written = folder.resolve("again.keras");
    KerasFile.write(read(name), written);

    GoldenPredictions.check(FILES.resolve(name + ".json"), KerasFile.read(written));
  }

  @Test
  void writesBlocksAsGraphs() {
    Sequential blocks =
        Sequential.of(
            Shape.of(4),
            residual(List.of(dense(3), dense(2)), List.of(dense(2))),
            parallel(dense(2), sequence(dense(3), batchNormalization())),
            inferenceOnly(dropout(0.5f)));
    Path written = folder.resolve("blocks.keras");
    float[] x = {1, -2, 3, 0.5f};
    try (Model model = blocks.compile(sgd(0.1f), meanSquaredError())) {
      KerasFile.write(model, written);
      try (Model again = KerasFile.read(written).compile(sgd(0.1f), meanSquaredError())) {
        assertThat(again.predict(x)).isEqualTo(model.predict(x));
      }
    }
  }

  /** Keras freezes a layer of layers by each of them. */
  @Test
  void writesWhatIsFrozenWithinFrozenLayers() {
    Sequential frozen =
        Sequential.of(
            Shape.of(3, 4),
            sequence(timeDistributed(dense(3))).trainable(false),
            bidirectional(lstm(2)).trainable(false),
            residual(sequence(dense(4))).trainable(false));
    Path written = folder.resolve("frozen.keras");
    try (Model model = frozen.compile(sgd(0.1f), meanSquaredError())) {
      KerasFile.write(model, written);
    }
    try (KerasArchive archive = KerasArchive.open(written)) {
      assertThat(archive.config().findValues("trainable"))
          .hasSize(6)
          .allMatch(trainable -> !trainable.asBoolean());
    }
  }

  /** A user's own. */
  private record Own() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return input;
    }
  }

  @Test
  void writesNoLayerThatKerasLacks() {
    Pretrained own = new Pretrained(Sequential.of(Shape.of(2), new Own()), Map.of());
    Path written = folder.resolve("own.keras");

    assertThatThrownBy(() -> KerasFile.write(own, written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Keras has no layer like Own");
    assertThat(written).doesNotExist();
  }

  /** Keras calls attention with a query and a value, which its lists of layers cannot. */
  @Test
  void writesAttentionOfAListAsAGraph() {
    Layer attention = multiHeadAttention(2, 3).valueDim(1).causal(true);
    Sequential list = Sequential.of(Shape.of(4, 2), dense(3), attention, flatten());
    Pretrained model = new Pretrained(list, list.initialWeights(1));
    Path written = folder.resolve("attention.keras");
    KerasFile.write(model, written);

    Pretrained read = KerasFile.read(written);

    assertThat(read.network().layer("multi_head_attention").layer()).isEqualTo(attention);
    assertThat(read.weights()).containsAllEntriesOf(model.weights());
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    try (Model one = model.compile(sgd(1), meanSquaredError());
        Model same = read.compile(sgd(1), meanSquaredError())) {
      assertThat(same.predict(x)).isEqualTo(one.predict(x));
    }
  }

  @Test
  void writesNoAttentionWithinALayerAndNoPositions() {
    Path file = folder.resolve("none.keras");
    for (Layer layer :
        List.of(timeDistributed(multiHeadAttention(1, 2)), timeDistributed(positionEmbedding()))) {
      Sequential list = Sequential.of(Shape.of(3, 4, 2), layer);
      Pretrained model = new Pretrained(list, list.initialWeights(1));

      assertThatThrownBy(() -> KerasFile.write(model, file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "Keras has no MultiHeadAttention within a layer; put it into the list itself\\.|Keras has no PositionEmbedding; .*");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void readsEveryTypeOfLayerThatKerasHas() {
    Set<String> read = new TreeSet<>();
    Stream.concat(files().stream(), Stream.of("masking/masking", "models/encoder"))
        .forEach(name -> layers(name).forEach(layer -> addTypes(layer, read)));

    Set<String> wanted = new TreeSet<>();
    LayerTypes.specs().types(Layer.class).all().stream()
        .filter(type -> !type.fixed())
        .forEach(type -> wanted.add(type.name()));
    wanted.removeAll(NOT_OF_KERAS);
    assertThat(read).containsAll(wanted);
  }

  @Test
  void readsEveryInitializer() {
    assertThat(
            layers("initializers").stream()
                .filter(Dense.class::isInstance)
                .map(layer -> ((Dense) layer).settings().kernel().initializer()))
        .containsExactly(
            zeros(),
            ones(),
            glorotUniform(),
            glorotNormal(),
            heUniform(),
            heNormal(),
            lecunUniform(),
            lecunNormal(),
            spec(
                Initializer.class,
                """
                {"type": "VarianceScaling", "scale": 2, "mode": "fanOut", "distribution": "normal"}
                """),
            constant(0.5f),
            identity(),
            orthogonal(2),
            randomNormal(0.1f, 0.2f),
            randomUniform(-1, 2),
            truncatedNormal(0.1f, 0.2f));
  }

  @Test
  void readsWhatBearsOnTraining() {
    assertThat(layers("dense").subList(0, 7))
        .containsExactly(
            dense(5)
                .activation(ActivationFunction.RELU)
                .kernel(heNormal(), l2(0.01f))
                .activityRegularizer(l1(0.01f)),
            batchNormalization().momentum(0.9f).epsilon(0.01f),
            dropout(0.3f),
            dense(5).useBias(false).kernel(maxNorm(2.5f)),
            layerNormalization(),
            gaussianNoise(0.2f),
            dense(4).activation(ActivationFunction.TANH).trainable(false));
  }

  private static <T> T spec(Class<T> kind, String json) {
    return LayerTypes.specs().read(kind, json(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          dense     | 1 | activation  | "leaky_rulu"     | activation: there is no "leakyRulu"; did you mean "
          dense     | 1 | units       | 0                | Dense needs units of at least 1, but got 0.
          dense     | 2 | axis        | 0                | its option axis is 0, but Lamina goes along the last axis, -1.
          dense     | 3 | noise_shape | [1]              | its option noise_shape is [1], but Lamina draws for each example of a batch, as null at its beginning says.
          images    | 3 | width_factor | [0, 0.1]        | its option width_factor is [0,0.1], but Lamina takes a range that is as long to both sides.
          images    | 5 | data_format | "channels_first" | its option data_format is "channels_first", but Lamina has it as "channels_last" alone.
          images    | 6 | groups      | 3                | Conv2D has 3 groups, but got [10, 11, 2], whose 2 channels they do not divide; give it other groups.
          sequences | 6 | zero_output_for_mask | true    | its option zero_output_for_mask is true, but Lamina has it as false alone.
          sequences | 2 | padding     | "casual"         | padding: there is no "casual"; did you mean
          sequences | 5 | merge_mode  | null             | its option merge_mode is null, but Lamina merges by concat, sum, ave or mul.
          sequences | 6 | dropout     | 1.5              | A recurrent layer's dropout needs a rate in [0, 1), but got 1.5.
          sequences | 6 | stateful    | true             | its option stateful is true, but Lamina has it as false alone.
          sequences | 6 | activation  | {"module": "keras.layers", "class_name": "LeakyReLU", "config": {}} | activation: one of linear, relu,
          nested    | 2 | invert      | true             | its option invert is true, but Lamina has it as false alone.
          chain     | 1 | dtype       | "float64"        | its option dtype is "float64", but Lamina computes in float32 alone.
          chain     | 1 | units       | 4                | its weights have the shapes [[4, 3], [3]], but it needs [[4, 4], [4]]
          """)
  void refusesOptionsThatLaminaLacks(
      String name, int layer, String option, String value, String message) throws IOException {
    Path file =
        withConfig(
            name,
            config ->
                ((ObjectNode) layers(config).path(layer).path("config")).set(option, json(value)));

    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("%s, layer %s (", file, layer)
        .hasMessageContaining(message);
  }

  /** A penalty of what comes out does not move the activation out of the steps. */
  @Test
  void refusesALayerAsActivationOfStepsAlsoWithAPenalty() throws IOException {
    Path file =
        withConfig(
            "sequences",
            config ->
                ((ObjectNode) layers(config).path(6).path("config"))
                    .set(
                        "activation",
                        json(
                            "{\"module\": \"keras.layers\", \"class_name\": \"LeakyReLU\", \"config\": {}}"))
                    .withObject("activity_regularizer")
                    .put("class_name", "L2")
                    .putObject("config")
                    .put("l2", 0.1));

    assertThatThrownBy(() -> KerasFile.read(file))
        .hasMessageContaining("activation: one of linear, relu,");
  }

  @Test
  void refusesLayersThatLaminaLacks() throws IOException {
    Path file =
        withConfig(
            "dense", config -> ((ObjectNode) layers(config).path(3)).put("class_name", "Hashing"));

    assertThatThrownBy(() -> KerasFile.read(file))
        .hasMessageStartingWith(
            "%s, layer 3 (Hashing \"dropout\"): Lamina has no layer Hashing; it has Activation, ActivityRegularization,",
            file);
  }

  @Test
  void refusesLayersOfAUsersOwn() throws IOException {
    Path file =
        withConfig("dense", config -> ((ObjectNode) layers(config).path(3)).put("module", "mine"));

    assertThatThrownBy(() -> KerasFile.read(file))
        .hasMessage(
            "%s: Dropout of mine is no class of Keras, so its code is not in the file. To predict with the model, write it by model.export(folder) in Python: Predictor runs that.",
            file);
  }

  @Test
  void refusesInputsOfOpenSize() throws IOException {
    Path file =
        withConfig(
            "sequences",
            config ->
                ((ObjectNode) layers(config).path(0).path("config"))
                    .set("batch_shape", json("[null, null]")));

    assertThatThrownBy(() -> KerasFile.read(file))
        .hasMessage(
            "%s: The model's input has the shape [null,null], but Lamina needs every size but the first one; give them to KerasFile.read(file, shape), or to keras.Input(shape) and save the model again.",
            file);
  }

  /** Its GRU reads sequences of any length, in mixed precision. */
  @Test
  void takesOpenSizesFromTheCaller() throws IOException {
    GoldenPredictions.check(
        FILES.resolve("open_mixed.json"), KerasFile.read(file("open_mixed"), Shape.of(5, 3)));
    assertThatThrownBy(() -> KerasFile.read(file("open_mixed"), Shape.of(5, 4)))
        .hasMessageContaining("an input of other sizes than [5, 4]; give it those of one example.");
    assertThatThrownBy(() -> KerasFile.read(file("open_mixed"), Shape.of(1), Shape.of(1)))
        .hasMessageContaining("The model has 1 inputs, but got shapes for 2; give one for each.");
  }

  /** A model that was built without keras.Input. */
  @Test
  void takesOpenSizesOfAModelWithoutAnInputLayerFromTheCaller() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putObject("config").putArray("build_input_shape").addNull().addNull().add(3);
    KerasLayer model = new KerasLayer(config, "");

    assertThatThrownBy(() -> model.fix(List.of(Shape.of(5, 4))))
        .hasMessageContaining("an input of other sizes than [5, 4]");
    model.fix(List.of(Shape.of(6, 3)));

    assertThat(model.input("")).isEqualTo(Shape.of(6, 3));
    config.withObject("config").put("build_input_shape", "?");
    assertThatThrownBy(() -> model.fix(List.of(Shape.of(6, 3))))
        .hasMessageContaining("an input of other sizes than [6, 3]");
  }

  @Test
  void refusesOtherVersionsOfKeras() throws IOException {
    Path file =
        rewritten("dense", "metadata.json", old -> bytes("{\"keras_version\": \"2.15.0\"}"));

    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s was written by Keras 2.15.0, but only files of Keras 3 can be read; load it in Keras 3 and save it again.",
            file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata.json", "config.json", "model.weights.h5"})
  void refusesAFileThatLacksAMember(String member) throws IOException {
    Path file = rewritten("dense", member, old -> new byte[0]);

    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s is no .keras file of Keras 3: it has no %s; write it by model.save(\"name.keras\") in Keras 3.",
            file, member);
  }

  @Test
  void refusesForeignWeights() throws IOException {
    Path file = rewritten("dense", "model.weights.h5", old -> bytes("no HDF5"));

    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + ": its weights cannot be read as HDF5");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("model.h5"), "text");

    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + " is no whole .keras file (");
    assertThatThrownBy(() -> KerasFile.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(folder.toString());
    Path none = folder.resolve("none.keras");
    assertThatThrownBy(() -> KerasFile.read(none))
        .hasMessage("There is no file %s; check the name.", none);
  }

  /** The archive's checksums find damage to a member before it can mislead. */
  @Test
  void refusesDamagedFiles() throws IOException {
    byte[] whole = Files.readAllBytes(file("chain"));
    Path file = folder.resolve("damaged.keras");
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] damaged = whole.clone();
      // Not the names and times of members, whose damage does no harm.
      damaged[100 + random.nextInt(whole.length - 1000)] ^= 0x55;
      Files.write(file, i % 2 == 0 ? damaged : Arrays.copyOf(whole, random.nextInt(whole.length)));

      assertThatThrownBy(() -> KerasFile.read(file)).isInstanceOf(FileException.class);
    }
  }

  /** The weights of chain.keras as {@code h5repack -f SHUF -f FLET} writes them. */
  @Test
  void refusesFiltersThatAreReadWrong() {
    Path file = Path.of("src/test/resources/keras/filters/shuffle-fletcher32.keras");

    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s: /layers/dense/vars/0 was rewritten with the HDF5 filters shuffle and fletcher32, which cannot be read together; load the model in Keras 3 and save it again.",
            file);
  }

  /** Weights that were damaged before they were packed. */
  @Test
  void failsOnlyInOneWayOnDamagedWeights() throws IOException {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      Path file = rewritten("chain", "model.weights.h5", old -> damaged(old, random));
      try {
        KerasFile.read(file);
      } catch (FileException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path withConfig(String name, Consumer<JsonNode> change) throws IOException {
    return rewritten(
        name,
        "config.json",
        old -> {
          JsonNode config = json(new String(old, StandardCharsets.UTF_8));
          change.accept(config);
          return bytes(config.toString());
        });
  }

  /** A copy of a file with another member; one that is empty is left out. */
  private Path rewritten(String name, String member, UnaryOperator<byte[]> change)
      throws IOException {
    Path file = folder.resolve(name + ".keras");
    try (ZipFile from = new ZipFile(file(name).toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
      for (ZipEntry entry : from.stream().toList()) {
        byte[] old = from.getInputStream(entry).readAllBytes();
        byte[] content = entry.getName().equals(member) ? change.apply(old) : old;
        if (content.length > 0) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          to.write(content);
        }
      }
    }
    return file;
  }

  private static JsonNode layers(JsonNode config) {
    return config.path("config").path("layers");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types that a layer is made of, those of layers within included. */
  private static void addTypes(Layer layer, Set<String> types) {
    JsonNode spec = LayerTypes.specs().write(Layer.class, layer);
    types.addAll(spec.findValuesAsText("type"));
  }

  private static List<Layer> layers(String name) {
    return read(name).network().layers().stream().map(PlacedLayer::layer).toList();
  }

  private static Pretrained read(String name) {
    return KerasFile.read(file(name));
  }

  private static Path file(String name) {
    return FILES.resolve(name + ".keras");
  }
}
