package dev.lamina.train.schedule;

import static dev.lamina.train.schedule.Schedules.constant;
import static dev.lamina.train.schedule.Schedules.cosineDecay;
import static dev.lamina.train.schedule.Schedules.cosineDecayRestarts;
import static dev.lamina.train.schedule.Schedules.exponentialDecay;
import static dev.lamina.train.schedule.Schedules.inverseTimeDecay;
import static dev.lamina.train.schedule.Schedules.piecewiseConstantDecay;
import static dev.lamina.train.schedule.Schedules.polynomialDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import dev.lamina.train.schedule.CosineDecays.CosineDecay;
import dev.lamina.train.schedule.CosineDecays.CosineDecayRestarts;
import dev.lamina.train.schedule.Decays.ExponentialDecay;
import dev.lamina.train.schedule.Decays.InverseTimeDecay;
import dev.lamina.train.schedule.Decays.PolynomialDecay;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class SchedulesTest {
  private static final int LARGE = 10_000_000;

  @Test
  void haveTheDefaultsOfKeras() {
    assertThat(exponentialDecay(0.1f, 10, 0.5f))
        .isEqualTo(new ExponentialDecay(0.1f, 10, 0.5f, false));
    assertThat(inverseTimeDecay(0.1f, 10, 0.5f))
        .isEqualTo(new InverseTimeDecay(0.1f, 10, 0.5f, false));
    assertThat(polynomialDecay(0.1f, 10))
        .isEqualTo(new PolynomialDecay(0.1f, 10, 0.0001f, 1, false));
    assertThat(cosineDecay(0.1f, 10)).isEqualTo(new CosineDecay(0.1f, 10, 0, 0, 0));
    assertThat(cosineDecayRestarts(0.1f, 10)).isEqualTo(new CosineDecayRestarts(0.1f, 10, 2, 1, 0));
  }

  @Test
  void changeOneOption() {
    assertThat(exponentialDecay(0.1f, 10, 0.5f).staircase(true))
        .isEqualTo(new ExponentialDecay(0.1f, 10, 0.5f, true));
    assertThat(inverseTimeDecay(0.1f, 10, 0.5f).staircase(true))
        .isEqualTo(new InverseTimeDecay(0.1f, 10, 0.5f, true));
    assertThat(polynomialDecay(0.1f, 10).endLearningRate(0.01f).power(2).cycle(true))
        .isEqualTo(new PolynomialDecay(0.1f, 10, 0.01f, 2, true));
    assertThat(cosineDecay(0.1f, 10).alpha(0.5f).warmup(0.2f, 5))
        .isEqualTo(new CosineDecay(0.1f, 10, 0.5f, 0.2f, 5));
    assertThat(cosineDecayRestarts(0.1f, 10).tMul(3).mMul(0.5f).alpha(0.25f))
        .isEqualTo(new CosineDecayRestarts(0.1f, 10, 3, 0.5f, 0.25f));
  }

  @Test
  void warmUpInEqualStepsAndThenBegin() {
    assertThat(rates(exponentialDecay(1, 1, 0.5f).warmup(4), 0, 1, 3, 4, 5, 6))
        .containsExactly(0, 0.25f, 0.75f, 1, 0.5f, 0.25f);
    assertThat(rates(constant(0.5f).warmup(2), 0, 1, 2, LARGE))
        .containsExactly(0, 0.25f, 0.5f, 0.5f);
  }

  @Test
  void growFromTheFirstRateToTheTarget() {
    assertThat(rates(cosineDecay(1, 10).warmup(3, 4), 0, 1, 3, 4, 9, 14))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(1, 1.5f, 2.5f, 3, 1.5f, 0);
  }

  @Test
  void fallAtOnceOnTheStairs() {
    assertThat(rates(inverseTimeDecay(1, 10, 1).staircase(true), 0, 9, 10, 19, 20))
        .containsExactly(1, 1, 0.5f, 0.5f, 1 / 3f);
    assertThat(rates(inverseTimeDecay(1, 7, 1).staircase(true), 6_999_999, 7_000_000))
        .containsExactly(1 / 1e6f, 1 / 1_000_001f);
  }

  @Test
  void fallAgainFromLessInACycle() {
    Schedule cycle = polynomialDecay(1, 10).endLearningRate(0).cycle(true);

    assertThat(rates(cycle, 0, 5, 10, 11, 15, 20, 21))
        .containsExactly(1, 0.5f, 0, 0.45f, 0.25f, 0, 0.3f);
    assertThat(rates(cycle, LARGE - 1, LARGE, LARGE + 1))
        .containsExactly(1f / LARGE, 0, 9f / (LARGE + 10));
  }

  @Test
  void fallTowardsTheEndWithoutCancellation() {
    Schedule root = polynomialDecay(1, LARGE).endLearningRate(0).power(0.5f);

    assertThat(rates(root, LARGE - 1)[0]).isCloseTo((float) Math.sqrt(1e-7), within(1e-9f));
  }

  @Test
  void restartToTheUpdate() {
    Schedule equal = cosineDecayRestarts(1, 7).tMul(1);
    assertThat(rates(equal, 0, 6, 7, 13, 14))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(1, wave(6 / 7.0), 1, wave(6 / 7.0), 1);
    assertThat(rates(equal, 6_999_999, 7_000_000, 7_000_001))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(wave(6 / 7.0), 1, wave(1 / 7.0));
  }

  @Test
  void restartToTheUpdateWhenDecaysGrow() {
    for (int factor : new int[] {2, 3, 10}) {
      Schedule growing = cosineDecayRestarts(1, 5).tMul(factor).mMul(0.5f);
      long begin = 0;
      long length = 5;
      for (float highest = 1; begin + length < 1 << 24; highest /= 2) {
        assertThat(rates(growing, begin, begin + length - 1))
            .as("restart after %s updates", begin)
            .usingComparatorWithPrecision(1e-5f)
            .containsExactly(highest, highest * wave((length - 1.0) / length));
        begin += length;
        length *= factor;
      }
    }
  }

  @Test
  void fallToTheSameRateFromEveryRestart() {
    assertThat(rates(cosineDecayRestarts(1, 2).tMul(1).mMul(0.5f).alpha(0.2f), 0, 1, 2, 3, 4))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(1, 0.6f, 0.6f, 0.4f, 0.4f);
  }

  @Test
  void keepTheirLastRateAfterTheirEnd() {
    assertThat(rates(cosineDecay(1, 10).alpha(0.25f), LARGE)).containsExactly(0.25f);
    assertThat(rates(polynomialDecay(1, 10).endLearningRate(0.25f), LARGE)).containsExactly(0.25f);
    assertThat(rates(piecewiseConstantDecay(List.of(3), List.of(1f, 0.5f)), 3, 4, LARGE))
        .containsExactly(1, 0.5f, 0.5f);
  }

  @Test
  void refuseOptionsThatMakeNoSense() {
    assertRefused(
        () -> exponentialDecay(-1, 10, 0.5f),
        "ExponentialDecay needs a finite initialLearningRate of at least 0, but got -1.0.");
    assertRefused(
        () -> exponentialDecay(1, 0, 0.5f),
        "ExponentialDecay needs decaySteps of at least 1, but got 0.");
    assertRefused(
        () -> inverseTimeDecay(1, 10, Float.NaN),
        "InverseTimeDecay needs a finite decayRate of at least 0, but got NaN.");
    assertRefused(
        () -> polynomialDecay(1, 10).power(0),
        "PolynomialDecay needs a finite power above 0, but got 0.0.");
    assertRefused(
        () -> cosineDecay(1, 10).warmup(1, -1),
        "CosineDecay needs warmupSteps of at least 0, but got -1.");
    assertRefused(
        () -> cosineDecay(1, 10).warmup(1, 0),
        "CosineDecay warms up to a warmupTarget above 0 for warmupSteps of at least 1, but got 1.0 and 0; give both or neither.");
    assertRefused(
        () -> cosineDecayRestarts(1, 10).tMul(0.5f),
        "CosineDecayRestarts needs a finite tMul of at least 1, but got 0.5.");
    assertRefused(
        () -> constant(1).warmup(0), "LinearWarmup needs warmupSteps of at least 1, but got 0.");
  }

  @Test
  void refuseBoundariesThatDoNotPartTheValues() {
    assertRefused(
        () -> piecewiseConstantDecay(List.of(), List.of(1f)),
        "PiecewiseConstantDecay needs at least one boundary, but got none; take constant(rate).");
    assertRefused(
        () -> piecewiseConstantDecay(List.of(1, 2), List.of(1f, 2f)),
        "PiecewiseConstantDecay needs one value more than boundaries, but got 2 values and 2 boundaries.");
    assertRefused(
        () -> piecewiseConstantDecay(List.of(2, 2), List.of(1f, 2f, 3f)),
        "PiecewiseConstantDecay needs boundaries that grow, but got [2, 2].");
    assertRefused(
        () -> piecewiseConstantDecay(List.of(1), List.of(1f, -2f)),
        "PiecewiseConstantDecay needs a finite value of at least 0, but got -2.0.");
  }

  private static float wave(double share) {
    return (float) ((1 + Math.cos(Math.PI * share)) / 2);
  }

  private static float[] rates(Schedule schedule, long... updates) {
    List<float[]> values =
        PlainGraph.run(
            tf -> {
              List<Operand<TFloat32>> rates = new ArrayList<>();
              for (long each : updates) {
                rates.add(schedule.rate(tf, tf.constant((float) each)));
              }
              return rates;
            });
    float[] rates = new float[updates.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = values.get(i)[0];
    }
    return rates;
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
