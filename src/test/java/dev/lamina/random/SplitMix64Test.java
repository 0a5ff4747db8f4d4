package dev.lamina.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitMix64Test {

  @Test
  void givesThePublishedNumbers() {
    SplitMix64 random = new SplitMix64(1234567);

    assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
    assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
    assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 1000})
  void permutesEveryNumberOnce(int count) {
    assertThat(new SplitMix64(1).permutation(count))
        .containsExactlyInAnyOrder(IntStream.range(0, count).toArray());
  }

  @Test
  void permutesTheSameOnEveryMachine() {
    assertThat(new SplitMix64(1).permutation(10)).containsExactly(5, 7, 9, 6, 3, 8, 2, 0, 1, 4);
  }

  @Test
  void permutesEveryWayEquallyOften() {
    SplitMix64 random = new SplitMix64(1);
    int[] counts = new int[3 * 3];
    for (int i = 0; i < 30_000; i++) {
      int[] order = random.permutation(3);
      counts[3 * order[0] + order[1]]++;
    }

    assertThat(List.of(counts[1], counts[2], counts[3], counts[5], counts[6], counts[7]))
        .allMatch(count -> Math.abs(count - 5000) < 300);
  }

  @Test
  void refusesANegativeCount() {
    SplitMix64 random = new SplitMix64(1);

    assertThatThrownBy(() -> random.permutation(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a permutation needs a count of at least 0, but got -1");
  }

  @Test
  void derivesTheFirstSplitMixNumberFromASeedAlone() {
    assertThat(SplitMix64.derive(1234567)).isEqualTo(6457827717110365317L);
  }

  @Test
  void followsItsDescriptionForAPath() {
    long first = new SplitMix64(1).nextLong();
    long second = new SplitMix64(first ^ 2).nextLong();

    assertThat(SplitMix64.derive(1, 2)).isEqualTo(second);
    assertThat(SplitMix64.derive(1, 2, 3)).isEqualTo(new SplitMix64(second ^ 3).nextLong());
  }

  @Test
  void givesNeighbouringStreamsDifferentSeeds() {
    assertThat(LongStream.range(0, 1000).map(epoch -> SplitMix64.derive(1, epoch)).boxed().toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsPathsApartByOrderAndLength() {
    assertThat(
            LongStream.of(
                    SplitMix64.derive(1),
                    SplitMix64.derive(1, 0),
                    SplitMix64.derive(1, 0, 0),
                    SplitMix64.derive(1, 2, 3),
                    SplitMix64.derive(1, 3, 2))
                .boxed()
                .toList())
        .doesNotHaveDuplicates();
  }
}
