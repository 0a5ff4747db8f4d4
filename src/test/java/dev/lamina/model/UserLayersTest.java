package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.loss;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.Constraint;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializers;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import dev.lamina.layer.Regularizer;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Weight;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layers that users write, and layers that stand in several networks. */
class UserLayersTest {
  private static final Settings SETTINGS = Settings.of(sgd(0.1f), meanSquaredError());

  /** Multiplies everything by one trained number. */
  private record Scale(float first) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      if (input.numDimensions() > 1) {
        throw new ShapeException("Scale takes a vector.");
      }
      return input;
    }

    @Override
    public List<Weight> weights(Shape input) {
      return List.of(Weight.of("factor", Shape.scalar(), Initializers.constant(first)));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return pass.tf().math.mul(input, pass.weight("factor"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void areTrainedAsTheBuiltInOnes(Jit jit) {
    Sequential network = Sequential.of(Shape.of(1), new Scale(0.5f), new Scale(1));

    Settings settings = Settings.of(sgd(0.02f), meanSquaredError()).jit(jit);
    try (Model model = network.compile(settings)) {
      model.fit(Dataset.of(new float[][] {{1}, {2}}, new float[] {3, 6}).batch(2), epochs(200));

      assertThat(model.weights()).containsOnlyKeys("scale/factor", "scale_1/factor");
      assertThat(model.predict(10)[0]).isCloseTo(30, within(0.01f));
    }
  }

  @Test
  void areCountedAndShownAsTheBuiltInOnes() {
    Sequential network = Sequential.of(Shape.of(3), new Scale(1), relu(), dense(1));

    assertThat(network.summary())
        .isEqualTo(
            """
            #  layer             output shape  nodes  parameters
               input             [3]
            1  Scale[first=1.0]  [3]               3           1
            2  relu              [3]
            3  dense(1)          [1]               1           4
            2 layers (1 hidden), 4 nodes, 5 parameters
            """);
  }

  @Test
  void areNamedInShapeErrors() {
    assertThatThrownBy(() -> Sequential.of(Shape.of(2, 2), relu(), new Scale(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Layer 2 (Scale): Scale takes a vector.");
  }

  @Test
  void mustDeclareTheWeightsTheyAskFor() {
    record Forgetful() implements Layer {
      @Override
      public Shape outputShape(Shape input) {
        return input;
      }

      @Override
      public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
        return pass.tf().math.mul(input, pass.weight("factor"));
      }
    }

    try (Model model = Sequential.of(Shape.of(1), dense(1), new Forgetful()).compile(SETTINGS)) {
      assertThatThrownBy(() -> model.predict(1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Layer 2 (Forgetful) asks for a weight \"factor\" in forward(), but weights() declares []; declare it there.");
    }
  }

  /**
   * A layer that says it gives 2 numbers.
   *
   * @param forward what it does
   */
  private record SaysTwo(BiFunction<Pass, Operand<TFloat32>, Operand<TFloat32>> forward)
      implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return Shape.of(2);
    }

    @Override
    public List<Weight> weights(Shape input) {
      return List.of(Weight.state("seen", Shape.scalar(), Initializers.zeros()));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return forward.apply(pass, input);
    }

    @Override
    public String toString() {
      return "saysTwo";
    }
  }

  private static final Dataset PAIRS =
      Dataset.of(new float[][] {{1}, {2}}, new float[][] {{1, 2}, {3, 4}});

  @ParameterizedTest
  @EnumSource
  void mustGiveTheShapeThatTheySay(Jit jit) {
    Sequential network = Sequential.of(Shape.of(1), dense(1), new SaysTwo((pass, x) -> x));
    try (Model model = network.compile(SETTINGS.jit(jit))) {
      assertThatThrownBy(() -> model.fit(PAIRS.batch(2), epochs(1)))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "Layer 2 (SaysTwo) gives the shape [2, 1] for [2, 2]: its forward() and its outputShape() must say the same.");
      assertThatThrownBy(() -> model.evaluate(PAIRS))
          .hasMessageStartingWith("Layer 2 (SaysTwo) gives the shape [-1, 1] for [-1, 2]:");
      assertThatThrownBy(() -> model.predict(1))
          .hasMessageStartingWith("Layer 2 (SaysTwo) gives the shape [-1, 1] for [-1, 2]:");
    }
  }

  @Test
  void areNamedInErrorsOfTensorFlow() {
    Layer wrong =
        new SaysTwo(
            (pass, x) -> pass.tf().math.add(x, pass.tf().constant(new float[] {1, 2, 3, 4, 5})));
    assertFitFails(
        SETTINGS,
        "Layer 2 (SaysTwo) cannot be built; look at the shapes that its ops take. TensorFlow says: Dimensions must be equal",
        dense(3),
        wrong);
  }

  @Test
  void updateStateOfItsShape() {
    Layer wrong =
        new SaysTwo(
            (pass, x) -> {
              if (pass.learning()) {
                pass.update("seen", pass.tf().constant(new float[] {1, 2}));
              }
              return x;
            });
    assertFitFails(
        SETTINGS,
        "Layer 1 (SaysTwo) updates its weight \"seen\" and gives the shape [2] for []:",
        wrong);
  }

  @Test
  void sayWhichOtherPartGivesAWrongShape() {
    Loss flat = loss("flat", (tf, y, p) -> tf.math.mean(p, tf.constant(new int[] {0, 1})));
    Loss one = loss("one", (tf, y, p) -> tf.constant(new float[1]));
    Loss refused = loss("refused", (tf, y, p) -> tf.math.add(y, tf.constant(new float[5])));
    Metric sums =
        new Metric() {
          @Override
          public Operand<TFloat32> totals(
              Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
            return tf.reduceSum(target, tf.constant(0));
          }

          @Override
          public double value(double[] totals, long examples) {
            return totals[0] / examples;
          }

          @Override
          public String name() {
            return "sums";
          }
        };
    Regularizer elements = (tf, weight) -> tf.math.square(weight);
    Constraint row = (tf, weight) -> tf.constant(new float[] {1, 2});

    assertFitFails(
        Settings.of(sgd(0.1f), flat),
        "The loss flat gives the shape [] for [2]: one number per example",
        dense(2));
    assertFitFails(
        Settings.of(sgd(0.1f), one),
        "The loss one gives the shape [1] for [2]: one number per example",
        dense(2));
    assertFitFails(Settings.of(sgd(0.1f), refused), "The loss refused cannot be built", dense(2));
    assertFitFails(
        Settings.of(sgd(0.1f), meanSquaredError(), sums),
        "The metric sums gives the shape [2] for [1]: its totals() and its size()",
        dense(2));
    assertFitFails(
        SETTINGS,
        "The regularizer of dense/kernel gives the shape [1, 2] for []:",
        dense(2).kernel(elements));
    assertFitFails(
        SETTINGS,
        "The activity regularizer of Layer 1 (Dense) gives the shape [2, 2] for []:",
        dense(2).activityRegularizer(elements));
    assertFitFails(
        SETTINGS,
        "The update of dense/kernel gives the shape [2] for [1, 2]:",
        dense(2).kernel(row));
  }

  private static void assertFitFails(Settings settings, String message, Layer... layers) {
    try (Model model = Sequential.of(Shape.of(1), layers).compile(settings)) {
      assertThatThrownBy(() -> model.fit(PAIRS.batch(2), epochs(1)))
          .isInstanceOf(ShapeException.class)
          .hasMessageStartingWith(message);
    }
  }

  @Test
  void mayBeAnonymous() {
    Layer twice =
        new Layer() {
          @Override
          public Shape outputShape(Shape input) {
            return input;
          }

          @Override
          public List<Weight> weights(Shape input) {
            return List.of(Weight.of("shift", input, Initializers.ones()));
          }

          @Override
          public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
            return pass.tf().math.add(input, pass.weight("shift"));
          }
        };
    Sequential network = Sequential.of(Shape.of(1), twice);

    assertThat(network.weightNames()).containsExactly("layer/shift");
    try (Model model = network.compile(SETTINGS)) {
      assertThat(model.predict(1)).containsExactly(2);
    }
  }

  @Test
  void haveWeightsOfTheirOwnAtEveryPlaceAndInEveryModel() {
    Dense shared = dense(1).useBias(false).kernel(Initializers.constant(2));
    Sequential twice = Sequential.of(Shape.of(1), shared, shared);
    Sequential once = Sequential.of(Shape.of(1), shared);

    try (Model trained = twice.compile(SETTINGS);
        Model untouched = once.compile(SETTINGS)) {
      trained.fit(Dataset.of(new float[][] {{1}}, new float[] {3}).batch(1), epochs(1));

      // The product is 4: both gradients are 2·(4 − 3)·2, both steps 0.4.
      assertThat(trained.weights()).containsOnlyKeys("dense/kernel", "dense_1/kernel");
      trained
          .weights()
          .values()
          .forEach(kernel -> assertThat(kernel.values()[0]).isCloseTo(1.6f, within(1e-6f)));
      assertThat(untouched.predict(1)).containsExactly(2);
      assertThat(untouched.weights().values().iterator().next().values()).containsExactly(2);
    }
  }

  @Test
  void trainTwoModelsOfOneNetworkApart() {
    Sequential network = Samples.regression();

    try (Model trained = network.compile(SETTINGS);
        Model untouched = network.compile(SETTINGS)) {
      float before = untouched.predict(1)[0];
      trained.fit(Samples.line(10).batch(5), epochs(5));

      assertThat(untouched.predict(1)).containsExactly(before);
      assertThat(trained.predict(1)[0]).isNotEqualTo(before);
    }
  }
}
