package dev.lamina.model;

import static dev.lamina.layer.Initializers.ones;
import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sequence;
import static dev.lamina.layer.Layers.shared;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Regularizers.l2;
import static dev.lamina.network.Node.add;
import static dev.lamina.network.Node.concatenate;
import static dev.lamina.network.Node.input;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.data.Values;
import dev.lamina.engine.Jit;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shared;
import dev.lamina.network.Node;
import dev.lamina.serving.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Networks that are graphs, from their nodes to what comes of them. */
class FunctionalTest {
  private static final int EXAMPLES = 64;

  /** Two inputs, a skip, two outputs. */
  private static Functional twoByTwo() {
    Node left = input("left", Shape.of(4));
    Node right = input("right", Shape.of(3));
    Node hidden = left.to(dense(8), relu());
    Node deep = add(hidden, hidden.to(dense(8), relu()));
    Node both = concatenate(deep, right);
    return Functional.of(
        both.to(dense(3), softmax()).named("kind"), deep.to(dense(1), sigmoid()).named("sign"));
  }

  private static Settings losses() {
    return Settings.of(adam(0.02f))
        .loss("kind", sparseCategoricalCrossentropy(), 0.5f)
        .loss("sign", binaryCrossentropy())
        .metrics("kind", sparseCategoricalAccuracy())
        .seed(3);
  }

  /** The kind is the place of the largest number at right, the sign that of the sum at left. */
  private static Dataset examples() {
    Random random = new Random(1);
    float[][] left = new float[EXAMPLES][4];
    float[][] right = new float[EXAMPLES][3];
    float[] kind = new float[EXAMPLES];
    float[] sign = new float[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      float sum = 0;
      for (int j = 0; j < 4; j++) {
        left[i][j] = (float) random.nextGaussian();
        sum += left[i][j];
      }
      for (int j = 0; j < 3; j++) {
        right[i][j] = (float) random.nextGaussian();
        if (right[i][j] > right[i][(int) kind[i]]) {
          kind[i] = j;
        }
      }
      sign[i] = sum > 0 ? 1 : 0;
    }
    return Dataset.of(
        Map.of("left", Values.of(left), "right", Values.of(right)),
        Map.of("kind", Values.of(column(kind)), "sign", Values.of(column(sign))));
  }

