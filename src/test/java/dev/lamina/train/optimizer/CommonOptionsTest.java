package dev.lamina.train.optimizer;

import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.train.optimizer.Optimizer.Slot;
import dev.lamina.train.schedule.Schedules;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonOptionsTest {

  @Test
  void areTheSameInWhateverOrderTheyAreGiven() {
    Optimizer one = adam(0.1f).clipNorm(2).gradientAccumulationSteps(3).emaMomentum(0.5);

    assertThat(one).isEqualTo(adam(0.1f).emaMomentum(0.5).gradientAccumulationSteps(3).clipNorm(2));
    assertThat(one.rule()).isEqualTo(adam(0.1f));
    assertThat(one.options()).isEqualTo(new CommonOptions(2, 0, 0, 3, 0.5));
    assertThat(adam(0.1f).globalClipNorm(2).options()).isEqualTo(new CommonOptions(0, 0, 2, 1, 0));
    assertThat(adam(0.1f).clipValue(2).options()).isEqualTo(new CommonOptions(0, 2, 0, 1, 0));
  }

  @Test
  void leaveTheRuleAloneWhenThereAreNone() {
    Optimizer rule = adam(0.1f);

    assertThat(rule.rule()).isSameAs(rule);
    assertThat(rule.options()).isEqualTo(CommonOptions.NONE);
    assertThat(rule.clipNorm(2).emaMomentum(0.5).with(CommonOptions.NONE)).isSameAs(rule);
    assertThat(rule.finalSlot()).isEmpty();
  }

  @Test
  void rememberWhatTheyNeedBesideTheRule() {
    assertThat(sgd(0.1f).momentum(0.5f).gradientAccumulationSteps(2).emaMomentum(0.5).slots())
        .containsExactly(
            Slot.zeros("momentum"),
            Slot.zeros("gradientSum"),
            Slot.scalar("gradientCount", 0),
            Slot.zeros("average"));
    assertThat(sgd(0.1f).clipNorm(1).slots()).isEmpty();
    assertThat(sgd(0.1f).emaMomentum(0.5).finalSlot()).contains("average");
    assertThat(sgd(0.1f).gradientAccumulationSteps(2).finalSlot()).isEmpty();
  }

  @Test
  void clipGradientsBeyondTheBoundAlone() {
    for (Optimizer clipping :
        List.of(sgd(1).clipNorm(2), sgd(1).clipValue(2), sgd(1).globalClipNorm(2))) {
      assertThat(Steps.weights(clipping, 0, 3, -4, 1, 0)).containsExactly(-2f, 0f, -1f, -1f);
    }
  }

  @Test
  void applyTheMeanOfSeveralGradients() {
    assertThat(Steps.weights(sgd(1).gradientAccumulationSteps(3), 10, 1, 2, 6, 3, 0, 0, 5))
        .containsExactly(10f, 10f, 7f, 7f, 7f, 6f, 6f);
  }

  @Test
  void clipTheMeanRatherThanEachGradient() {
    assertThat(Steps.weights(sgd(1).gradientAccumulationSteps(2).clipNorm(2), 0, 5, -3, 9, 1))
        .containsExactly(0f, -1f, -1f, -3f);
  }

  /** Adam corrects by the number of the update. */
  @Test
  void countTheUpdatesThatWereApplied() {
    float[] gradients = {1, -2, 3, 0.5f};
    float[] twice = {1, 1, -2, -2, 3, 3, 0.5f, 0.5f};
    List<Float> gathered = Steps.weights(adam(0.1f).gradientAccumulationSteps(2), 0, twice);

    List<Float> plain = Steps.weights(adam(0.1f), 0, gradients);
    for (int i = 0; i < plain.size(); i++) {
      assertThat(gathered.get(2 * i + 1)).isEqualTo(plain.get(i));
    }
  }

  @Test
  void followTheScheduleByBatches() {
    Optimizer halving = sgd(Schedules.exponentialDecay(1, 1, 0.5f)).gradientAccumulationSteps(2);

    assertThat(Steps.weights(halving, 0, -1, -1, -1, -1)).containsExactly(0f, 0.5f, 0.5f, 0.625f);
  }

  @Test
  void averageTheWeightsFromTheFirstUpdateOn() {
    Optimizer averaging = sgd(1).emaMomentum(0.75);

    assertThat(Steps.weights(averaging, 0, -4, -4, -4)).containsExactly(4f, 8f, 12f);
    assertThat(Steps.lastSlots(averaging, 0, -4, -4, -4)).containsExactly(4f, 5f, 6.75f);
  }

  @Test
  void averageAfterEveryBatchOnceAnUpdateWasApplied() {
    Optimizer averaging = sgd(1).gradientAccumulationSteps(2).emaMomentum(0.5);

    assertThat(Steps.lastSlots(averaging, 8, -4, -4, -4, -4, 0, 0))
        .containsExactly(8f, 12f, 12f, 14f, 15f, 15.5f);
  }

  @Test
  void clipInOneWayAlone() {
    assertRefused(
        () -> sgd(0.1f).clipNorm(1).clipValue(2),
        "An optimizer clips in one way, but got clipNorm 1.0, clipValue 2.0 and globalClipNorm 0.0; set the others to 0.");
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void needBoundsOfAtLeastZero(float bound) {
    assertRefused(
        () -> sgd(0.1f).clipNorm(bound),
        "An optimizer needs a finite clipNorm of at least 0, but got " + bound + ".");
    assertRefused(
        () -> sgd(0.1f).clipValue(bound),
        "An optimizer needs a finite clipValue of at least 0, but got " + bound + ".");
    assertRefused(
        () -> sgd(0.1f).globalClipNorm(bound),
        "An optimizer needs a finite globalClipNorm of at least 0, but got " + bound + ".");
  }

  @Test
  void needBatchesAndAMomentumBelowOne() {
    assertRefused(
        () -> sgd(0.1f).gradientAccumulationSteps(0),
        "An optimizer needs gradientAccumulationSteps of at least 1, but got 0.");
    assertRefused(
        () -> sgd(0.1f).emaMomentum(1), "An optimizer needs emaMomentum in [0, 1), but got 1.0.");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
