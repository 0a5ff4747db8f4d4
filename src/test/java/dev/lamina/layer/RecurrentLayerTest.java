package dev.lamina.layer;

import static dev.lamina.layer.Layers.gru;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.simpleRNN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.layer.RecurrentLayers.LSTM;
import dev.lamina.layer.RecurrentLayers.SimpleRNN;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

class RecurrentLayerTest {

  static Stream<RecurrentLayer<?>> layers() {
    return Stream.of(simpleRNN(3), lstm(3), gru(3), gru(3).resetAfter(false));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void givesItsLastOutputOrThoseOfAllSteps(RecurrentLayer<?> layer) {
    assertThat(layer.outputShape(Shape.of(5, 2))).isEqualTo(Shape.of(3));
    assertThat(layer.returnSequences(true).outputShape(Shape.of(5, 2))).isEqualTo(Shape.of(5, 3));

    float[] all = run(layer.returnSequences(true), 1, 2, 3, 4);
    assertThat(all).hasSize(6);
    assertThat(run(layer, 1, 2, 3, 4)).containsExactly(all[3], all[4], all[5]);
    assertThat(run(layer, 1, 2)).containsExactly(all[0], all[1], all[2]);
  }

  @Test
  void dropsTheSameFeaturesAtEveryStep() {
    SimpleRNN sums =
        simpleRNN(1)
            .activation(ActivationFunction.LINEAR)
            .useBias(false)
            .returnSequences(true)
            .dropout(0.5f);
    Map<String, float[]> weights =
        Map.of("kernel", new float[] {1}, "recurrentKernel", new float[] {0});
    float[] ones = new float[3 * 100];
    Arrays.fill(ones, 1);

    float[] dropped = Forward.train(sums, weights, Shape.of(100, 3, 1), ones);

    assertThat(dropped).contains(0).contains(2);
    for (int i = 0; i < dropped.length; i++) {
      assertThat(dropped[i]).isIn(0f, 2f).isEqualTo(dropped[i / 3 * 3]);
    }
    assertThat(Forward.infer(sums, weights, Shape.of(100, 3, 1), ones)).containsOnly(1);
  }

  @Test
  void dropsTheSameOutputsBeforeEveryStep() {
    SimpleRNN counts =
        simpleRNN(1)
            .activation(ActivationFunction.LINEAR)
            .returnSequences(true)
            .recurrentDropout(0.5f);
    Map<String, float[]> weights =
        Map.of(
            "kernel", new float[] {0}, "recurrentKernel", new float[] {1}, "bias", new float[] {1});

    float[] counted = Forward.train(counts, weights, Shape.of(100, 3, 1), new float[3 * 100]);

    assertThat(counted).contains(3);
    for (int i = 0; i < counted.length; i += 3) {
      assertThat(List.of(counted[i], counted[i + 1], counted[i + 2]))
          .isIn(List.of(1f, 1f, 1f), List.of(1f, 3f, 7f));
    }
    assertThat(Forward.infer(counts, weights, Shape.of(1, 3, 1), 0, 0, 0)).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void readsBackwardsIfItIsTold(RecurrentLayer<?> layer) {
    RecurrentLayer<?> sequences = layer.returnSequences(true);

    assertThat(run(sequences.goBackwards(true), 1, 2, 3, 4)).isEqualTo(run(sequences, 3, 4, 1, 2));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void withoutABiasIsAsWithABiasOfZeros(RecurrentLayer<?> layer) {
    RecurrentLayer<?> unbiased = layer.useBias(false);

    assertThat(unbiased.weights(Shape.of(5, 2)).stream().map(Weight::name))
        .containsExactly("kernel", "recurrentKernel");
    Map<String, float[]> weights = new HashMap<>(weights(layer));
    weights.computeIfPresent("bias", (name, values) -> new float[values.length]);
    Shape batch = Shape.of(1, 2, 2);
    assertThat(Forward.infer(unbiased, weights, batch, 1, 2, 3, 4))
        .isEqualTo(Forward.infer(layer, weights, batch, 1, 2, 3, 4));
  }

  @Test
  void hasWeightsOfTheInputTheStateAndABias() {
    assertThat(names(simpleRNN(3)))
        .containsExactly("kernel [2, 3]", "recurrentKernel [3, 3]", "bias [3]");
    assertThat(names(lstm(3)))
        .containsExactly("kernel [2, 12]", "recurrentKernel [3, 12]", "bias [12]");
    assertThat(names(gru(3)))
        .containsExactly("kernel [2, 9]", "recurrentKernel [3, 9]", "bias [2, 9]");
    assertThat(names(gru(3).resetAfter(false)))
        .containsExactly("kernel [2, 9]", "recurrentKernel [3, 9]", "bias [9]");
  }

  @Test
  void givesItsWeightsTheirRules() {
    SimpleRNN layer =
        simpleRNN(3)
            .kernel(Initializers.ones(), Regularizers.l1(1), Constraints.unitNorm())
            .recurrent(Initializers.identity(), Regularizers.l1(2), Constraints.maxNorm(2))
            .bias(Initializers.constant(3), Regularizers.l1(3), Constraints.maxNorm(3));

    assertThat(layer.weights(Shape.of(4, 2)).stream().map(Weight::rule))
        .containsExactly(
            new WeightRule(Initializers.ones(), Regularizers.l1(1), Constraints.unitNorm()),
            new WeightRule(Initializers.identity(), Regularizers.l1(2), Constraints.maxNorm(2)),
            new WeightRule(Initializers.constant(3), Regularizers.l1(3), Constraints.maxNorm(3)));
    assertThat(simpleRNN(3).settings().recurrent().initializer())
        .isEqualTo(Initializers.orthogonal());
  }

  @Test
  void rememberAtFirstIfItIsAnLstm() {
    assertThat(bias(lstm(2))).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
    assertThat(bias(lstm(2).bias(Initializers.constant(5))))
        .containsExactly(5, 5, 1, 1, 5, 5, 5, 5);
    assertThat(bias(lstm(2).unitForgetBias(false))).containsOnly(0);
  }

  private static float[] bias(LSTM layer) {
    Weight bias = layer.weights(Shape.of(1, 1)).get(2);
    return bias.initializer().begin(new Random(1)).next(bias);
  }

  @Test
  void activatesItsStepsAndItsGatesAsItIsTold() {
    Map<String, float[]> weights =
        Map.of(
            "kernel", new float[] {1, 2, 3, 4},
            "recurrentKernel", new float[4],
            "bias", new float[4]);
    LSTM layer =
        lstm(1).activation(ActivationFunction.LINEAR).recurrentActivation(ActivationFunction.RELU);

    // in 1, forget 2, candidate 3, out 4: the memory is 3, then 2 * 3 + 3.
    assertThat(Forward.infer(layer.returnSequences(true), weights, Shape.of(1, 2, 1), 1, 1))
        .containsExactly(12, 36);
    assertThat(Forward.infer(simpleRNN(1).activation(ActivationFunction.RELU), ONES, ONE, -5))
        .containsExactly(0);
  }

  private static final Shape ONE = Shape.of(1, 1, 1);
  private static final Map<String, float[]> ONES =
      Map.of("kernel", new float[] {1}, "recurrentKernel", new float[] {1});

  @Test
  void resetsBeforeItTransformsIfItIsTold() {
    float[] kernel = {0.1f, -0.2f, 0.3f};
    float[] recurrent = {0.4f, 0.5f, -0.6f};
    float[] bias = {0.7f, -0.8f, 0.9f};
    double output = 0;
    for (double x : new double[] {1, -2}) {
      double update = sigmoid(x * kernel[0] + output * recurrent[0] + bias[0]);
      double reset = sigmoid(x * kernel[1] + output * recurrent[1] + bias[1]);
      double candidate = Math.tanh(x * kernel[2] + reset * output * recurrent[2] + bias[2]);
      output = update * output + (1 - update) * candidate;
    }
    Map<String, float[]> weights =
        Map.of("kernel", kernel, "recurrentKernel", recurrent, "bias", bias);

    assertThat(Forward.infer(gru(1).resetAfter(false), weights, Shape.of(1, 2, 1), 1, -2))
        .containsExactly(new float[] {(float) output}, within(1e-6f));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void multipliesAtEveryStepAsAPlainGraph(RecurrentLayer<?> layer) {
    assertThat(layer.multiplications(Shape.of(7, 2)))
        .isEqualTo(7 * layer.multiplications(Shape.of(1, 2)));
    assertThat(layer.prefersPlainGraph()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void takesSequences(RecurrentLayer<?> layer) {
    assertThatThrownBy(() -> layer.outputShape(Shape.of(7)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            layer.type()
                + " takes a sequence [steps, features], but got [7]; put an embedding or a reshape before it, or let the recurrent layer before it returnSequences.");
  }

  @Test
  void isShownByItsSizeAndWhatIsUnusual() {
    assertThat(List.of(simpleRNN(2), lstm(3), gru(4)))
        .hasToString("[simpleRNN(2), lstm(3), gru(4)]");
    assertThat(lstm(3).activation(ActivationFunction.RELU).returnSequences(true).goBackwards(true))
        .hasToString("lstm(3) relu sequences backwards");
  }

  @Test
  void needsUnits() {
    assertThatThrownBy(() -> simpleRNN(0))
        .hasMessage("SimpleRNN needs units of at least 1, but got 0.");
    assertThatThrownBy(() -> lstm(0)).hasMessage("LSTM needs units of at least 1, but got 0.");
    assertThatThrownBy(() -> gru(0)).hasMessage("GRU needs units of at least 1, but got 0.");
  }

  private static List<String> names(Layer layer) {
    return layer.weights(Shape.of(5, 2)).stream()
        .map(weight -> weight.name() + " " + Shapes.text(weight.shape()))
        .toList();
  }

  private static Map<String, float[]> weights(RecurrentLayer<?> layer) {
    Random random = new Random(3);
    Map<String, float[]> weights = new HashMap<>();
    for (Weight weight : layer.weights(Shape.of(5, 2))) {
      float[] values = new float[weight.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat() - 0.5f;
      }
      weights.put(weight.name(), values);
    }
    return weights;
  }

  /** The output for one sequence of two features. */
  private static float[] run(RecurrentLayer<?> layer, float... x) {
    return Forward.infer(layer, weights(layer), Shape.of(1, x.length / 2, 2), x);
  }
}
