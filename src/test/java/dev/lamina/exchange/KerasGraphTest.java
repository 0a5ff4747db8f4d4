package dev.lamina.exchange;

import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.globalAveragePooling2D;
import static dev.lamina.layer.Layers.inferenceOnly;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Fit;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.network.PlacedLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Models of Keras that are graphs; {@code graphs.py} beside the files makes them. */
class KerasGraphTest {
  private static final Path FILES = Path.of("src/test/resources/keras");
  private static final String WAY_OUT =
      " To predict with the model, write it by model.export(folder) in Python: Predictor runs that.";

  private static final Functional GRAPH = read("graph").network();

  @Test
  void hasTheInputsAndOutputsOfTheModelByName() {
    assertThat(GRAPH.inputs()).hasToString("image [6, 6, 2], row [5]");
    assertThat(GRAPH.outputs()).hasToString("kind [3], churn [1]");
  }

  @Test
  void keepsTheNamesOfLayersAndSetsThoseOfModelsWithinBeforeThem() {
    assertThat(GRAPH.layers())
        .extracting(PlacedLayer::name)
        .contains("kind", "merged", "base/inner", "tower/conv2d", "tower/conv2d_1", "block_1");
    assertThat(GRAPH.layer("base/skip").sources()).containsExactly("base/dropout", "shared");
    assertThat(GRAPH.layer("base/skip").layer()).hasToString("add");
  }

  @Test
  void sharesTheWeightsOfWhatIsCalledTwice() {
    assertThat(GRAPH.layer("shared_1").owner()).isEqualTo("shared");
    assertThat(GRAPH.layer("tower/conv2d_1").owner()).isEqualTo("tower/conv2d");
    assertThat(GRAPH.layer("pair/first_1").owner()).isEqualTo("pair/first");
    assertThat(GRAPH.weightNames()).doesNotContain("shared_1/kernel").contains("shared/kernel");
  }

  @Test
  void infersWhereItIsCalledWithTrainingFalse() {
    assertThat(GRAPH.layer("base/norm").layer()).isEqualTo(inferenceOnly(batchNormalization()));
    assertThat(GRAPH.layer("base/dropout").layer()).isEqualTo(inferenceOnly(dropout(0.5f)));
    assertThat(GRAPH.layer("fixed").layer()).isEqualTo(inferenceOnly(batchNormalization()));
    assertThat(GRAPH.layer("tower/batch_normalization").layer()).isEqualTo(batchNormalization());
  }

  @Test
  void isWrittenAndReadAsJson() {
    assertThat(Functional.fromJson(GRAPH.toJson())).isEqualTo(GRAPH);
  }

  @Test
  void isTrainedOnWithANewHead() {
    Random random = new Random(1);
    float[] x = new float[8 * 32 * 32 * 3];
    float[] y = new float[8];
    for (int i = 0; i < x.length; i++) {
      y[i / (32 * 32 * 3)] = i / (32 * 32 * 3) % 2;
      x[i] = (float) random.nextGaussian() + y[i / (32 * 32 * 3)];
    }
    Dataset data = Dataset.of(Shape.of(32, 32, 3), x, Shape.of(1), y);
    Pretrained cut =
        read("mobilenet")
            .trainable(false)
            .change(
                network ->
                    Functional.of(
                        network
                            .node("block_6_expand_relu")
                            .to(globalAveragePooling2D(), dense(2), softmax())));

    try (Model model = cut.compile(adam(0.01f), sparseCategoricalCrossentropy())) {
      double before = model.evaluate(data).loss();
      Map<String, FloatArray> weights = model.weights("block_1_expand_BN");
      model.fit(data.batch(4), Fit.epochs(10));

      assertThat(model.evaluate(data).loss()).isLessThan(before / 2);
      assertThat(model.weights("block_1_expand_BN")).isEqualTo(weights);
    }
  }

