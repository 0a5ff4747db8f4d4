package dev.lamina.layer;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.layer.Initializers.VarianceScaling;
import dev.lamina.model.Sequential;
import dev.lamina.random.MersenneTwister;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

class InitializersTest {

  @Test
  void givesOneValueEverywhere() {
    assertThat(drawn(Initializers.zeros(), 1, 1, 2)).containsExactly(0, 0);
    assertThat(drawn(Initializers.ones(), 1, 1, 2)).containsExactly(1, 1);
    assertThat(drawn(Initializers.constant(0.5f), 1, 1, 2)).containsExactly(0.5f, 0.5f);
  }

  static Stream<Arguments> uniforms() {
    return Stream.of(
        Arguments.of(Initializers.glorotUniform(), 200, 500, Math.sqrt(6.0 / 700)),
        Arguments.of(Initializers.glorotUniform(), 1, 100_000, Math.sqrt(6.0 / 100_001)),
        Arguments.of(Initializers.heUniform(), 200, 500, Math.sqrt(6.0 / 200)),
        Arguments.of(Initializers.lecunUniform(), 200, 500, Math.sqrt(3.0 / 200)),
        Arguments.of(Initializers.randomUniform(), 200, 500, 0.05),
        Arguments.of(Initializers.randomUniform(-3, 3), 200, 500, 3));
  }

  @ParameterizedTest
  @MethodSource("uniforms")
  void drawsUniformValuesFromTheirWholeRange(Initializer initializer, int in, int out, double end) {
    double[] scaled = scaled(drawn(initializer, 1, in, out), 0, end);

    assertThat(Arrays.stream(scaled).max().orElseThrow()).isBetween(0.999, 1.000001);
    assertThat(Arrays.stream(scaled).min().orElseThrow()).isBetween(-1.000001, -0.999);
    assertThat(mean(scaled)).isCloseTo(0, within(0.01));
    assertThat(variance(scaled)).isCloseTo(1 / 3.0, within(0.005));
  }

  static Stream<Arguments> truncated() {
    return Stream.of(
        Arguments.of(Initializers.glorotNormal(), Math.sqrt(2.0 / 700)),
        Arguments.of(Initializers.heNormal(), Math.sqrt(2.0 / 200)),
        Arguments.of(Initializers.lecunNormal(), Math.sqrt(1.0 / 200)));
  }

  @ParameterizedTest
  @MethodSource("truncated")
  void drawsNormalValuesWithTheVarianceAfterTheCut(Initializer initializer, double deviation) {
    double[] scaled = scaled(drawn(initializer, 1, 200, 500), 0, deviation);

    assertThat(mean(scaled)).isCloseTo(0, within(0.01));
    assertThat(variance(scaled)).isCloseTo(1, within(0.01));
    double end = 2 / 0.8796256610342398;
    assertThat(Arrays.stream(scaled).map(Math::abs).max().orElseThrow())
        .isBetween(end - 0.01, end + 0.00001);
  }

