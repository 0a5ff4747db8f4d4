package dev.lamina.data;

import static dev.lamina.data.DatasetTest.numbers;
import static dev.lamina.data.DatasetTest.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset.Split;
import dev.lamina.random.Reference;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShuffleTest {

  private static final Dataset TEN = numbers(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  private static final Dataset SHUFFLED = TEN.shuffle(1);

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "5, 0", "5, 1"})
  void givesTheOrdersOfPytorchsLoader(long seed, int epoch) {
    String start =
        "manual_seed(%s): DataLoader(12665 rows, shuffle=True) epoch %s:"
            .formatted(seed, epoch + 1);

    assertThat(Reference.line("rng.txt", start))
        .endsWith(Reference.sha256(Shuffle.pytorch(seed).order(12665, epoch)));
  }

  @Test
  void givesTheSameSeededOrdersOnEveryMachine() {
    assertThat(Shuffle.seeded(1).order(10, 0)).containsExactly(6, 9, 5, 8, 0, 1, 2, 7, 3, 4);
    assertThat(Shuffle.seeded(1).order(10, 1)).containsExactly(3, 6, 9, 8, 1, 7, 5, 4, 0, 2);
    assertThat(Shuffle.seeded(2).order(10, 0)).containsExactly(0, 6, 1, 5, 2, 4, 7, 8, 9, 3);
  }

  @Test
  void isEqualToOneOfTheSameSeed() {
    assertThat(Shuffle.seeded(1)).isEqualTo(Shuffle.seeded(1)).isNotEqualTo(Shuffle.pytorch(1));
  }

  @Test
  void shufflesEveryEpochInAnotherOrder() {
    assertThat(SHUFFLED.reshuffles()).isTrue();
    assertThat(SHUFFLED.order(0)).isEqualTo(Shuffle.seeded(1).order(10, 0));
    assertThat(SHUFFLED.order(3)).isEqualTo(Shuffle.seeded(1).order(10, 3));
    assertThat(values(SHUFFLED.epoch(3))).isEqualTo(boxed(SHUFFLED.order(3)));
    assertThat(values(SHUFFLED)).isEqualTo(boxed(SHUFFLED.order(0)));
    assertThat(SHUFFLED.epoch(3).reshuffles()).isFalse();
  }

  @Test
  void keepsItsOrderWhateverACallerDoesToIt() {
    int[] order = SHUFFLED.order(0);
    order[0] = -1;

    assertThat(SHUFFLED.order(0)).isEqualTo(Shuffle.seeded(1).order(10, 0));
  }

  @Test
  void takesAndSkipsFromEveryEpochsOrder() {
    assertThat(values(SHUFFLED.take(4).epoch(2)))
        .isEqualTo(values(SHUFFLED.epoch(2)).subList(0, 4));
    assertThat(values(SHUFFLED.skip(4).epoch(2)))
        .isEqualTo(values(SHUFFLED.epoch(2)).subList(4, 10));
    assertThat(SHUFFLED.take(4).baseSize()).isEqualTo(10);
  }

  @Test
  void filtersEveryEpochsOrder() {
    Dataset even = SHUFFLED.filter(example -> example.x()[0] % 2 == 0);

    assertThat(values(even.epoch(2)))
        .isEqualTo(values(SHUFFLED.epoch(2)).stream().filter(value -> value % 2 == 0).toList());
  }

  @Test
  void keepsOfTheBaseOnlyWhatAFilterWants() {
    Dataset even = SHUFFLED.filter(example -> example.x()[0] % 2 == 0);
    float[] x = new float[5];
    even.readX(0, 5, x);

    assertThat(even.baseSize()).isEqualTo(5);
    assertThat(x).containsExactly(0, 2, 4, 6, 8);
    assertThat(even.order(2)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  @Test
  void groupsEveryEpochsOrderByLabels() {
    Dataset grouped = SHUFFLED.map(example -> example.withY(example.x()[0] % 2)).labels(1, 0);
    List<Integer> order = values(SHUFFLED.epoch(2));

    assertThat(values(grouped.epoch(2)).subList(0, 5))
        .isEqualTo(order.stream().filter(value -> value % 2 == 1).toList());
    assertThat(values(grouped.epoch(2)).subList(5, 10))
        .isEqualTo(order.stream().filter(value -> value % 2 == 0).toList());
  }

  @Test
  void refusesToFilterWhatDiffersFromEpochToEpoch() {
    assertThatThrownBy(() -> SHUFFLED.take(4).filter(example -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "filter needs the same examples in every epoch, but take or skip follows a shuffle; put"
                + " filter first");
    assertThatThrownBy(() -> SHUFFLED.skip(4).labels(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("labels needs the same examples in every epoch");
    assertThat(SHUFFLED.take(10).filter(example -> true).size()).isEqualTo(10);
  }

  @Test
  void concatenatesEveryEpochsOrders() {
    Dataset both = SHUFFLED.concat(numbers(70, 71));

    assertThat(values(both.epoch(2)).subList(0, 10)).isEqualTo(values(SHUFFLED.epoch(2)));
    assertThat(values(both.epoch(2)).subList(10, 12)).containsExactly(70, 71);
  }

  @Test
  void repeatsInAnotherOrderEachTime() {
    Dataset twice = SHUFFLED.repeat(2);

    assertThat(values(twice.epoch(3)).subList(0, 10)).isEqualTo(values(SHUFFLED.epoch(6)));
    assertThat(values(twice.epoch(3)).subList(10, 20)).isEqualTo(values(SHUFFLED.epoch(7)));
    assertThat(twice.baseSize()).isEqualTo(10);
  }

  @Test
  void mapsWithoutChangingTheOrder() {
    Dataset doubled = SHUFFLED.map(example -> example.withX(2 * example.x()[0]));

    assertThat(values(doubled.epoch(2)))
        .isEqualTo(values(SHUFFLED.epoch(2)).stream().map(value -> 2 * value).toList());
  }

  @Test
  void splitsWithoutAnExampleInBothParts() {
    Split split = SHUFFLED.split(0.7);
    HashSet<Integer> all = new HashSet<>(values(split.first().shuffle(2).epoch(5)));
    all.addAll(values(split.second()));

    assertThat(split.first().size()).isEqualTo(7);
    assertThat(all).hasSize(10);
  }

  @Test
  void shufflesTheShuffled() {
    assertThat(TEN.shuffle(1).shuffle(2).order(3))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        .isNotEqualTo(TEN.shuffle(1).order(3));
  }

  @Test
  void shufflesNothing() {
    assertThat(TEN.take(0).shuffle(1).order(1)).isEmpty();
  }

  private static List<Integer> boxed(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
