package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset.Split;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Examples of several named parts, whatever they come from and go through. */
class NamedPartsTest {
  private static final Dataset LEFT =
      Dataset.of(new float[][] {{1}, {2}, {3}}, new float[] {0, 1, 0});
  private static final Dataset RIGHT =
      Dataset.of(
          Shape.of(2, 1), new float[] {4, 5, 6, 7, 8, 9}, Shape.of(1), new float[] {7, 8, 9});

  /** The parts are not in the order of their names on purpose. */
  private static final Dataset ZIPPED =
      Dataset.zip(Map.of("right", RIGHT, "left", LEFT), Map.of("same", LEFT, "kind", RIGHT));

  private static final Dataset ARRAYS =
      Dataset.of(
          Map.of(
              "image", Values.of(new byte[] {0, 1, (byte) 200, (byte) 255}).reshape(2, 1, 2),
              "word", Values.of(new int[] {3, 16_777_216})),
          Map.of("far", Values.of(new boolean[] {true, false})));

  @Test
  void zipsTheXOfSomeAndTheYOfOthersInTheOrderOfTheirNames() {
    assertThat(ZIPPED)
        .hasToString("3 examples, x {left [1], right [2, 1]}, y {kind [1], same [1]}");
    assertThat(ZIPPED.get(1))
        .hasToString(
            "left [1] = [2.0], right [2, 1] = [[6.0], [7.0]], kind [1] = [8.0], same [1] = [1.0]");
    assertThat(ZIPPED.xShape()).isEqualTo(Shape.of(3));
    assertThat(ZIPPED.yShape()).isEqualTo(Shape.of(2));
    assertThat(ZIPPED.inputs().names()).containsExactly("left", "right");
  }

  @Test
  void zipsInputsWithoutTargets() {
    Dataset inputs = Dataset.zip(Map.of("a", LEFT), Map.of());

    assertThat(inputs).hasToString("3 examples, x {a [1]}, y {}");
    assertThat(inputs.yShape()).isEqualTo(Shape.of(0));
    assertThat(inputs.get(2)).hasToString("a [1] = [3.0]");
  }

  @Test
  void keepsArraysInTheirTypesAndReadsThemAsFloats() {
    assertThat(ARRAYS).hasToString("2 examples, x {image [1, 2], word [1]}, y {far [1]}");
    assertThat(ARRAYS.get(1))
        .hasToString("image [1, 2] = [[200.0, 255.0]], word [1] = [1.6777216E7], far [1] = [0.0]");
    assertThat(Dataset.of(Values.of(new double[][] {{0.1}}), Values.of(new long[] {-7})).get(0))
        .hasToString("x [1] = [0.1], y [1] = [-7.0]");
  }

