package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Data sets from what people have, and in the parts that they need. */
class SplitsTest {

  /** Row i is i, of class 1 if i is divisible by 4. */
  private static Dataset numbers(int count) {
    return Dataset.of(
        IntStream.range(0, count).mapToObj(i -> new double[] {i}).toArray(double[][]::new),
        IntStream.range(0, count).map(i -> i % 4 == 0 ? 1 : 0).toArray());
  }

  private static List<Integer> x(Dataset data) {
    return data.stream().map(example -> (int) example.x()[0]).toList();
  }

  private static long ones(Dataset data) {
    return data.stream().filter(example -> example.y()[0] == 1).count();
  }

  @Test
  void comeFromDoublesClassNumbersAndLists() {
    float[][] x = {{0.1f, 2}, {3, 4}};
    Dataset floats = Dataset.of(x, new float[] {1, 0});
    double[][] doubles = {{0.1, 2}, {3, 4}};

    assertThat(
            List.of(
                Dataset.of(x, new int[] {1, 0}),
                Dataset.of(doubles, new int[] {1, 0}),
                Dataset.of(doubles, new float[] {1, 0}),
                Dataset.of(doubles, new double[] {1, 0}),
                Dataset.of(Arrays.asList(x), List.of(1, 0)),
                Dataset.of(List.of(0, 1), i -> x[i], i -> 1 - i)))
        .allSatisfy(
            data -> {
              assertThat(data).hasToString(floats.toString());
              assertThat(data.sha256()).isEqualTo(floats.sha256());
            });
    assertThat(Dataset.ofInputs(doubles).get(0).x()).containsExactly(0.1f, 2);
    assertThat(Dataset.ofInputs(doubles).yShape()).isEqualTo(Shape.of(0));
  }

  @Test
  void tellWhichArraysDoNotFit() {
    assertThatThrownBy(() -> Dataset.of(new double[][] {{1, 2}, {3}}, new int[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Dataset.of(new double[2][1], new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2")
        .hasMessageContaining("3");
    assertThatThrownBy(() -> Dataset.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void haveThePartsThatAreAskedFor() {
    List<Dataset> parts = numbers(10).split(.7, .2, .1);

    assertThat(parts).extracting(Dataset::size).containsExactly(7, 2, 1);
    assertThat(parts.stream().flatMap(part -> x(part).stream()))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(numbers(3).split(.5, .5)).extracting(Dataset::size).containsExactly(2, 1);
    assertThatThrownBy(() -> numbers(10).split(.7, .2))
        .hasMessage("split takes fractions that are 1 together, but got [0.7, 0.2]");
    assertThatThrownBy(() -> numbers(10).split(1.5, -.5))
        .hasMessage("split takes a fraction between 0 and 1, but got 1.5");
  }

  @Test
  void haveTheSameShareOfEachClass() {
    Dataset.Split split = numbers(40).stratifiedSplit(0.8, 7);

    assertThat(split.first().size()).isEqualTo(32);
    assertThat(ones(split.first())).isEqualTo(8);
    assertThat(ones(split.second())).isEqualTo(2);
    assertThat(x(split.first())).isSorted().doesNotContainAnyElementsOf(x(split.second()));
    assertThat(x(numbers(40).stratifiedSplit(0.8, 7).first())).isEqualTo(x(split.first()));
    assertThat(x(numbers(40).stratifiedSplit(0.8, 8).first())).isNotEqualTo(x(split.first()));
  }

  @Test
  void holdOutEachExampleOnce() {
    List<Dataset.Split> folds = numbers(11).kFold(3, 1);

    assertThat(folds).extracting(fold -> fold.second().size()).containsExactly(3, 4, 4);
    assertThat(folds.stream().flatMap(fold -> x(fold.second()).stream()))
        .containsExactlyInAnyOrderElementsOf(x(numbers(11)));
    assertThat(folds)
        .allSatisfy(
            fold -> {
              assertThat(fold.first().size()).isEqualTo(11 - fold.second().size());
              assertThat(x(fold.first())).doesNotContainAnyElementsOf(x(fold.second()));
            });
    assertThatThrownBy(() -> numbers(3).kFold(4, 1))
        .hasMessage("kFold takes from 2 folds to one for each of the 3 examples, but got 4");
  }

  @Test
  void areReadOnceWhenCached() {
    AtomicInteger read = new AtomicInteger();
    Dataset mapped =
        numbers(8)
            .map(
                example -> {
                  read.incrementAndGet();
                  return example;
                })
            .sampleWeights(1, 2, 3, 4, 5, 6, 7, 8);

    Dataset cached = mapped.shuffle(3).cache();
    int once = read.get();

    assertThat(cached.weighted()).isTrue();
    assertThat(cached.sha256()).isEqualTo(mapped.sha256());
    assertThat(x(cached.epoch(5))).isEqualTo(x(numbers(8).shuffle(3).epoch(5)));
    read.set(once);
    x(cached);
    assertThat(read).hasValue(once);
  }

  @Test
  void areShuffledInBatchesToo() {
    assertThat(x(numbers(9).batch(4).shuffle(2).dataset()))
        .isEqualTo(x(numbers(9).shuffle(2).batch(4).dataset()));
  }
}
