package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset.Split;
import dev.lamina.random.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class DatasetTest {

  private static final Dataset FIVE = numbers(0, 1, 2, 3, 4);

  @Test
  void readsRowsWithOneNumberAsTheTargetOfEach() {
    Dataset dataset = Dataset.of(new float[][] {{1, 2}, {3, 4}}, new float[] {5, 6});

    assertThat(dataset.size()).isEqualTo(2);
    assertThat(dataset.xShape()).isEqualTo(Shape.of(2));
    assertThat(dataset.yShape()).isEqualTo(Shape.of(1));
    assertThat(dataset.get(1)).hasToString("x [2] = [3.0, 4.0], y [1] = [6.0]");
    assertThat(dataset).hasToString("2 examples, x [2], y [1]");
  }

  @Test
  void readsRowsWithARowOfTargets() {
    assertThat(Dataset.of(new float[][] {{1}}, new float[][] {{2, 3}}).get(0))
        .hasToString("x [1] = [1.0], y [2] = [2.0, 3.0]");
  }

  @Test
  void infersTheNumberOfExamplesFromFlatArrays() {
    Dataset dataset =
        Dataset.of(Shape.of(1, 2), new float[] {1, 2, 3, 4}, Shape.scalar(), new float[] {5, 6});

    assertThat(dataset.size()).isEqualTo(2);
    assertThat(dataset.get(1)).hasToString("x [1, 2] = [[3.0, 4.0]], y [] = 6.0");
  }

  @Test
  void readsInputsWithoutTargets() {
    Dataset dataset = Dataset.ofInputs(new float[][] {{1}, {2}});

    assertThat(dataset.yShape()).isEqualTo(Shape.of(0));
    assertThat(dataset.get(1)).hasToString("x [1] = [2.0], y [0] = []");
  }

  @Test
  void copiesItsArrays() {
    float[][] x = {{1}};
    float[] y = {2};
    Dataset dataset = Dataset.of(x, y);
    float[] flat = {1};
    Dataset ofFlat = Dataset.of(Shape.of(1), flat, Shape.of(1), flat);
    x[0][0] = 9;
    y[0] = 9;
    flat[0] = 9;
    dataset.get(0).x()[0] = 9;

    assertThat(dataset.get(0)).hasToString("x [1] = [1.0], y [1] = [2.0]");
    assertThat(ofFlat.get(0)).hasToString("x [1] = [1.0], y [1] = [1.0]");
  }

  @Test
  void readsAUsersSource() {
    Source squares =
        new Source() {
          @Override
          public int size() {
            return 3;
          }

          @Override
          public Shape xShape() {
            return Shape.of(1);
          }

          @Override
          public Shape yShape() {
            return Shape.of(1);
          }

          @Override
          public void x(int row, float[] into, int offset) {
            into[offset] = row;
          }

          @Override
          public void y(int row, float[] into, int offset) {
            into[offset] = row * row;
          }
        };

    assertThat(Dataset.from(squares).get(2)).hasToString("x [1] = [2.0], y [1] = [4.0]");
  }

  @Test
  void saysWhatIsWrongWithArrays() {
    assertRefuses(
        () -> Dataset.of(new float[][] {{1, 2}, {3}}, new float[] {1, 2}),
        "row 1 of x has 1 values, but row 0 has 2; give every row the same number");
    assertRefuses(
        () -> Dataset.of(new float[][] {{1}}, new float[] {1, 2}),
        "x has 1 rows and y has 2; give one row of each for every example");
    assertRefuses(
        () -> Dataset.of(new float[0][], new float[0]),
        "x has no rows, so the shape of an example is not known; use Dataset.of(Shape, float[],"
            + " Shape, float[])");
    assertRefuses(
        () -> Dataset.of(Shape.of(2), new float[3], Shape.of(1), new float[1]),
        "x holds 3 values, but an example of shape [2] takes 2; give a multiple of that");
    assertRefuses(
        () -> Dataset.of(new float[2][0], new float[2]),
        "x of an example needs at least 1 value, but its shape is [0]; give it some");
    assertRefuses(
        () -> Dataset.of(Shape.of(2), new float[4], Shape.of(1), new float[3]),
        "x holds 2 examples, so y of shape [1] for each takes 2 values, but got 3");
    assertRefuses(
        () -> Dataset.of(Shape.of(-1), new float[4], Shape.of(1), new float[4]),
        "x needs a shape of known dimensions, but got [-1]; give every dimension");
    assertRefuses(
        () -> Dataset.of(Shape.of(1 << 20, 1 << 20), new float[4], Shape.of(1), new float[4]),
        "x of shape [1048576, 1048576] holds more numbers than a Java array; use smaller examples");
  }

  @Test
  void saysWhichExampleDoesNotExist() {
    assertThatThrownBy(() -> FIVE.get(5))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("example 5 does not exist in a data set of 5; they are counted from 0");
    assertThatThrownBy(() -> FIVE.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void takesAndSkips() {
    assertThat(values(FIVE.take(2))).containsExactly(0, 1);
    assertThat(values(FIVE.skip(2))).containsExactly(2, 3, 4);
    assertThat(values(FIVE.skip(1).take(2).skip(1))).containsExactly(2);
    assertThat(values(FIVE.take(9))).containsExactly(0, 1, 2, 3, 4);
    assertThat(values(FIVE.skip(9))).isEmpty();
    assertThat(values(FIVE.take(0))).isEmpty();
    assertRefuses(() -> FIVE.take(-1), "take takes at least 0, but got -1");
    assertRefuses(() -> FIVE.skip(-2), "skip takes at least 0, but got -2");
  }

  @Test
  void filters() {
    assertThat(values(FIVE.filter(example -> example.x()[0] % 2 == 0))).containsExactly(0, 2, 4);
    assertThat(values(FIVE.filter(example -> false))).isEmpty();
  }

  @Test
  void groupsExamplesByTheirLabels() {
    Dataset dataset =
        Dataset.of(new float[][] {{0}, {1}, {2}, {3}, {4}}, new float[] {1, 0, 2, 0, 1});

    assertThat(values(dataset.labels(0, 1))).containsExactly(1, 3, 0, 4);
    assertThat(values(dataset.labels(2, 0))).containsExactly(2, 1, 3);
    assertThat(dataset.labels(2).get(0).y()).containsExactly(2);
  }

  @Test
  void saysWhatIsWrongWithLabels() {
    Dataset dataset = Dataset.of(new float[][] {{0}, {1}, {2}}, new float[] {1, 0, 5});

    assertRefuses(
        () -> dataset.labels(0, 3), "no example is of class 3; there are the classes [0, 1, 5]");
    assertRefuses(
        () -> dataset.labels(0, 1, 0),
        "labels takes every class once, but got [0, 1, 0]; use repeat to have examples twice");
    assertRefuses(
        dataset::labels,
        "labels takes at least one class, but got none; there are the classes [0, 1, 5]");
    assertRefuses(
        () -> Dataset.of(new float[][] {{0}, {1}}, new float[] {1, 0.5f}).labels(1),
        "labels takes whole class numbers, but example 1 has y = 0.5; use filter or map");
    assertRefuses(
        () -> Dataset.ofInputs(new float[][] {{0}}).labels(1),
        "labels takes one class number for each example, but y has shape [0]; use filter or map");
  }

  @Test
  void shortensALongListOfLabels() {
    assertRefuses(
        () -> Dataset.of(new float[21][1], Linspace.of(0, 20, 21)).labels(99),
        "no example is of class 99; there are the classes [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,"
            + " 12, 13, 14, 15, 16, 17, 18, 19, ...]");
  }

  @Test
  void concatenates() {
    assertThat(values(FIVE.skip(3).concat(FIVE.take(2)))).containsExactly(3, 4, 0, 1);
    assertRefuses(
        () -> FIVE.concat(Dataset.ofInputs(new float[][] {{1, 2}})),
        "data sets can follow each other only if their shapes are equal, but got x [1], y [1] and x"
            + " [2], y [0]; use reshape or map first");
  }

  @Test
  void maps() {
    Dataset pairs = FIVE.map(example -> example.withX(Shape.of(1, 2), example.x()[0], 7));
    assertThat(pairs.xShape()).isEqualTo(Shape.of(1, 2));
    assertThat(pairs.get(4).x()).containsExactly(FIVE.get(4).x()[0], 7);
    Dataset labelled = FIVE.map(example -> example.withY(example.x()[0] < 3 ? 0 : 1));

    assertThat(labelled.get(2)).hasToString("x [1] = [2.0], y [1] = [0.0]");
    assertThat(labelled.get(3)).hasToString("x [1] = [3.0], y [1] = [1.0]");
  }

  @Test
  void mapsToOtherShapes() {
    Dataset pairs =
        FIVE.map(
            example ->
                new Example(
                    Shape.of(2), new float[] {example.x()[0], 7}, Shape.of(0), new float[0]));

    assertThat(pairs.xShape()).isEqualTo(Shape.of(2));
    assertThat(pairs.get(4)).hasToString("x [2] = [4.0, 7.0], y [0] = []");
    assertThat(FIVE.take(0).map(example -> example.withX(1, 2)).xShape()).isEqualTo(Shape.of(1));
  }

  @Test
  void saysThatAMapMustKeepToOneShape() {
    Dataset uneven =
        FIVE.map(
            example -> {
              int width = example.x()[0] < 1 ? 1 : 2;
              return new Example(Shape.of(width), new float[width], Shape.of(0), new float[0]);
            });

    assertThatThrownBy(() -> uneven.get(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "map must give every example the same shapes, but gave x [1], y [0] at first and x [2],"
                + " y [0] for row 1");
  }

  @Test
  void reshapes() {
    Dataset images = Dataset.ofInputs(new float[][] {{1, 2, 3, 4}}).reshape(Shape.of(2, 2, 1));

    assertThat(images.get(0))
        .hasToString("x [2, 2, 1] = [[[1.0], [2.0]], [[3.0], [4.0]]], y [0] = []");
    assertRefuses(
        () -> images.reshape(Shape.of(3)),
        "x of shape [2, 2, 1] holds 4 values and cannot be reshaped to [3]; give a shape of the"
            + " same size");
  }

  @Test
  void repeats() {
    assertThat(values(FIVE.take(2).repeat(3))).containsExactly(0, 1, 0, 1, 0, 1);
    assertRefuses(() -> FIVE.repeat(0), "repeat takes at least 1, but got 0");
    assertRefuses(
        () -> FIVE.repeat(1_000_000_000),
        "repeat(1000000000) of 5 examples is more than a data set holds; train for more epochs"
            + " instead");
  }

  @Test
  void splits() {
    Split split = FIVE.split(0.6);

    assertThat(values(split.first())).containsExactly(0, 1, 2);
    assertThat(values(split.second())).containsExactly(3, 4);
    assertRefuses(() -> FIVE.split(1), "split takes a fraction between 0 and 1, but got 1.0");
    assertRefuses(
        () -> FIVE.split(Double.NaN), "split takes a fraction between 0 and 1, but got NaN");
  }

  @Test
  void isItsOwnBaseWhenNothingShuffles() {
    Dataset dataset = FIVE.skip(2).repeat(2);
    float[] x = new float[3];
    float[] y = new float[3];
    dataset.readX(2, 3, x);
    dataset.readY(2, 3, y);

    assertThat(dataset.reshuffles()).isFalse();
    assertThat(dataset.baseSize()).isEqualTo(6);
    assertThat(dataset.order(7)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(x).containsExactly(4, 2, 3);
    assertThat(y).containsExactly(40, 20, 30);
    assertThat(dataset.epoch(7)).isSameAs(dataset);
  }

  @Test
  void saysWhatIsWrongWithABulkRead() {
    assertRefuses(
        () -> FIVE.readX(0, 3, new float[2]),
        "3 rows of 1 values do not fit into an array of 2; give a longer array or ask for fewer"
            + " rows");
    assertThatThrownBy(() -> FIVE.readY(4, 2, new float[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertRefuses(() -> FIVE.order(-1), "epochs are counted from 0, but got -1");
    assertRefuses(() -> FIVE.epoch(-1), "epochs are counted from 0, but got -1");
  }

  @Test
  void hashesItsNumbers() {
    Dataset dataset = Dataset.of(new float[][] {{0}, {1}}, new float[] {2, 3});

    assertThat(dataset.sha256()).isEqualTo(Reference.sha256(new float[] {0, 1, 2, 3}));
  }

  static Dataset numbers(float... numbers) {
    float[][] x = new float[numbers.length][];
    float[] y = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      x[i] = new float[] {numbers[i]};
      y[i] = 10 * numbers[i];
    }
    return Dataset.of(x, y);
  }

  static List<Integer> values(Dataset dataset) {
    List<Integer> values = new ArrayList<>();
    for (Example example : dataset) {
      values.add((int) example.x()[0]);
    }
    return values;
  }

  private static void assertRefuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void whatAMapMakesOfAnExampleIsReadTogether() {
    AtomicInteger calls = new AtomicInteger();
    Dataset torn =
        Dataset.of(new float[][] {{1}, {2}, {3}}, new float[3])
            .map(
                example -> {
                  float number = calls.incrementAndGet();
                  return example.withX(number).withY(number);
                })
            .select(List.of("x"), List.of("y"))
            .reshape(Shape.of(1, 1));
    Dataset all = torn.concat(torn).shuffle(1);
    assertThat(all.cache()).allMatch(example -> example.x()[0] == example.y()[0]);
    assertThat(all).allMatch(example -> example.x()[0] == example.y()[0]);
    calls.set(0);
    assertThat(torn.batch(3)).allSatisfy(batch -> assertThat(batch.x()).isEqualTo(batch.y()));
    assertThat(calls).hasValue(3);
  }
}
