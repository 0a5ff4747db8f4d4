package dev.lamina.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void derivesTheFirstSplitMixNumberFromASeedAlone() {
    assertThat(Seeds.derive(1234567)).isEqualTo(6457827717110365317L);
  }

  @Test
  void followsItsDescriptionForAPath() {
    long first = new SplitMix64(1).nextLong();
    long second = new SplitMix64(first ^ 2).nextLong();

    assertThat(Seeds.derive(1, 2)).isEqualTo(second);
    assertThat(Seeds.derive(1, 2, 3)).isEqualTo(new SplitMix64(second ^ 3).nextLong());
  }

  @Test
  void givesNeighbouringStreamsDifferentSeeds() {
    assertThat(LongStream.range(0, 1000).map(epoch -> Seeds.derive(1, epoch)).boxed().toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsPathsApartByOrderAndLength() {
    assertThat(
            LongStream.of(
                    Seeds.derive(1),
                    Seeds.derive(1, 0),
                    Seeds.derive(1, 0, 0),
                    Seeds.derive(1, 2, 3),
                    Seeds.derive(1, 3, 2))
                .boxed()
                .toList())
        .doesNotHaveDuplicates();
  }
}
