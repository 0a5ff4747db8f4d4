package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adadelta;
import static dev.lamina.train.optimizer.Optimizers.adagrad;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.adamax;
import static dev.lamina.train.optimizer.Optimizers.ftrl;
import static dev.lamina.train.optimizer.Optimizers.lion;
import static dev.lamina.train.optimizer.Optimizers.nadam;
import static dev.lamina.train.optimizer.Optimizers.rmsprop;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static dev.lamina.train.schedule.Schedules.cosineDecayRestarts;
import static dev.lamina.train.schedule.Schedules.piecewiseConstantDecay;
import static dev.lamina.train.schedule.Schedules.polynomialDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Initializers;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Schedule;
import dev.lamina.train.schedule.Schedules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Every optimizer in a training. */
class ModelOptimizersTest {
  private static final Dataset ONE = Dataset.of(new float[][] {{1}}, new float[] {3});

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        sgd(0.1f),
        sgd(0.1f).momentum(0.9f).nesterov(true),
        adagrad(0.1f),
        rmsprop(0.01f),
        rmsprop(0.01f).momentum(0.5f).centered(true),
        adadelta(1),
        lion(0.01f).weightDecay(0.1f),
        adam(0.01f).amsgrad(true),
        adam(0.01f).pytorchEpsilon().weightDecay(0.004f),
        adamax(0.01f),
        nadam(0.01f),
        ftrl(0.1f).regularizationStrengths(0.01f, 0),
        adam(cosineDecayRestarts(0.01f, 2)).clipNorm(0.1f),
        sgd(0.1f).clipValue(0.01f).gradientAccumulationSteps(2),
        nadam(0.01f).globalClipNorm(0.1f).gradientAccumulationSteps(2).emaMomentum(0.5));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void giveNearlyTheSameByXlaOrPlainAndTheSameBitsAfterAReset(Optimizer optimizer) {
    Run plain = run(optimizer, Jit.OFF);
    try (Model model = Samples.classifier().compile(settings(optimizer, Jit.ON))) {
      Run compiled = fit(model, 6);
      model.reset();
      Run again = fit(model, 6);

      assertThat(again.losses).isEqualTo(compiled.losses);
      assertThat(again.weights).usingRecursiveComparison().isEqualTo(compiled.weights);
      assertNear(compiled.losses, plain.losses);
      compiled.weights.forEach(
          (name, got) -> assertNear(got.values(), values(plain.weights, name)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void giveTheSameBitsOnEveryRun(Jit jit) {
    Optimizer optimizer = nadam(0.01f).clipNorm(0.1f).gradientAccumulationSteps(2).emaMomentum(0.5);

    Run first = run(optimizer, jit);
    Run second = run(optimizer, jit);

    assertThat(second.losses).isEqualTo(first.losses);
    assertThat(second.weights).usingRecursiveComparison().isEqualTo(first.weights);
  }

  @ParameterizedTest
  @EnumSource
  void followTheirSchedules(Jit jit) {
    Schedule schedule = piecewiseConstantDecay(List.of(0, 2), List.of(0.25f, 0.125f, 0.5f));

    try (Model model = one(sgd(schedule), jit)) {
      // w goes 1, 2, 2.25, 2.4375: what is missing of 3 loses a half, two quarters and then all.
      assertThat(model.fit(ONE.batch(1), epochs(2)).losses()).containsExactly(4, 1);
      assertThat(model.fit(ONE.batch(1), epochs(2)).losses()).containsExactly(0.5625f, 0.31640625f);
      assertThat(values(model.weights(), "dense/kernel")).containsExactly(3);
      model.reset();
      assertThat(model.fit(ONE.batch(1), epochs(2)).losses()).containsExactly(4, 1);
    }
  }

  /** At its end the root of what is left, which must not be a little less than nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endAPolynomialDecayAtARateByXla(boolean cycle) {
    Schedule root = polynomialDecay(0.1f, 15).power(0.5f).cycle(cycle);

    try (Model model = one(sgd(root), Jit.ON)) {
      model.fit(ONE.batch(1), epochs(40));

      assertThat(values(model.weights(), "dense/kernel"))
          .containsExactly(new float[] {3}, within(0.5f));
    }
  }

  static Stream<Optimizer> gathering() {
    return Stream.of(sgd(0.1f), sgd(0.1f).momentum(0.9f), adam(0.01f), nadam(0.01f));
  }

  @ParameterizedTest
  @MethodSource("gathering")
  void learnFromSeveralSmallBatchesWhatTheyLearnFromALargeOne(Optimizer optimizer) {
    Run large = run(optimizer, Jit.OFF, 6);

    Run small = run(optimizer.gradientAccumulationSteps(3), Jit.OFF, 2);

    small.weights.forEach(
        (name, got) -> {
          float[] want = values(large.weights, name);
          assertThat(got.values()).containsExactly(want, within(1e-6f));
        });
  }

  @ParameterizedTest
  @EnumSource
  void leaveTheMeansOfTheWeightsWhenFitEnds(Jit jit) {
    try (Model model = one(sgd(0.25f).emaMomentum(0.5), jit)) {
      History history = model.fit(ONE.batch(1), epochs(4));

      // w goes 1, 2, 2.5, 2.75, 2.875, its mean from 2 on to 2.25, 2.5, 2.6875.
      assertThat(history.losses()).containsExactly(4, 1, 0.25f, 0.0625f);
      assertThat(values(model.weights(), "dense/kernel")).containsExactly(2.6875f);
      assertThat(model.predict(2)).containsExactly(5.375f);

      model.fit(ONE.batch(1), epochs(1));

      // From 2.6875 to 2.84375, and half way there.
      assertThat(values(model.weights(), "dense/kernel")).containsExactly(2.765625f);
    }
  }

  @Test
  void leaveFrozenWeightsAsTheyAre() {
    Sequential network =
        Sequential.of(
            Shape.of(1),
            dense(1).kernel(Initializers.ones()).trainable(false),
            dense(1).kernel(Initializers.ones()));
    Optimizer optimizer = sgd(0.25f).gradientAccumulationSteps(2).emaMomentum(0.5);

    try (Model model = network.compile(optimizer, meanSquaredError())) {
      model.fit(ONE.batch(1), epochs(2));

      assertThat(values(model.weights(), "dense/kernel")).containsExactly(1);
      assertThat(values(model.weights(), "dense_1/kernel")).containsExactly(2);
      assertThat(values(model.weights(), "dense_1/bias")).containsExactly(1);
    }
  }

  @Test
  void haveNothingToDoWithoutWeights() {
    Sequential network = Sequential.of(Shape.of(1), dense(1).trainable(false));
    Optimizer optimizer =
        sgd(0.25f).globalClipNorm(1).gradientAccumulationSteps(2).emaMomentum(0.5);

    try (Model model = network.compile(optimizer, meanSquaredError())) {
      Map<String, FloatArray> weights = model.weights();
      model.fit(ONE.batch(1), epochs(2));

      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(weights);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clipGradientsEachOrTogether(Jit jit) {
    // Gradients of 3 by the kernel and 4 by the bias: a norm of 5.
    assertClipped(sgd(0.5f), jit, -0.5f, -2);
    assertClipped(sgd(0.5f).globalClipNorm(2.5f), jit, 0.25f, -1);
    assertClipped(sgd(0.5f).clipNorm(2.5f), jit, -0.25f, -1.25f);
    assertClipped(sgd(0.5f).clipValue(3.5f), jit, -0.5f, -1.75f);
    assertClipped(sgd(0.5f).globalClipNorm(5), jit, -0.5f, -2);
  }

  private static void assertClipped(Optimizer optimizer, Jit jit, float kernel, float bias) {
    Sequential network = Sequential.of(Shape.of(1), dense(1).kernel(Initializers.ones()));
    Dataset point = Dataset.of(new float[][] {{0.75f}}, new float[] {-1.25f});
    try (Model model = network.compile(Settings.of(optimizer, meanSquaredError()).jit(jit))) {
      model.fit(point.batch(1), epochs(1));

      assertThat(values(model.weights(), "dense/kernel"))
          .containsExactly(new float[] {kernel}, within(1e-6f));
      assertThat(values(model.weights(), "dense/bias"))
          .containsExactly(new float[] {bias}, within(1e-6f));
    }
  }

  /** Rprop without its bounds: steps that grow while a gradient keeps its sign, and shrink else. */
  private record Growing(Schedule learningRate) implements Optimizer {
    @Override
    public List<Slot> slots() {
      return List.of(Slot.filled("size", 1), Slot.zeros("sign"));
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      Operand<TFloat32> sign = tf.math.sign(p.gradient());
      Operand<TFloat32> kept = tf.math.mul(sign, p.slot(1));
      // 1 at first, 2 for the same sign and 0.5 for the other.
      Operand<TFloat32> factor = tf.math.pow(tf.constant(2f), kept);
      Operand<TFloat32> size = tf.math.mul(p.slot(0), factor);
      Operand<TFloat32> step = tf.math.mul(tf.math.mul(clock.learningRate(), size), sign);
      return new Update(tf.math.sub(p.weight(), step), List.of(size, sign));
    }
  }

  @ParameterizedTest
  @EnumSource
  void canBeUserDefined(Jit jit) {
    Optimizer growing = new Growing(Schedules.constant(0.5f));

    try (Model model = one(growing, jit)) {
      // w goes 1, 1.5, 2.5, 4.5, 3.5.
      assertThat(model.fit(ONE.batch(1), epochs(4)).losses())
          .containsExactly(4, 2.25f, 0.25f, 2.25f);
      assertThat(values(model.weights(), "dense/kernel")).containsExactly(3.5f);
    }
    try (Model model = one(growing.emaMomentum(0.5), jit)) {
      model.fit(ONE.batch(1), epochs(2));

      assertThat(values(model.weights(), "dense/kernel")).containsExactly(2);
    }
  }

  private record Named(String slot) implements Optimizer {
    @Override
    public Schedule learningRate() {
      return Schedules.constant(1);
    }

    @Override
    public List<Slot> slots() {
      return List.of(Slot.zeros(slot));
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      return new Update(p.gradient(), p.slots());
    }
  }

  @Test
  void cannotNameASlotAsACommonOptionDoes() {
    assertThatThrownBy(() -> new Named("average").emaMomentum(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Slots are told apart by their names, but two of [average, average] are the same; give the rule's another name.");
    assertThat(new Named("average").clipNorm(1).slots()).hasSize(1);
  }

  private static Model one(Optimizer optimizer, Jit jit) {
    return Samples.oneWeight().compile(Settings.of(optimizer, meanSquaredError()).jit(jit));
  }

  private static Settings settings(Optimizer optimizer, Jit jit) {
    return Settings.of(optimizer, sparseCategoricalCrossentropy()).jit(jit);
  }

  private static Run run(Optimizer optimizer, Jit jit) {
    return run(optimizer, jit, 6);
  }

  private static Run run(Optimizer optimizer, Jit jit, int batch) {
    try (Model model = Samples.classifier().compile(settings(optimizer, jit))) {
      return fit(model, batch);
    }
  }

  private static Run fit(Model model, int batch) {
    float[] losses = model.fit(Samples.corners(30).batch(batch), epochs(1)).losses();
    return new Run(losses, model.weights());
  }

  private static void assertNear(float[] got, float[] want) {
    assertThat(got).containsExactly(want, within(1e-5f));
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  private record Run(float[] losses, Map<String, FloatArray> weights) {}
}
