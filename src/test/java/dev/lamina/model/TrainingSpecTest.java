package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Constraints;
import dev.lamina.layer.Initializers;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import dev.lamina.layer.Regularizers;
import dev.lamina.layer.ShapeException;
import dev.lamina.spec.SpecException;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class TrainingSpecTest {
  private static final TrainingSpec FULL =
      TrainingSpec.of(
          Sequential.of(
              Shape.of(28, 28),
              flatten(),
              dense(32)
                  .activation(ActivationFunction.RELU)
                  .kernel(Initializers.heNormal(), Regularizers.l2(0.001f))
                  .bias(Constraints.maxNorm(3))
                  .trainable(false),
              dropout(0.2f),
              dense(10).useBias(false).activityRegularizer(Regularizers.l1l2(0.1f, 0.2f)),
              softmax()),
          Settings.of(
                  adam(0.01f).pytorchEpsilon(),
                  sparseCategoricalCrossentropy(),
                  sparseCategoricalAccuracy())
              .seed(7));
  private static final String FULL_JSON =
      """
      {
        "inputShape": [28, 28],
        "layers": [
          {"type": "Flatten"},
          {"type": "Dense", "units": 32, "activation": "relu", "kernelInitializer": {"type": "HeNormal"}, "kernelRegularizer": {"type": "L2", "l2": 0.001}, "biasConstraint": {"type": "MaxNorm", "maxValue": 3.0}, "trainable": false},
          {"type": "Dropout", "rate": 0.2},
          {"type": "Dense", "units": 10, "useBias": false, "activityRegularizer": {"type": "L1L2", "l1": 0.1, "l2": 0.2}},
          {"type": "Activation", "activation": "softmax"}
        ],
        "optimizer": {"type": "Adam", "learningRate": 0.01, "epsilon": 1.0E-8, "epsilonPlace": "corrected"},
        "loss": {"type": "SparseCategoricalCrossentropy"},
        "metrics": [
          {"type": "SparseCategoricalAccuracy"}
        ],
        "seed": 7
      }
      """;

  @Test
  void writesEverythingThatDiffersFromItsDefault() {
    assertThat(FULL.write()).isEqualTo(FULL_JSON);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(TrainingSpec.read(TrainingSpec.specs(), FULL_JSON)).isEqualTo(FULL);
    assertThat(FULL.settings().seed()).isEqualTo(7);
  }

  @Test
  void readsTheShortestWords() {
    TrainingSpec spec =
        read(
            "{'inputShape': 4, 'layers': [{'type': 'Dense', 'units': 2}, 'relu', 'Flatten'],"
                + " 'optimizer': 'SGD', 'loss': 'BinaryCrossentropy', 'metrics': 'BinaryAccuracy'}");

    assertThat(spec)
        .isEqualTo(
            TrainingSpec.of(
                Sequential.of(Shape.of(4), dense(2), relu(), flatten()),
                Settings.of(sgd(0.01f), binaryCrossentropy(), binaryAccuracy())));
    assertThat(spec.functional().layers()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'Flatten'},{'type':'Flatten'},{'type':'Dense','unit':3} | layers[2]: there is no option 'unit' of Dense; did you mean 'units'? Its options are units, activation, useBias, kernelInitializer, kernelRegularizer, kernelConstraint, biasInitializer, biasRegularizer, biasConstraint, activityRegularizer, trainable.",
        "{'type':'Dence','units':3} | layers[0]: there is no layer 'Dence'; did you mean 'Dense'?",
        "'relo' | layers[0]: there is no layer 'relo'; did you mean 'relu'?",
        "'relu',{'type':'Dense','units':'ten'} | layers[1].units: a whole number is needed, but got 'ten'.",
        "{'type':'Dense','activation':'relu'} | layers[0]: Dense needs the option 'units'.",
        "{'type':'Dense','units':0} | layers[0]: Dense needs units of at least 1, but got 0.",
        "{'type':'Dense','units':1,'activation':'rleu'} | layers[0].activation: there is no 'rleu'; did you mean 'relu'? There are",
        "{'type':'Dense','units':1,'kernelInitializer':{'type':'HeNorml'}} | layers[0].kernelInitializer: there is no initializer 'HeNorml'; did you mean 'HeNormal'?",
        "{'type':'Dense','units':1,'kernelInitializer':{'type':'Orthogonal','gian':2}} | layers[0].kernelInitializer: there is no option 'gian' of Orthogonal; did you mean 'gain'? Its options are gain.",
        "{'type':'Dense','units':1,'kernelRegularizer':{'type':'L2','l2':-1}} | layers[0].kernelRegularizer: L2 needs a finite l2 of at least 0, but got -1.0.",
        "{'type':'Dropout','rate':true} | layers[0].rate: a number is needed, but got true.",
        "{'type':'Flatten','trainable':1} | layers[0].trainable: true or false is needed, but got 1.",
        "{'type':'Flatten','x':1} | layers[0]: there is no option 'x' of Flatten; did you mean 'trainable'? Its options are trainable.",
        "{'units':1} | layers[0]: a layer with its 'type' is needed, but got {'units':1}.",
      })
  void saysWhichLayerIsWrong(String layers, String message) {
    assertThatThrownBy(() -> read(training("[" + layers + "]")))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(message.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'inputShape':[1],'layers':['relu'],'loss':'MeanSquaredError'} | Training needs the option 'optimizer'.",
        "{'inputShape':[1],'layers':['relu'],'loss':'MeanSquaredErorr','optimizer':'SGD'} | loss: there is no loss 'MeanSquaredErorr'; did you mean 'MeanSquaredError'?",
        "{'inputShape':[1],'layers':['relu'],'loss':'MeanSquaredError','optimizer':{'type':'SGD','learningRate':-1}} | optimizer.learningRate: An optimizer needs a finite learning rate of at least 0, but got -1.0.",
        "{'inputShape':[1],'layers':['relu'],'loss':'MeanSquaredError','optimizer':'SGD','metric':'x'} | there is no option 'metric' of Training; did you mean 'metrics'? Its options are inputShape, initializer, layers, inputs, nodes, outputs, optimizer, loss, metrics, losses, seed.",
        "{'inputShape':['x'],'layers':['relu'],'loss':'MeanSquaredError','optimizer':'SGD'} | inputShape[0]: a whole number is needed, but got 'x'.",
      })
  void saysWhatIsWrongBesideTheLayers(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(SpecException.class)
        .hasMessage(message.replace('\'', '"'));
  }

  @Test
  void refusesLayersThatDoNotFitTogether() {
    assertThatThrownBy(() -> read(training("[{'type':'MaxPooling2D'}]").replace("[1]", "[2,2]")))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Layer 1 (MaxPooling2D): ");
    assertThatThrownBy(() -> read(training("[]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A network needs at least one layer");
  }

  @Test
  void readsFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("full.json");
    Files.writeString(file, FULL_JSON);

    assertThat(TrainingSpec.read(file)).isEqualTo(FULL);
    // As Windows' programs write text, with a byte order mark or without one.
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      for (String mark : List.of("", "\ufeff")) {
        Files.writeString(file, mark + FULL_JSON, charset);
        assertThat(TrainingSpec.read(file)).isEqualTo(FULL);
      }
    }
  }

  @Test
  void saysWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("spec.json");

    assertFails(file, file + ": there is no such file.");
    assertFails(folder, folder + ": this is a folder; name a file in it.");
    Files.write(file, new byte[] {'"', (byte) 0xff});
    assertFails(file, file + ": this file cannot be read as text (");
    Files.writeString(file, "{\n\"layers\": [}\n", StandardCharsets.UTF_8);
    assertFails(
        file,
        file + ": line 2, column 12: this is not JSON: Unexpected close marker '}': expected ']'.");
    Files.writeString(file, training("[{'type':'Dense','unit':1}]"));
    assertFails(file, file + ": layers[0]: there is no option \"unit\" of Dense");
    Files.writeString(file, training("['softmax']").replace("[1]", "[]"));
    assertFails(file, file + ": Layer 1 (Activation): softmax takes a row of numbers");
  }

  private static void assertFails(Path file, String message) {
    assertThatThrownBy(() -> TrainingSpec.read(file))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(message);
  }

  /** A layer as users write them. */
  record Scale(float factor) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> x) {
      return pass.tf().math.mul(x, pass.tf().constant(factor));
    }
  }

  @Test
  void readsAndWritesLayersOfUsers() {
    Specs specs = TrainingSpec.specs().with(Layer.class, Type.of(new Scale(1), "factor"));
    TrainingSpec spec =
        TrainingSpec.of(
            Sequential.of(Shape.of(1), new Scale(2).trainable(false)),
            Settings.of(sgd(1), binaryCrossentropy()));

    assertThat(spec.write(specs))
        .contains("{\"type\": \"Scale\", \"factor\": 2.0, \"trainable\": false}");
    assertThat(TrainingSpec.read(specs, spec.write(specs))).isEqualTo(spec);
    assertThatThrownBy(spec::write)
        .isInstanceOf(SpecException.class)
        .hasMessage("layers[0]: Scale is no layer that specs know; add its type by Specs.with.");
  }

  @Test
  void trainsActivationsOfTheirOwnAsThoseOfDenseLayers() {
    TrainingSpec apart =
        read(
            training(
                "[{'type':'Dense','units':4},{'type':'ReLU'},{'type':'Dense','units':1},'Sigmoid']"));
    TrainingSpec fused =
        read(
            training(
                "[{'type':'Dense','units':4,'activation':'relu'},{'type':'Dense','units':1,'activation':'sigmoid'}]"));

    assertThat(losses(apart)).hasSize(9).containsExactly(losses(fused));
  }

  private static float[] losses(TrainingSpec spec) {
    try (Model model = spec.functional().compile(spec.settings())) {
      return model.fit(Samples.line(12).batch(4), Fit.epochs(3)).losses();
    }
  }

  private static String training(String layers) {
    return "{'inputShape': [1], 'layers': %s, 'optimizer': 'SGD', 'loss': 'MeanSquaredError'}"
        .formatted(layers)
        .replace('\'', '"');
  }

  private static TrainingSpec read(String json) {
    return TrainingSpec.read(TrainingSpec.specs(), json.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'inputShape':[65537,65537,65537,65537],'layers':['Flatten']}",
        "{'inputShape':[4],'layers':[{'type':'Reshape','targetShape':[65536,65536,65536,65536,-1]}]}",
        "{'inputShape':[2147483647],'layers':[{'type':'Dense','units':2147483647}]}",
        "{'inputShape':[9,9,1],'layers':[{'type':'Conv2D','filters':1,'kernelSize':65537,'dilationRate':65536}]}",
        "{'inputShape':[2,2,3],'layers':[{'type':'Sequence','layers':[{'type':'UpSampling2D','size':[2147483647,2147483647]}]}]}"
      })
  void refusesSizesThatOverflow(String json) {
    assertThatThrownBy(() -> Sequential.fromJson(json.replace('\'', '"')))
        .isInstanceOf(ShapeException.class)
        .hasMessageMatching(".*(use smaller|give it sizes whose product is 4).*");
  }

  @Test
  void refusesAMetricTwice(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("twice.json"),
            """
            {"inputShape": [2], "layers": [{"type": "Dense", "units": 1}], "optimizer": {"type": "SGD", "learningRate": 1},
             "loss": {"type": "MeanSquaredError"}, "metrics": ["BinaryAccuracy", "BinaryAccuracy"]}""");

    assertThatThrownBy(() -> TrainingSpec.read(file))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(file + ": Metrics are told apart by their names");
  }
}
