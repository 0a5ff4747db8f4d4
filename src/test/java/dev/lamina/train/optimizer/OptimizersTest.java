package dev.lamina.train.optimizer;

import static dev.lamina.train.optimizer.Optimizers.adadelta;
import static dev.lamina.train.optimizer.Optimizers.adagrad;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.adamW;
import static dev.lamina.train.optimizer.Optimizers.adamax;
import static dev.lamina.train.optimizer.Optimizers.ftrl;
import static dev.lamina.train.optimizer.Optimizers.lion;
import static dev.lamina.train.optimizer.Optimizers.nadam;
import static dev.lamina.train.optimizer.Optimizers.rmsprop;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static dev.lamina.train.schedule.Schedules.exponentialDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.train.optimizer.AdagradFamily.Adadelta;
import dev.lamina.train.optimizer.AdagradFamily.Adagrad;
import dev.lamina.train.optimizer.AdagradFamily.RMSprop;
import dev.lamina.train.optimizer.AdamFamily.Adam;
import dev.lamina.train.optimizer.AdamFamily.AdamW;
import dev.lamina.train.optimizer.AdamFamily.Adamax;
import dev.lamina.train.optimizer.AdamFamily.EpsilonPlace;
import dev.lamina.train.optimizer.AdamFamily.Nadam;
import dev.lamina.train.optimizer.Optimizer.Slot;
import dev.lamina.train.schedule.Schedule;
import dev.lamina.train.schedule.Schedule.ConstantRate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizersTest {

  private static final Schedule RATE = new ConstantRate(0.1f);

  @Test
  void haveTheDefaultsOfKeras() {
    assertThat(sgd(0.1f)).isEqualTo(new Sgd(RATE, 0, false));
    assertThat(adagrad(0.1f)).isEqualTo(new Adagrad(RATE, 0.1f, 1e-7f));
    assertThat(rmsprop(0.1f)).isEqualTo(new RMSprop(RATE, 0.9, 0, 1e-7f, false));
    assertThat(adadelta(0.1f)).isEqualTo(new Adadelta(RATE, 0.95, 1e-7f));
    assertThat(lion(0.1f)).isEqualTo(new Lion(RATE, 0.9, 0.99, 0));
    assertThat(adam(0.1f))
        .isEqualTo(new Adam(RATE, 0.9, 0.999, 1e-7f, false, EpsilonPlace.UNCORRECTED));
    assertThat(adamW(0.1f)).isEqualTo(new AdamW(adam(0.1f), 0.004f));
    assertThat(adamax(0.1f)).isEqualTo(new Adamax(RATE, 0.9, 0.999, 1e-7f));
    assertThat(nadam(0.1f)).isEqualTo(new Nadam(RATE, 0.9, 0.999, 1e-7f));
    assertThat(ftrl(0.1f)).isEqualTo(new Ftrl(RATE, -0.5f, 0.1f, 0, 0, 0, 0));
  }

  @Test
  void followSchedules() {
    Schedule schedule = exponentialDecay(0.1f, 10, 0.5f);

    assertThat(
            Stream.of(
                    sgd(schedule),
                    adagrad(schedule),
                    rmsprop(schedule),
                    adadelta(schedule),
                    lion(schedule),
                    adam(schedule),
                    adamW(schedule),
                    adamax(schedule),
                    nadam(schedule),
                    ftrl(schedule),
                    sgd(schedule).clipNorm(1))
                .map(Optimizer::learningRate))
        .containsOnly(schedule);
  }

  @Test
  void changeOneOption() {
    assertThat(sgd(0.1f).momentum(0.5f).nesterov(true)).isEqualTo(new Sgd(RATE, 0.5f, true));
    assertThat(adagrad(0.1f).initialAccumulatorValue(1).epsilon(2))
        .isEqualTo(new Adagrad(RATE, 1, 2));
    assertThat(rmsprop(0.1f).rho(0.5).momentum(0.25f).epsilon(1).centered(true))
        .isEqualTo(new RMSprop(RATE, 0.5, 0.25f, 1, true));
    assertThat(adadelta(0.1f).rho(0.5).epsilon(1)).isEqualTo(new Adadelta(RATE, 0.5, 1));
    assertThat(lion(0.1f).betas(0.5, 0.25).weightDecay(1)).isEqualTo(new Lion(RATE, 0.5, 0.25, 1));
    assertThat(adam(0.1f).betas(0.5, 0.25).epsilon(1).amsgrad(true))
        .isEqualTo(new Adam(RATE, 0.5, 0.25, 1, true, EpsilonPlace.UNCORRECTED));
    assertThat(adam(0.1f).pytorchEpsilon())
        .isEqualTo(new Adam(RATE, 0.9, 0.999, 1e-8f, false, EpsilonPlace.CORRECTED));
    assertThat(adamW(0.1f).weightDecay(2))
        .isEqualTo(adam(0.1f).weightDecay(2))
        .isEqualTo(new AdamW(adam(0.1f), 2));
    assertThat(adamax(0.1f).betas(0.5, 0.25).epsilon(1)).isEqualTo(new Adamax(RATE, 0.5, 0.25, 1));
    assertThat(nadam(0.1f).betas(0.5, 0.25).epsilon(1)).isEqualTo(new Nadam(RATE, 0.5, 0.25, 1));
    assertThat(ftrl(0.1f).regularizationStrengths(3, 4))
        .isEqualTo(new Ftrl(RATE, -0.5f, 0.1f, 3, 4, 0, 0));
  }

  @Test
  void rememberWhatTheirRuleNeeds() {
    assertThat(sgd(0.1f).slots()).isEmpty();
    assertThat(sgd(0.1f).momentum(0.9f).slots()).containsExactly(Slot.zeros("momentum"));
    assertThat(adam(0.1f).slots()).containsExactly(Slot.zeros("mean"), Slot.zeros("square"));
    assertThat(adam(0.1f).amsgrad(true).weightDecay(1).slots())
        .containsExactly(Slot.zeros("mean"), Slot.zeros("square"), Slot.zeros("greatestSquare"));
    assertThat(rmsprop(0.1f).slots()).containsExactly(Slot.zeros("square"));
    assertThat(rmsprop(0.1f).centered(true).momentum(0.5f).slots())
        .containsExactly(Slot.zeros("square"), Slot.zeros("mean"), Slot.zeros("momentum"));
    assertThat(adagrad(0.1f).slots()).containsExactly(Slot.filled("squares", 0.1f));
    assertThat(nadam(0.1f).slots())
        .containsExactly(Slot.zeros("mean"), Slot.zeros("square"), Slot.scalar("decays", 1));
  }

  @Test
  void decayTheWeightBesideTheGradient() {
    // Both step by the learning rate of 0.5 and take a tenth of the weight first.
    assertThat(Steps.weights(adamW(0.5f).weightDecay(0.2f), 8, 1).get(0))
        .isCloseTo(6.7f, within(1e-5f));
    assertThat(Steps.weights(lion(0.5f).weightDecay(0.2f), 8, 1).get(0))
        .isCloseTo(6.7f, within(1e-5f));
  }

  @Test
  void centeredRmspropBearsEqualGradients() {
    assertThat(Steps.weights(rmsprop(1e-6f).centered(true), 0, floats(200, 1000)))
        .allMatch(Float::isFinite);
  }

  @Test
  void penaltiesOfFtrlMakeWeightsZero() {
    assertThat(Steps.weights(ftrl(0.5f).regularizationStrengths(2, 0), 1, 0.5f, 0.5f))
        .containsExactly(0f, 0f);
  }

  @Test
  void adamNeedsNoMeanOfGradients() {
    assertThat(firstStep(adam(0.001f).betas(0, 0.9), 3)).isCloseTo(-0.001f, within(1e-8f));
  }

  @Test
  void gradientDescentSubtractsTheScaledGradient() {
    assertThat(firstStep(sgd(0.5f), 3)).isEqualTo(-1.5f);
  }

  @Test
  void adamsFirstStepIsTheLearningRate() {
    assertThat(firstStep(adam(0.001f), 3)).isCloseTo(-0.001f, within(1e-8f));
    assertThat(firstStep(adam(0.001f).pytorchEpsilon(), 3)).isCloseTo(-0.001f, within(1e-9f));
  }

  @Test
  void epsilonIsPlacedAsPytorchOrKerasDo() {
    // A gradient as small as PyTorch's epsilon halves the step; Keras' weighs more by far.
    assertThat(firstStep(adam(1).pytorchEpsilon(), 1e-8f)).isCloseTo(-0.5f, within(1e-5f));
    assertThat(firstStep(adam(1), 1e-8f)).isCloseTo(-0.0031523f, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, Float.NaN, Float.POSITIVE_INFINITY})
  void needAFiniteLearningRate(float rate) {
    assertRefused(
        () -> sgd(rate),
        "An optimizer needs a finite learning rate of at least 0, but got " + rate + ".");
    assertRefused(
        () -> adam(rate),
        "An optimizer needs a finite learning rate of at least 0, but got " + rate + ".");
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1, Float.NaN})
  void needAMomentumBelowOne(float momentum) {
    assertRefused(
        () -> sgd(0.1f).momentum(momentum),
        "Sgd needs momentum in [0, 1), but got " + momentum + ".");
    assertRefused(
        () -> rmsprop(0.1f).momentum(momentum),
        "RMSprop needs momentum in [0, 1), but got " + momentum + ".");
  }

  @Test
  void needMomentumToLookAhead() {
    assertRefused(
        () -> sgd(0.1f).nesterov(true),
        "Nesterov's look ahead needs a momentum above 0; call momentum(0.9) first.");
  }

  @Test
  void needDecaysBelowOne() {
    assertRefused(() -> adam(0.1f).betas(1, 0.9), "Adam needs beta1 in [0, 1), but got 1.0.");
    assertRefused(() -> adam(0.1f).betas(0.9, 2), "Adam needs beta2 in [0, 1), but got 2.0.");
    assertRefused(() -> adamax(0.1f).betas(-1, 0), "Adamax needs beta1 in [0, 1), but got -1.0.");
    assertRefused(() -> nadam(0.1f).betas(0.9, 1), "Nadam needs beta2 in [0, 1), but got 1.0.");
    assertRefused(() -> lion(0.1f).betas(0.9, 1), "Lion needs beta2 in [0, 1), but got 1.0.");
    assertRefused(() -> rmsprop(0.1f).rho(Double.NaN), "RMSprop needs rho in [0, 1), but got NaN.");
    assertRefused(() -> adadelta(0.1f).rho(1), "Adadelta needs rho in [0, 1), but got 1.0.");
  }

  @Test
  void needOptionsOfAtLeastZero() {
    assertRefused(
        () -> adam(0.1f).epsilon(-1), "Adam needs a finite epsilon of at least 0, but got -1.0.");
    assertRefused(
        () -> adamW(0.1f).weightDecay(-1),
        "AdamW needs a finite weightDecay of at least 0, but got -1.0.");
    assertRefused(
        () -> adagrad(0.1f).initialAccumulatorValue(Float.POSITIVE_INFINITY),
        "Adagrad needs a finite initialAccumulatorValue of at least 0, but got Infinity.");
    assertRefused(
        () -> adadelta(0.1f).epsilon(0), "Adadelta needs a finite epsilon above 0, but got 0.0.");
    assertRefused(
        () -> ftrl(0.1f).regularizationStrengths(-1, 0),
        "Ftrl needs a finite l1RegularizationStrength of at least 0, but got -1.0.");
    assertRefused(
        () -> new Ftrl(RATE, 1, 0.1f, 0, 0, 0, 0),
        "Ftrl needs a finite learningRatePower of at most 0, but got 1.0.");
    assertRefused(() -> ftrl(0), "Ftrl divides by the learning rate, but got 0; give one above 0.");
  }

  private static float firstStep(Optimizer optimizer, float gradient) {
    return Steps.weights(optimizer, 0, gradient).get(0);
  }

  private static float[] floats(int count, float value) {
    float[] floats = new float[count];
    Arrays.fill(floats, value);
    return floats;
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
