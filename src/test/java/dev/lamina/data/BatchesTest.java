package dev.lamina.data;

import static dev.lamina.data.DatasetTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final Dataset TEN = numbers(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void printsTheLecturesBatches() {
    assertThat(lines(TEN.batch(3)))
        .isEqualTo(
            """
            x [3, 1] = [[0.0], [1.0], [2.0]], y [3, 1] = [[0.0], [10.0], [20.0]]
            x [3, 1] = [[3.0], [4.0], [5.0]], y [3, 1] = [[30.0], [40.0], [50.0]]
            x [3, 1] = [[6.0], [7.0], [8.0]], y [3, 1] = [[60.0], [70.0], [80.0]]
            x [1, 1] = [[9.0]], y [1, 1] = [[90.0]]
            """);
  }

  @Test
  void countsItsBatches() {
    Batches batches = TEN.batch(3);

    assertThat(batches.batchSize()).isEqualTo(3);
    assertThat(batches.batchesPerEpoch()).isEqualTo(4);
    assertThat(batches.remainder()).isEqualTo(1);
    assertThat(batches.dataset()).isSameAs(TEN);
    assertThat(batches)
        .hasToString("10 examples, x [1], y [1], in batches of 3 and a last one of 1");
  }

  @Test
  void dropsTheSmallerLastBatch() {
    Batches batches = TEN.batch(4).dropRemainder();

    assertThat(batches.batchesPerEpoch()).isEqualTo(2);
    assertThat(batches.remainder()).isZero();
    assertThat(sizes(batches)).containsExactly(4, 4);
    assertThat(sizes(batches.epoch(1))).containsExactly(4, 4);
    assertThat(batches).hasToString("10 examples, x [1], y [1], in batches of 4");
  }

  @Test
  void hasNoSmallerBatchWhenTheExamplesDivideEvenly() {
    assertThat(TEN.batch(5).remainder()).isZero();
    assertThat(sizes(TEN.batch(5))).containsExactly(5, 5);
  }

  @Test
  void putsEverythingIntoOneBatchThatIsLargeEnough() {
    assertThat(sizes(TEN.batch(10))).containsExactly(10);
    assertThat(sizes(TEN.batch(Integer.MAX_VALUE))).containsExactly(10);
    assertThat(TEN.batch(11).remainder()).isEqualTo(10);
  }

  @Test
  void followsEveryEpochsOrder() {
    Batches batches = TEN.shuffle(1).batch(10);
    int[] order = Shuffle.seeded(1).order(10, 2);
    Batch batch = batches.epoch(2).iterator().next();

    assertThat(batch.x()[0]).isEqualTo(order[0]);
    assertThat(batch.y()[9]).isEqualTo(10 * order[9]);
    assertThat(batches.iterator().next().x()[0]).isEqualTo(Shuffle.seeded(1).order(10, 0)[0]);
  }

  @Test
  void hasNoBatchesOfNothing() {
    assertThat(TEN.take(0).batch(3)).isEmpty();
    assertThat(TEN.take(0).batch(3).batchesPerEpoch()).isZero();
  }

  @Test
  void refusesABatchSizeBelowOne() {
    assertThatThrownBy(() -> TEN.batch(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch size must be at least 1, but got -1");
    assertThatThrownBy(() -> TEN.batch(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String lines(Batches batches) {
    StringBuilder lines = new StringBuilder();
    for (Batch batch : batches) {
      lines.append(batch).append('\n');
    }
    return lines.toString();
  }

  private static List<Integer> sizes(Batches batches) {
    List<Integer> sizes = new ArrayList<>();
    for (Batch batch : batches) {
      sizes.add(batch.size());
    }
    return sizes;
  }
}
