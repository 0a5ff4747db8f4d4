package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Initializers;
import dev.lamina.layer.ShapeException;
import dev.lamina.spec.SpecException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

class NetworkSpecTest {

  @Test
  void writesANetworkAndReadsItBack() {
    Sequential network = Sequential.of(Shape.of(784), dense(32), relu(), dense(1));
    String json =
        """
        {
          "inputShape": [784],
          "layers": [
            {"type": "Dense", "units": 32},
            {"type": "Activation", "activation": "relu"},
            {"type": "Dense", "units": 1}
          ]
        }
        """;

    assertThat(network.toJson()).isEqualTo(json);
    assertThat(Sequential.fromJson(json)).isEqualTo(network);
  }

  @Test
  void takesActivationsAsLayersOfTheirOwn() {
    Sequential read =
        Sequential.fromJson(
            """
            {
              "inputShape": [4],
              "layers": [
                {"type": "Dense", "units": 8},
                {"type": "ReLU"},
                {"type": "Dense", "units": 1},
                {"type": "Sigmoid"}
              ]
            }
            """);

    assertThat(read).isEqualTo(Sequential.of(Shape.of(4), dense(8), relu(), dense(1), sigmoid()));
    assertThat(read.layerCount()).isEqualTo(2);
    assertThat(read.hiddenLayerCount()).isEqualTo(1);
    assertThat(read.nodes()).isEqualTo(9);
    assertThat(Sequential.fromJson(read.toJson())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "Identity, linear",
    "ReLU, relu",
    "Sigmoid, sigmoid",
    "Tanh, tanh",
    "ELU, elu",
    "SELU, selu",
    "Softplus, softplus",
    "Softsign, softsign",
    "GELU, gelu",
    "SiLU, silu",
    "Exponential, exponential",
    "Hardsigmoid, hardSigmoid",
    "Hardswish, hardSilu",
    "ReLU6, relu6",
    "LogSoftmax, logSoftmax",
    "Mish, mish"
  })
  void callsAnActivationAsPytorchDoesAndAsItsFactory(String type, String factory) {
    assertThat(oneLayer(type)).isEqualTo(oneLayer(factory));
    assertThat(oneLayer(type).layers().get(0).layer()).hasToString(factory);
  }

  @ParameterizedTest
  @CsvSource({
    "Sigmod, Sigmoid",
    "RELU, ReLU",
    "Relu, relu",
    "tahn, tanh",
    "LogSoftMax, LogSoftmax"
  })
  void namesTheNearestActivation(String wrong, String nearest) {
    assertThatThrownBy(() -> oneLayer(wrong))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "layers[0]: there is no layer \"%s\"; did you mean \"%s\"?".formatted(wrong, nearest));
  }

  @Test
  void refusesOptionsOfAnActivation() {
    assertThatThrownBy(
            () ->
                Sequential.fromJson(
                    "{\"inputShape\": [3], \"layers\": [{\"type\": \"ReLU\", \"slope\": 1}]}"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("layers[0]: there is no option \"slope\" of ReLU");
  }

  private static Sequential oneLayer(String type) {
    return Sequential.fromJson(
        "{\"inputShape\": [3], \"layers\": [{\"type\": \"%s\"}]}".formatted(type));
  }

  @Test
  void keepsTheInitializerOfAllWeights() {
    Sequential network =
        Sequential.of(Shape.of(2), dense(3)).initializer(Initializers.pytorch(1, 2));

    Sequential read = Sequential.fromJson(network.toJson());

    assertThat(network.toJson())
        .contains(
            "\"initializer\": {\"type\": \"PytorchUniform\", \"seed\": 1, \"drawsTaken\": 2}");
    assertThat(read).isEqualTo(network);
    assertThat(read.initialWeights(5)).containsKeys("dense/kernel", "dense/bias");
    assertThat(values(read.initialWeights(5), "dense/kernel"))
        .isEqualTo(values(network.initialWeights(5), "dense/kernel"));
  }

  @Test
  void refusesToWriteWhatHasNoName() {
    Initializer seven = random -> weight -> new float[] {7};
    Sequential network = Sequential.of(Shape.of(1), dense(1).kernel(seven));

    assertThatThrownBy(network::toJson)
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "layers[0].kernelInitializer: a lambda or an anonymous class, which has no name and no options to write (make it a record), is no initializer that specs know; add its type by Specs.with.");
  }

  @Test
  void checksTheNetwork() {
    assertThatThrownBy(
            () ->
                Sequential.fromJson(
                    "{\"inputShape\": [2, 2], \"layers\": [{\"type\": \"MaxPooling2D\"}]}"))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Layer 1 (MaxPooling2D): ");
    assertThatThrownBy(() -> Sequential.fromJson("{\"inputShape\": [2]}"))
        .isInstanceOf(SpecException.class)
        .hasMessage("Network needs the option \"layers\".");
    assertThatThrownBy(() -> Sequential.fromJson("{\"inputShape\": [0], \"layers\": [\"relu\"]}"))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("A network needs the whole shape of one example");
  }

  private static final String GRAPH =
      """
      {"inputs": [{"name": "x", "shape": [4]}],
       "nodes": [
         {"name": "a", "layer": {"type": "Dense", "units": 3}, "inputs": ["x"]},
         {"name": "b", "layer": {"type": "Dense", "units": 3}, "inputs": ["a"]},
         {"name": "sum", "layer": "Add", "inputs": ["a", "b"]}],
       "outputs": ["sum"]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"x\"]}, | [\"b\"]}, | node \"a\" takes \"b\", which comes after it; put nodes in order, and no cycles.",
        "[\"x\"]}, | [\"y\"]}, | node \"a\" takes \"y\", but there is no such node; did you mean \"x\"?",
        "\"outputs\": [\"sum\"] | \"outputs\": [\"sun\"] | the outputs name \"sun\", but there is no such node; did you mean \"sum\"?",
        "\"outputs\": [\"sum\"] | \"outputs\": [\"b\"] | nothing takes \"sum\", and it is no output; leave it out.",
        "\"name\": \"b\" | \"name\": \"a\" | two nodes are named \"a\"; give each its own name.",
        "\"layer\": \"Add\" | \"weightsOf\": \"c\" | node \"sum\" has the weights of \"c\", but no node of that name comes before it.",
        "\"layer\": \"Add\", | | node \"sum\" needs a \"layer\", or \"weightsOf\" another node.",
      })
  void saysWhatIsWrongWithAGraph(String right, @Nullable String wrong, String message) {
    String json = GRAPH.replace(right, wrong == null ? "" : wrong);
    assertThat(Functional.fromJson(GRAPH).layers()).hasSize(3);
    assertThatThrownBy(() -> Functional.fromJson(json)).hasMessage(message);
  }
}
