package dev.lamina.train.optimizer;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class OptimizersTest {

  @Test
  void rememberWhatTheirRuleNeeds() {
    assertThat(sgd(0.1f).slots()).isEmpty();
    assertThat(sgd(0.1f).momentum(0.9f).slots()).containsExactly(Slot.zeros("momentum"));
    assertThat(adam(0.1f).slots()).containsExactly(Slot.zeros("mean"), Slot.zeros("square"));
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
        "Sgd needs a momentum in [0, 1), but got " + momentum + ".");
  }

  @Test
  void needMomentumToLookAhead() {
    assertRefused(
        () -> sgd(0.1f).nesterov(true),
        "Nesterov's look ahead needs a momentum above 0; call momentum(0.9f) first.");
  }

  @Test
  void needDecaysBetweenZeroAndOne() {
    assertRefused(() -> adam(0.1f).betas(1, 0.9), "beta1 must be between 0 and 1, but got 1.0.");
    assertRefused(() -> adam(0.1f).betas(0.9, 0), "beta2 must be between 0 and 1, but got 0.0.");
    assertRefused(
        () -> adam(0.1f).epsilon(-1), "Adam needs an epsilon of at least 0, but got -1.0.");
  }

  private static float firstStep(Optimizer optimizer, float gradient) {
    return PlainGraph.run(
            tf ->
                List.of(
                    optimizer
                        .update(
                            tf,
                            new Optimizer.Clock(
                                optimizer.learningRate().rate(tf, tf.constant(0f)),
                                tf.constant(1f)),
                            constant(tf, Shape.of(1), 0),
                            constant(tf, Shape.of(1), gradient),
                            Collections.nCopies(
                                optimizer.slots().size(), constant(tf, Shape.of(1), 0)))
                        .weight()))
        .get(0)[0];
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
