package dev.lamina.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchRandomTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void drawsUniformNumbers(long seed) {
    assertThat(uniform(new TorchRandom(seed), 5, 0, 1))
        .isEqualTo(Reference.floats("rng.txt", "manual_seed(" + seed + "): rand(5):"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void drawsFewNormalNumbersInDoublePrecision(long seed) {
    String start = "manual_seed(" + seed + "): randn(5) [fewer than 16: float64 Box-Muller]:";

    assertThat(new TorchRandom(seed).randn(5)).isEqualTo(Reference.floats("rng.txt", start));
  }

  @Test
  void keepsTheOddNormalNumberForTheNextCall() {
    TorchRandom whole = new TorchRandom(1);
    TorchRandom parts = new TorchRandom(1);

    float[] expected = whole.randn(8);
    float[] three = parts.randn(3);
    float[] five = parts.randn(5);

    assertThat(
            new float[] {three[0], three[1], three[2], five[0], five[1], five[2], five[3], five[4]})
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void drawsABlockOfNormalNumbersInSinglePrecision(long seed) {
    assertThat(new TorchRandom(seed).randn(16))
        .isEqualTo(Reference.floats("rng.txt", "manual_seed(" + seed + "): randn(16):"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void drawsTheLastBlockAgainWhenBlocksDoNotFit(long seed) {
    String start = "manual_seed(" + seed + "): randn(20) [its last 16 drawn again]:";

    assertThat(new TorchRandom(seed).randn(20)).isEqualTo(Reference.floats("rng.txt", start));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void permutesFewNumbers(long seed) {
    assertThat(new TorchRandom(seed).permutation(10))
        .isEqualTo(Reference.integers("rng.txt", "manual_seed(" + seed + "): randperm(10):"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void permutesManyNumbers(long seed) {
    assertThat(Reference.line("rng.txt", "manual_seed(" + seed + "): randperm(12665):"))
        .endsWith(Reference.sha256(new TorchRandom(seed).permutation(12665)));
  }

  @Test
  void drawsTheInitialWeightsOfTheMnistNetwork() {
    TorchRandom random = new TorchRandom(1);

    assertDraws(random, "mnist01-init.txt", "W1", 784 * 32, 784);
    assertDraws(random, "mnist01-init.txt", "b1", 32, 784);
    assertDraws(random, "mnist01-init.txt", "W2", 32, 32);
    assertDraws(random, "mnist01-init.txt", "b2", 1, 32);
  }

  @Test
  void drawsTheNoiseAndTheInitialWeightsOfTheRegression() {
    TorchRandom random = new TorchRandom(5);
    float[] noise = random.randn(100);
    for (int i = 0; i < noise.length; i++) {
      noise[i] *= 0.01f;
    }

    assertThat(Reference.sha256(noise)).isEqualTo(Reference.sha256("regress500.txt", "y"));
    assertDraws(random, "regress500.txt", "W1", 500, 1);
    assertDraws(random, "regress500.txt", "b1", 500, 1);
    assertDraws(random, "regress500.txt", "W2", 500, 500);
    assertDraws(random, "regress500.txt", "b2", 1, 500);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.569508493", "5, 0.033264637"})
  void goesOnAfterTheSeedsOfTwoLoaderEpochs(long seed, float expected) {
    TorchRandom random = new TorchRandom(seed);
    for (int i = 0; i < 4; i++) {
      random.nextLong();
    }

    assertThat(uniform(random, 1, 0, 1)).containsExactly(expected);
  }

  @Test
  void passesOverDraws() {
    TorchRandom random = new TorchRandom(1);
    random.skip(3);

    float[] all = uniform(new TorchRandom(1), 5, 0, 1);
    assertThat(uniform(random, 2, 0, 1)).containsExactly(all[3], all[4]);
  }

  @Test
  void drawsNothingForNoNumbers() {
    assertThat(new TorchRandom(1).randn(0)).isEmpty();
    assertThat(new TorchRandom(1).permutation(0)).isEmpty();
  }

  @Test
  void refusesCountsThatItCannotServe() {
    TorchRandom random = new TorchRandom(1);

    assertThatThrownBy(() -> random.randn(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("randn needs a count of at least 0, but got -1");
    assertThatThrownBy(() -> random.permutation(-2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a permutation needs a count of at least 0, but got -2");
    assertThatThrownBy(() -> random.permutation(214748364))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "PyTorch's permutation is known for fewer than 214748364 numbers, but got 214748364;"
                + " use SplitMix64 for more");
  }

  private static void assertDraws(
      TorchRandom random, String file, String name, int count, int inputs) {
    float bound = (float) (1 / Math.sqrt(inputs));

    assertThat(Reference.sha256(uniform(random, count, -bound, bound)))
        .as(name)
        .isEqualTo(Reference.sha256(file, name));
  }

  private static float[] uniform(TorchRandom random, int count, float low, float high) {
    float[] values = new float[count];
    random.uniform(values, low, high);
    return values;
  }
}
