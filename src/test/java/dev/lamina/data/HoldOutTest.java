package dev.lamina.data;

import static dev.lamina.data.DatasetTest.numbers;
import static dev.lamina.data.DatasetTest.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldOutTest {
  private static final Dataset TEN = numbers(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void takesTheLastShare() {
    Split split = TEN.holdOut(0.3);

    assertThat(values(split.first())).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(values(split.second())).containsExactly(7, 8, 9);
  }

  @Test
  void takesTheLastShareBeforeTheShuffleAndKeepsShufflingTheRest() {
    Split split = TEN.shuffle(1).holdOut(0.3);

    assertThat(values(split.second())).containsExactly(7, 8, 9);
    assertThat(split.second().reshuffles()).isFalse();
    assertThat(split.first().reshuffles()).isTrue();
    assertThat(values(split.first())).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    assertThat(values(split.first().epoch(0))).isNotEqualTo(values(split.first().epoch(1)));
    assertThat(values(split.first().epoch(5))).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void looksAtTheOrderBeforeTheShuffleAfterOtherTransforms() {
    Split split = TEN.labels(90, 0, 50, 20).shuffle(1).holdOut(0.25);

    assertThat(values(split.second())).containsExactly(2);
    assertThat(values(split.first())).containsExactlyInAnyOrder(9, 0, 5);
  }

  @Test
  void repeatsWhatIsTrainedOnOnly() {
    Split split = numbers(1, 2).shuffle(1).repeat(3).holdOut(0.5);

    assertThat(values(split.first())).containsExactly(1, 1, 1);
    assertThat(values(split.second())).containsExactly(2);
  }

  /** floor(size * (1 - fraction)). */
  @ParameterizedTest
  @CsvSource({"0.1, 9", "0.15, 8", "0.01, 9", "0.5, 5", "0.89, 1"})
  void roundsAsKeras(double fraction, int first) {
    assertThat(TEN.holdOut(fraction).first().size()).isEqualTo(first);
    assertThat(TEN.holdOut(fraction).second().size()).isEqualTo(10 - first);
  }

  @Test
  void leavesNoPartEmpty() {
    assertThatThrownBy(() -> TEN.holdOut(0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("holding out 0.95 of 10 examples leaves one part empty; take another fraction");
    assertThatThrownBy(() -> TEN.holdOut(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("holdOut takes a fraction between 0 and 1, but got 1.0");
  }

  @Test
  void needsTheSameExamplesInEveryEpoch() {
    assertThatThrownBy(() -> TEN.shuffle(1).take(5).holdOut(0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("holdOut needs the same examples in every epoch");
  }
}