  @Test
  void readsLayersInAnyOrder() throws IOException {
    ObjectNode config = config();
    List<JsonNode> layers = new ArrayList<>();
    config.path("config").path("layers").forEach(layer -> layers.add(0, layer));
    ((ObjectNode) config.path("config")).putArray("layers").addAll(layers);

    GoldenPredictions.check(FILES.resolve("branches.json"), read(config));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          class_name      | "Lambda"  | layer Lambda "hidden": Lamina has no layer Lambda; it has
          module          | "mine"    | Dense of mine is no class of Keras, so its code is not in the file.
          config/activation | "glu"   | layer Dense "hidden": activation: there is no "glu"; did you mean
          config/units    | 5         | layer Dense "hidden": its weights have the shapes [[4, 4], [4]], but it needs [[4, 5], [5]]; save the model again.
          inbound_nodes/0/args/0/config/keras_history/0 | "nobody" | Layer Dense "hidden" takes output 0 of call 0 of "nobody", which is not there; write the file again.
          inbound_nodes/0/args/0/config/keras_history/2 | 1 | Layer Dense "hidden" takes output 1 of call 0 of "input_layer_2", which is not there; write the file again.
          inbound_nodes/0/args/0/config/keras_history/0 | "sum" | The layers "hidden", "sum" wait for one another, but a model has no cycles; write the file again.
          inbound_nodes/0/args/0/config/keras_history/0 | "hidden" | The layers "hidden" wait for one another, but a model has no cycles; write the file again.
          inbound_nodes/0/args/0 | "text" | layer Dense "hidden": it is called with "text", but only outputs of layers, lists of them and numbers can be read.
          inbound_nodes/0/kwargs | {"mask": 1} | layer Dense "hidden": it is called with mask=1, but Lamina's layers take inputs alone.
          """)
  void refusesWhatCannotBeRead(String place, String value, String message) throws IOException {
    ObjectNode config = config();
    change(layer(config, "hidden"), place, value);

    assertThatThrownBy(() -> read(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static void change(JsonNode layer, String place, String value) throws IOException {
    JsonNode at = layer;
    String[] path = place.split("/", -1);
    for (int i = 0; i < path.length - 1; i++) {
      at = at.isArray() ? at.path(Integer.parseInt(path[i])) : at.path(path[i]);
    }
    JsonNode given = new ObjectMapper().readTree(value);
    String last = path[path.length - 1];
    if (at instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), given);
    } else {
      ((ObjectNode) at).set(last, given);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          config/attention_axes      | [1, 2] | its option attention_axes is [1,2], but Lamina attends along the steps of a sequence, [1].
          config/output_shape        | [2, 3] | its option output_shape is [2,3], but Lamina gives a vector for each step, of one size.
          config/use_gate            | true   | its option use_gate is true, but Lamina has it as false alone.
          config/sliding_window      | 2      | its option sliding_window is 2, but Lamina has only the options numHeads, keyDim,
          config/num_heads           | 0      | MultiHeadAttention needs numHeads of at least 1, but got 0.
          config/value_dim           | 2      | its weights have the shapes [[4, 1, 3], [1, 3], [2, 1, 3], [1, 3], [2, 1, 3],
          inbound_nodes/0/kwargs     | {"attention_mask": 1} | it is called with attention_mask=1, but Lamina's layers take inputs alone.
          inbound_nodes/0/kwargs     | {"return_attention_scores": true} | it is called with return_attention_scores=true, but
          inbound_nodes/0/kwargs     | {"return_attention_scores": false} | it is called both with use_causal_mask=True and without, but Lamina's layer is causal or not.
          """)
  void refusesAttentionThatLaminaLacks(String place, String value, String message)
      throws IOException {
    try (KerasArchive archive = KerasArchive.open(FILES.resolve("models/three.keras"))) {
      JsonNode config = archive.config();
      change(layer(config, "multi_head_attention_1"), place, value);

      assertThatThrownBy(() -> KerasFile.read(FILES, config, archive::variables))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("layer MultiHeadAttention \"multi_head_attention_1\": ")
          .hasMessageContaining(message);
    }
  }

  /** Keras calls layers of pictures so where nothing was said. */
  @Test
  void readsWhatIsTheSameInTraining() throws IOException {
    GoldenPredictions.check(FILES.resolve("branches.json"), read(trainedAs("Dense")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BatchNormalization", "GRU"})
  void refusesTrainingOutsideOfTraining(String className) {
    ObjectNode config = trainedAs(className);

    assertThatThrownBy(() -> read(config))
        .hasMessageContaining(
            "layer %s \"hidden\": it is called with training=True, but in Lamina it trains in training alone.",
            className);
  }

  private static ObjectNode trainedAs(String className) {
    ObjectNode config = config();
    ObjectNode hidden = ((ObjectNode) layer(config, "hidden")).put("class_name", className);
    if (className.equals("GRU")) {
      hidden.withObject("config").put("recurrent_dropout", 0.5);
    }
    ((ObjectNode) hidden.path("inbound_nodes").path(0)).putObject("kwargs").put("training", true);
    return config;
  }

  @Test
  void refusesOperationsThatLaminaLacks() {
    ObjectNode config = config();
    ((ObjectNode) layer(config, "sum"))
        .put("module", "keras.src.ops.numpy")
        .put("class_name", "Kron");
    ((ObjectNode) layer(config, "sum").path("config")).remove(List.of("trainable", "dtype"));

    assertThatThrownBy(() -> read(config))
        .hasMessage(
            "layer Kron \"sum\": Lamina has no operation Kron of these arguments." + WAY_OUT);
  }

  @Test
  void refusesOutputsThatAreNotThereOrThatAreInputs() throws IOException {
    ObjectNode config = config();
    ObjectNode model = (ObjectNode) config.path("config");
    model.set("output_layers", new ObjectMapper().readTree("[[\"sum\", 0, 3]]"));
    assertThatThrownBy(() -> read(config))
        .hasMessage(
            "The model \"functional_2\" ends in output 3 of call 0 of \"sum\", which is not there; write the file again.");

    model.set("output_layers", new ObjectMapper().readTree("[[\"input_layer_2\", 0, 0]]"));
    assertThatThrownBy(() -> read(config))
        .hasMessageContaining("The output \"input_layer_2\" is an input");
  }

  @Test
  void refusesShapesThatDoNotMerge() throws IOException {
    ObjectNode config = config();
    ((ObjectNode) layer(config, "sum").path("config")).remove("axis");
    ((ObjectNode) layer(config, "hidden").path("config")).put("units", 3);

    assertThatThrownBy(
            () ->
                KerasFile.read(
                    FILES,
                    config,
                    group ->
                        List.of(
                            new FloatArray(Shape.of(4, 3), new float[12]),
                            new FloatArray(Shape.of(3), new float[3]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer Add \"sum\": Add takes inputs of equal sizes");
  }

  /** That of two layers, "hidden" and "sum". */
  private static ObjectNode config() {
    try (KerasArchive archive = KerasArchive.open(FILES.resolve("branches.keras"))) {
      return (ObjectNode) archive.config();
    }
  }

  private static JsonNode layer(JsonNode config, String name) {
    for (JsonNode layer : config.path("config").path("layers")) {
      if (layer.path("name").asText().equals(name)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static Pretrained read(JsonNode config) {
    try (KerasArchive archive = KerasArchive.open(FILES.resolve("branches.keras"))) {
      return KerasFile.read(FILES, config, archive::variables);
    }
  }

  private static Pretrained read(String name) {
    return KerasFile.read(FILES.resolve(name + ".keras"));
  }
}