  @Test
  void givesTheNumbersOfAPartByItsName() {
    Example example = ZIPPED.get(0);

    assertThat(example.x("right")).containsExactly(4, 5);
    assertThat(example.y("same")).containsExactly(0);
    assertThat(example.withX("right", 8, 9).withY("kind", 1))
        .hasToString(
            "left [1] = [1.0], right [2, 1] = [[8.0], [9.0]], kind [1] = [1.0], same [1] = [0.0]");
    assertThat(example.x()).containsExactly(1, 4, 5);
    assertThatThrownBy(() -> example.x("rigth"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no part \"rigth\"; did you mean \"right\"? There are left [1], right [2, 1].");
    assertThatThrownBy(() -> example.withX("right", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("right of shape [2, 1] takes 2 values, but got 1");
  }

  @Test
  void goThroughShufflesFiltersSplitsAndWeightsAsOne() {
    Dataset weighted = ZIPPED.sampleWeights(example -> example.x("left")[0]);
    Dataset transformed =
        weighted
            .filter(example -> example.y("kind")[0] != 8)
            .concat(weighted.skip(1).take(1))
            .shuffle(3)
            .repeat(2);
    Split split = ZIPPED.split(0.34);

    assertThat(transformed)
        .hasToString("6 examples, x {left [1], right [2, 1]}, y {kind [1], same [1]}, weighted");
    assertThat(transformed)
        .filteredOn(example -> example.x("left")[0] == 2)
        .allMatch(example -> example.y("kind")[0] == 8)
        .hasSize(2);
    assertThat(split.first().get(0)).isEqualTo(ZIPPED.get(0));
    assertThat(split.second()).hasSize(2);
    assertThat(ZIPPED.sha256()).isEqualTo(ZIPPED.epoch(0).sha256()).hasSize(64);
  }

  @Test
  void batchesHoldTheRowsAndGiveEachPart() {
    Batch batch = ZIPPED.batch(2).iterator().next();

    assertThat(batch.xShape()).isEqualTo(Shape.of(2, 3));
    assertThat(batch.x()).containsExactly(1, 4, 5, 2, 6, 7);
    assertThat(batch.x("right")).containsExactly(4, 5, 6, 7);
    assertThat(batch.y("same")).containsExactly(0, 1);
    assertThat(batch)
        .hasToString(
            "left [2, 1] = [[1.0], [2.0]], right [2, 2, 1] = [[[4.0], [5.0]], [[6.0], [7.0]]],"
                + " kind [2, 1] = [[7.0], [8.0]], same [2, 1] = [[0.0], [1.0]]");
    assertThat(Dataset.of(batch).get(1)).isEqualTo(ZIPPED.get(1));
  }

  @Test
  void mapMakesPartsOfOthers() {
    Parts twice = Parts.of("twice", Shape.of(1));
    Dataset mapped =
        ZIPPED.map(
            example ->
                new Example(
                    twice, new float[] {2 * example.x("left")[0]}, example.targets(), example.y()));

    assertThat(mapped.get(2)).hasToString("twice [1] = [6.0], kind [1] = [9.0], same [1] = [0.0]");
    assertThatThrownBy(
            () -> LEFT.map(example -> example.x()[0] == 1 ? example : ZIPPED.get(0)).get(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "map must give every example the same shapes, but gave x [1], y [1] at first and x"
                + " {left [1], right [2, 1]}, y {kind [1], same [1]} for row 1");
  }

  @Test
  void selectsParts() {
    assertThat(ZIPPED.select(List.of("right", "left"), List.of("same")).get(0))
        .hasToString("right [2, 1] = [[4.0], [5.0]], left [1] = [1.0], same [1] = [0.0]");
    assertThat(ZIPPED.select(List.of("right"), List.of()).moments().mean()).containsExactly(6.5f);
    assertRefuses(
        () -> ZIPPED.select(List.of("left"), List.of("sane")),
        "There is no part \"sane\"; did you mean \"same\"? There are kind [1], same [1].");
  }

  @Test
  void aSourceOfOnesOwnMayHaveParts() {
    Parts parts = new Parts(List.of(new Part("a", Shape.of(1)), new Part("b", Shape.of(2))));
    Source own =
        new Source() {
          @Override
          public int size() {
            return 2;
          }

          @Override
          public Shape xShape() {
            return parts.shape();
          }

          @Override
          public Shape yShape() {
            return Shape.of(0);
          }

          @Override
          public Parts inputs() {
            return parts;
          }

          @Override
          public void x(int row, float[] into, int offset) {
            into[offset] = row;
            into[offset + 1] = 10 * row;
            into[offset + 2] = 100 * row;
          }

          @Override
          public void y(int row, float[] into, int offset) {}
        };

    assertThat(Dataset.from(own).skip(1).get(0))
        .hasToString("a [1] = [1.0], b [2] = [10.0, 100.0], y [0] = []");
  }

  @Test
  void saysWhichPartHasWhatIsWrong() {
    assertRefuses(
        () -> Dataset.zip(Map.of("a", LEFT, "b", RIGHT.take(2)), Map.of("c", LEFT)),
        "all parts need equally many examples, but there are 3 of a, 2 of b, 3 of c");
    assertRefuses(
        () -> Dataset.zip(Map.of("a", ZIPPED), Map.of()),
        "zip makes one input of a data set's x and one target of its y, but for \"a\" it got 3"
            + " examples, x {left [1], right [2, 1]}, y {kind [1], same [1]}; give a data set that"
            + " has one");
    assertRefuses(
        () -> Dataset.zip(Map.of("a", LEFT), Map.of("b", Dataset.ofInputs(new float[3][1]))),
        "zip makes one input of a data set's x and one target of its y, but for \"b\" it got 3"
            + " examples, x [1], y [0]; give a data set that has one");
    assertRefuses(
        () -> Dataset.zip(Map.of(), Map.of("b", LEFT)),
        "an example needs one part of x at least, such as Map.of(\"image\", ...), but got none");
    assertRefuses(
        () ->
            Dataset.of(Map.of("word", Values.of(new int[][] {{1, 2}, {3, 16_777_217}})), Map.of()),
        "\"word\" has the whole number 16777217 in row 1, which a float does not hold exactly; up to"
            + " 16777216 all are");
    assertRefuses(
        () -> Dataset.of(Values.of(new float[1]), Values.of(new long[] {Long.MAX_VALUE})),
        "\"y\" has the whole number 9223372036854775807 in row 0, which a float does not hold"
            + " exactly; up to 16777216 all are");
    assertRefuses(
        () -> Dataset.of(Map.of("word", Values.of("a")), Map.of()),
        "\"word\" needs numbers in an array whose first axis counts the examples, but got string []");
    assertRefuses(
        () -> Dataset.of(Map.of("row", Values.of(new float[2][0])), Map.of()),
        "row of an example needs at least 1 value, but its shape is [0]; give it some");
    assertRefuses(
        () -> ZIPPED.reshape(Shape.of(3, 1)),
        "reshape gives the only part of x another shape, but there are left [1], right [2, 1];"
            + " reshape them before zip");
    assertRefuses(
        ZIPPED::moments,
        "moments measures the features of the only part of x, but there are left [1], right [2, 1];"
            + " choose one with select");
    assertRefuses(
        () -> LEFT.concat(Dataset.zip(Map.of("a", LEFT), Map.of("y", LEFT))),
        "data sets can follow each other only if their shapes are equal, but got x [1], y [1] and x"
            + " {a [1]}, y [1]; use reshape or map first");
  }

  @Test
  void zipsNothingThatIsShuffledOrWeighted() {
    assertThatThrownBy(() -> Dataset.zip(Map.of("a", LEFT.shuffle(1)), Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "zip takes examples as they lie, but those of \"a\" are shuffled; put shuffle after zip");
    assertThatThrownBy(() -> Dataset.zip(Map.of("a", LEFT.sampleWeights(1, 2, 3)), Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "zip takes examples as they lie, but those of \"a\" are weighted; put sampleWeights after"
                + " zip");
  }

  private static void assertRefuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