  private static float[][] column(float[] values) {
    float[][] column = new float[values.length][1];
    for (int i = 0; i < values.length; i++) {
      column[i][0] = values[i];
    }
    return column;
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void twoOutputsLearnFromTwoInputs(Jit jit) {
    try (Model model = twoByTwo().compile(losses().jit(jit))) {
      History history = model.fit(examples().shuffle(1).batch(16), Fit.epochs(60));
      assertThat(history.lastEpoch().metrics().keySet())
          .containsExactly("kind_loss", "kind_sparseCategoricalAccuracy", "sign_loss");
      Evaluation evaluation = model.evaluate(examples());
      assertThat(evaluation.metric("kind_sparseCategoricalAccuracy")).isGreaterThan(0.95);
      assertThat(evaluation.metric("sign_loss")).isLessThan(0.2);
      assertThat(evaluation.loss())
          .isCloseTo(
              0.5 * evaluation.metric("kind_loss") + evaluation.metric("sign_loss"), within(1e-5));
    }
  }

  @Test
  void theOrderInWhichPartsLieMakesNoDifference() {
    try (Model model = twoByTwo().compile(losses());
        Model other = twoByTwo().compile(losses())) {
      model.fit(examples().batch(16), Fit.epochs(2));
      other.fit(
          examples().select(List.of("right", "left"), List.of("sign", "kind")).batch(16),
          Fit.epochs(2));
      assertThat(other.weights()).isEqualTo(model.weights());
    }
  }

  @Test
  void predictionsAreByName() {
    try (Model model = twoByTwo().compile(losses())) {
      Map<String, float[][]> answers =
          model.predict(
              Map.of(
                  "left",
                  new float[5][4],
                  "right",
                  new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 0}, {1, 1, 1}}));
      assertThat(answers).containsOnlyKeys("kind", "sign");
      assertThat(answers.get("kind")).hasDimensions(5, 3);
      assertThat(answers.get("sign")).hasDimensions(5, 1);
      float[][] signs = Objects.requireNonNull(answers.get("sign"));
      assertThat(signs[0]).isEqualTo(signs[4]);
    }
  }

  @Test
  void isSavedExportedAndWrittenAsJson(@TempDir Path folder) {
    assertThat(Functional.fromJson(twoByTwo().toJson())).isEqualTo(twoByTwo());
    Dataset examples = examples();
    try (Model model = twoByTwo().compile(losses())) {
      model.fit(examples.batch(16), Fit.epochs(3));
      model.save(folder.resolve("saved"));
      model.export(folder.resolve("exported"));
      try (Model loaded = Model.load(folder.resolve("saved"))) {
        assertThat(loaded.network()).isEqualTo(model.network());
        assertThat(loaded.settings()).isEqualTo(model.settings());
        model.fit(examples.batch(16), Fit.epochs(2));
        loaded.fit(examples.batch(16), Fit.epochs(2));
        assertThat(loaded.weights()).isEqualTo(model.weights());
      }
    }
    try (Predictor predictor = Predictor.load(folder.resolve("exported"))) {
      Map<String, Values> answers =
          predictor.call(
              "serving_default",
              Map.of("left", Values.of(new float[2][4]), "right", Values.of(new float[2][3])));
      assertThat(answers).containsOnlyKeys("kind", "sign");
    }
  }

  @Test
  void sharedLayersHaveOneSetOfWeights() {
    Shared tower = shared(dense(4), relu());
    Node left = input("left", Shape.of(3));
    Node right = input("right", Shape.of(3));
    Functional twins = Functional.of(add(left.to(tower), right.to(tower)).to(dense(1)));
    assertThat(twins.weightNames())
        .containsExactly(
            "sequence/dense/kernel", "sequence/dense/bias", "dense/kernel", "dense/bias");
    assertThat(twins.parameters()).isEqualTo(3 * 4 + 4 + 4 + 1);
    assertThat(Functional.fromJson(twins.toJson())).isEqualTo(twins);
    Layer equal = dense(4);
    Functional apart = Functional.of(add(left.to(equal), right.to(equal)));
    assertThat(apart.weightNames())
        .containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
  }

  @Test
  void aNetworkIsAPartOfAnother() {
    Sequential inner = Sequential.of(Shape.of(3), dense(4), relu());
    Node left = input("left", Shape.of(3));
    Node right = input("right", Shape.of(3));
    Functional twins = Functional.of(add(inner.on("tower", left), inner.on("tower", right)));
    assertThat(twins.weightNames()).containsExactly("tower/dense/kernel", "tower/dense/bias");
    Functional apart = Functional.of(add(inner.on("one", left), inner.on("other", right)));
    assertThat(apart.weightNames()).hasSize(4);
  }

  @Test
  void anotherNetworkGoesOnFromANode() {
    try (Model model = twoByTwo().compile(losses());
        Model head =
            model
                .pretrained()
                .trainable(false)
                .change(network -> Functional.of(network.node("add").to(dense(2))))
                .compile(sgd(0.1f), meanSquaredError())) {
      assertThat(head.network().inputs().names()).containsExactly("left");
      assertThat(head.weights("dense")).isEqualTo(model.weights("dense"));
      float[][] x = new float[8][4];
      x[1][2] = 1;
      head.fit(Dataset.of(x, new float[8][2]).batch(4), Fit.epochs(2));
      assertThat(head.weights("dense")).isEqualTo(model.weights("dense"));
    }
  }

  @Test
  void anOutputWithoutALossLearnsNothing() {
    Node x = input("x", Shape.of(2));
    Functional network =
        Functional.of(x.to(dense(1)).named("learns"), x.to(dense(1)).named("stays"));
    try (Model model = network.compile(Settings.of(sgd(0.1f)).loss("learns", meanSquaredError()))) {
      var before = model.weights("stays");
      model.fit(Dataset.of(new float[][] {{1, 2}}, new float[] {3}).batch(1), Fit.epochs(2));
      assertThat(model.weights("stays")).isEqualTo(before);
      assertThat(model.history().lastEpoch().metrics()).isEmpty();
    }
  }

  /** A user's own layer, which wants its input small. */
  private record Small() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      pass.penalize(l2(1), input);
      return input;
    }

    @Override
    public boolean penalizesOutput() {
      return true;
    }
  }

  @Test
  void anOutputWithoutALossLearnsWhatItsPenaltiesSay() {
    Node x = input("x", Shape.of(2));
    Functional network =
        Functional.of(
            x.to(dense(1)).named("y"),
            x.to(dense(2).kernel(ones())).named("hidden").to(sequence(new Small())).named("seen"));
    Dataset data = Dataset.of(new float[][] {{1, 2}, {3, 4}}, new float[] {1, 2});
    try (Model model = network.compile(Settings.of(sgd(0.01f)).loss("y", meanSquaredError()))) {
      model.fit(data.batch(2), Fit.epochs(1));

      // The penalty is the sum of xw² over all examples, divided by 2: its gradient that of x · xw.
      float[] kernel = Objects.requireNonNull(model.weights().get("hidden/kernel")).values();
      assertThat(kernel[0]).isCloseTo(1 - 0.01f * (1 * 3 + 3 * 7), within(1e-5f));
      assertThat(kernel[2]).isCloseTo(1 - 0.01f * (2 * 3 + 4 * 7), within(1e-5f));
    }
  }

  @Test
  void aListWithASharedLayerIsAGraphWithOnePath() {
    Shared twice = shared(dense(3));
    Sequential network = Sequential.of(Shape.of(3), twice, batchNormalization(), twice);
    assertThat(network.parameters()).isEqualTo(12 + 12);
    assertThat(network.append(relu()).parameters()).isEqualTo(24);
    assertThat(Functional.fromJson(network.toJson()).parameters()).isEqualTo(24);
  }

  @Test
  void errorsNameTheNodesAndBothShapes() {
    Node image = input("image", Shape.of(4, 4, 3));
    Node row = input("row", Shape.of(12));
    assertThatThrownBy(() -> Functional.of(concatenate(image, row)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Node \"concatenate\" (Concatenate of image, row): Concatenate along axis -1 takes inputs of equal sizes along all others, but got [4, 4, 3], [12]; make them equal.");
    assertThatThrownBy(() -> Functional.of(Node.of(dense(3), List.of(row, row))))
        .hasMessage(
            "Node \"dense\" (Dense of row, row): Dense takes one input, but got 2; merge them first, by concatenate or add, say.");
    assertThatThrownBy(() -> Functional.of(row))
        .hasMessage("The output \"row\" is an input; give the node of a layer.");
    assertThatThrownBy(
            () -> Functional.of(add(row.to(dense(2)), input("row", Shape.of(12)).to(dense(2)))))
        .hasMessage("Two nodes of the network are named \"row\"; give each a name of its own.");
    assertThatThrownBy(
            () -> Functional.of(row.to(dense(1)).named("a"), row.to(dense(1)).named("a")))
        .hasMessage("Two nodes of the network are named \"a\"; give each a name of its own.");
    assertThatThrownBy(
            () -> twoByTwo().compile(Settings.of(adam(0.1f)).loss("kid", meanSquaredError())))
        .hasMessage(
            "There is no output \"kid\" for a loss or metrics; did you mean \"kind\"? There are [kind, sign].");
    assertThatThrownBy(() -> twoByTwo().compile(adam(0.1f), meanSquaredError()))
        .hasMessage(
            "The network has the outputs [kind, sign]; say which one a loss is for: loss(\"kind\", ...).");
  }

  @Test
  void dataWithOtherPartsIsRefused() {
    Dataset right = examples();
    try (Model model = twoByTwo().compile(losses())) {
      assertThatThrownBy(
              () ->
                  model.fit(
                      right.select(List.of("left"), List.of("kind", "sign")).batch(8),
                      Fit.epochs(1)))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "The network takes the inputs left [4], right [3], but the data set's are left [4]; give it these parts, by zip, map or select.");
      assertThatThrownBy(
              () ->
                  model.fit(
                      right.select(List.of("left", "right"), List.of("kind")).batch(8),
                      Fit.epochs(1)))
          .hasMessageContaining("the targets kind [1], sign [1]");
    }
  }

  @Test
  void manyLayersInARowAndBesideEachOther() {
    Node x = input("x", Shape.of(2));
    Node row = x;
    for (int i = 0; i < 500; i++) {
      row = row.to(relu());
    }
    Node[] beside = new Node[499];
    for (int i = 0; i < beside.length; i++) {
      beside[i] = x.to(relu());
    }
    try (Model model =
        Functional.of(row, concatenate(x.to(relu()), beside).named("wide"))
            .compile(Settings.of(sgd(0.1f)).loss("wide", meanSquaredError()))) {
      assertThat(model.predict(1, 2)).hasSize(2 + 1000).contains(1f, 2f);
    }
  }
}