  @Test
  void cutsNormalValuesOffAtTwoDeviations() {
    double[] scaled = scaled(drawn(Initializers.truncatedNormal(3, 0.5f), 1, 200, 500), 3, 0.5);

    assertThat(mean(scaled)).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(variance(scaled))).isCloseTo(0.8796256610342398, within(0.005));
    assertThat(Arrays.stream(scaled).map(Math::abs).max().orElseThrow()).isBetween(1.99, 2.00001);
    assertThat(Initializers.truncatedNormal()).isEqualTo(Initializers.truncatedNormal(0, 0.05f));
  }

  @Test
  void drawsNormalValuesWithTheirTails() {
    double[] scaled = scaled(drawn(Initializers.randomNormal(3, 0.5f), 1, 200, 500), 3, 0.5);

    assertThat(mean(scaled)).isCloseTo(0, within(0.01));
    assertThat(variance(scaled)).isCloseTo(1, within(0.015));
    double beyond = Arrays.stream(scaled).filter(value -> Math.abs(value) > 2).count() / 100_000.0;
    assertThat(beyond).isCloseTo(0.0455, within(0.003));
    assertThat(Initializers.randomNormal()).isEqualTo(Initializers.randomNormal(0, 0.05f));
  }

  @ParameterizedTest
  @CsvSource({
    "FAN_IN, UNIFORM, 200",
    "FAN_OUT, UNIFORM, 500",
    "FAN_AVERAGE, UNIFORM, 350",
    "FAN_IN, NORMAL, 200",
    "FAN_OUT, TRUNCATED_NORMAL, 500"
  })
  void scalesTheVarianceByTheFanThatIsNamed(
      VarianceScaling.Mode mode, VarianceScaling.Distribution distribution, double fan) {
    float[] values = drawn(new VarianceScaling(3, mode, distribution), 1, 200, 500);

    assertThat(variance(scaled(values, 0, Math.sqrt(3 / fan)))).isCloseTo(1, within(0.015));
  }

  @Test
  void passesEverythingThroughTheIdentity() {
    assertThat(drawn(Initializers.identity(), 1, 2, 2)).containsExactly(1, 0, 0, 1);
    assertThat(drawn(Initializers.identity(3), 1, 2, 3)).containsExactly(3, 0, 0, 0, 3, 0);
    assertThat(drawn(Initializers.identity(), 1, 3, 2)).containsExactly(1, 0, 0, 1, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"300, 300, 1", "7, 40, 1", "40, 7, 2.5", "1, 5, 1", "5, 1, 0.5"})
  void drawsOrthogonalVectorsOfTheGainsLength(int rows, int columns, float gain) {
    float[] values = drawn(Initializers.orthogonal(gain), 1, rows, columns);

    int count = Math.min(rows, columns);
    for (int i = 0; i < count; i++) {
      for (int k = 0; k <= i; k++) {
        double dot = rows >= columns ? columns(values, columns, i, k) : rows(values, columns, i, k);
        assertThat(dot).isCloseTo(i == k ? gain * gain : 0, within(1e-5));
      }
    }
  }

  @Test
  void takesAKernelOfMoreAxesForAMatrix() {
    Initializer initializer = Initializers.orthogonal();
    Weight kernel = Weight.of("kernel", Shape.of(3, 2, 4, 5), initializer);

    assertThat(initializer.begin(new MersenneTwister(1)).next(kernel))
        .isEqualTo(drawn(initializer, 1, 24, 5));
  }

  @Test
  void drawsMatricesOnlyWhereItMust() {
    assertThatThrownBy(() -> drawn(Initializers.orthogonal(), Shape.of(4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Orthogonal draws matrices, but kernel has shape [4]; give it another initializer.");
    assertThatThrownBy(() -> drawn(Initializers.identity(), Shape.of(2, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Identity draws matrices, but kernel has shape [2, 2, 2]; give it another initializer.");
  }

  static Stream<Initializer> random() {
    return Stream.of(
        Initializers.glorotUniform(),
        Initializers.heNormal(),
        Initializers.orthogonal(),
        Initializers.randomNormal(),
        Initializers.randomUniform(),
        Initializers.truncatedNormal());
  }

  @ParameterizedTest
  @MethodSource("random")
  void drawsTheSameFromTheSameSeedAndOthersFromAnother(Initializer initializer) {
    float[] first = drawn(initializer, 1, 3, 4);

    assertThat(drawn(initializer, 1, 3, 4)).isEqualTo(first);
    assertThat(drawn(initializer, 2, 3, 4)).isNotEqualTo(first);
  }

  @Test
  void drawsOtherValuesForEveryLayer() {
    Sequential network = Sequential.of(Shape.of(4), dense(4), dense(4));

    assertThat(values(network.initialWeights(1), "dense/kernel"))
        .isNotEqualTo(values(network.initialWeights(1), "dense_1/kernel"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(() -> Initializers.constant(Float.NaN), "Constant needs a finite value", "NaN"),
        mistake(
            () -> Initializers.orthogonal(1 / 0f), "Orthogonal needs a finite gain", "Infinity"),
        mistake(() -> Initializers.identity(Float.NaN), "Identity needs a finite gain", "NaN"),
        mistake(
            () -> Initializers.randomNormal(0, -1),
            "RandomNormal needs a stddev of at least 0",
            "-1.0"),
        mistake(
            () -> Initializers.truncatedNormal(0, -1),
            "TruncatedNormal needs a stddev of at least 0",
            "-1.0"),
        mistake(
            () -> Initializers.randomUniform(2, 1),
            "RandomUniform needs a maxval of at least its minval 2.0",
            "1.0"),
        mistake(
            () ->
                new VarianceScaling(
                    0, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.UNIFORM),
            "VarianceScaling needs a scale above 0",
            "0.0"));
  }

  private static Arguments mistake(ThrowingCallable call, String needs, String got) {
    return Arguments.of(needs + ", but got " + got + ".", call);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesNumbersThatCannotBe(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static float[] drawn(Initializer initializer, long seed, int in, int out) {
    Weight weight = Weight.of("kernel", Shape.of(in, out), initializer).fans(in, out);
    return initializer.begin(new MersenneTwister(seed)).next(weight);
  }

  private static float[] drawn(Initializer initializer, Shape shape) {
    return initializer.begin(new MersenneTwister(1)).next(Weight.of("kernel", shape, initializer));
  }

  private static double[] scaled(float[] values, double mean, double by) {
    return IntStream.range(0, values.length).mapToDouble(i -> (values[i] - mean) / by).toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  private static double columns(float[] values, int columns, int a, int b) {
    return IntStream.range(0, values.length / columns)
        .mapToDouble(row -> (double) values[row * columns + a] * values[row * columns + b])
        .sum();
  }

  private static double rows(float[] values, int columns, int a, int b) {
    return IntStream.range(0, columns)
        .mapToDouble(i -> (double) values[a * columns + i] * values[b * columns + i])
        .sum();
  }
}
