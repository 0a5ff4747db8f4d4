package dev.lamina.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MersenneTwisterTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void drawsTheReferenceNumbers(long seed) {
    MersenneTwister twister = new MersenneTwister(seed);

    assertThat(IntStream.generate(twister::nextInt).limit(10).toArray())
        .isEqualTo(
            Reference.integers("rng.txt", "manual_seed(" + seed + "): 10 raw 32-bit draws:"));
  }

  @Test
  void givesThePublishedTenThousandthNumberOfTheUsualSeed() {
    MersenneTwister twister = new MersenneTwister(5489);

    assertThat(IntStream.generate(twister::nextInt).skip(9999).findFirst())
        .hasValue((int) 4123659995L);
  }

  @Test
  void makesALongOfTwoDrawsTheFirstOfThemHigh() {
    MersenneTwister twister = new MersenneTwister(1);

    assertThat(twister.nextLong()).isEqualTo(1791095845L << 32 | 4282876139L);
    assertThat(twister.nextLong()).isEqualTo(3093770124L << 32 | 4005303368L);
  }

  @Test
  void takesTheLow32BitsOfItsSeed() {
    assertThat(new MersenneTwister(7L << 32 | 1).nextLong())
        .isEqualTo(new MersenneTwister(1).nextLong());
  }
}
