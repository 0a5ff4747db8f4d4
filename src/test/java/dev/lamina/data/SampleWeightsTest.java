package dev.lamina.data;

import static dev.lamina.data.DatasetTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.random.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class SampleWeightsTest {
  /** The weight of each example is its number times 100. */
  private static final Dataset FIVE = numbers(0, 1, 2, 3, 4).sampleWeights(0, 100, 200, 300, 400);

  @Test
  void stayWithTheirExamplesThroughAllTransforms() {
    assertKept(FIVE);
    assertKept(FIVE.take(3));
    assertKept(FIVE.skip(3));
    assertKept(FIVE.filter(example -> example.x()[0] % 2 == 0));
    assertKept(FIVE.labels(30, 10));
    assertKept(FIVE.repeat(2));
    assertKept(FIVE.reshape(Shape.of(1, 1)));
    assertKept(FIVE.map(example -> example.withY(7)));
    assertKept(FIVE.concat(FIVE.skip(4)));
    assertKept(FIVE.split(0.6).second());
    assertKept(FIVE.holdOut(0.4).second());
    assertKept(FIVE.shuffle(1));
    assertKept(FIVE.shuffle(1).epoch(3));
    assertKept(FIVE.skip(1).shuffle(1).take(2));
    assertKept(FIVE.batch(2).dataset());
  }

  private static void assertKept(Dataset data) {
    assertThat(data.weighted()).isTrue();
    float[] weights = new float[data.baseSize()];
    float[] x = new float[data.baseSize()];
    data.readWeights(0, weights.length, weights);
    data.readX(0, x.length, x);
    for (int row : data.order(1)) {
      assertThat(weights[row]).isEqualTo(100 * x[row]);
    }
  }

  @Test
  void areOneForTheExamplesOfADataSetWithout() {
    Dataset both = FIVE.take(2).concat(numbers(5, 6));

    assertThat(weights(both)).containsExactly(0f, 100f, 1f, 1f);
    assertThat(weights(numbers(5).concat(FIVE.skip(4)))).containsExactly(1f, 400f);
    assertThat(numbers(5).weighted()).isFalse();
    assertThat(weights(numbers(5))).containsExactly(1f);
  }

  @Test
  void areMadeOfEachExample() {
    Dataset heavier = FIVE.shuffle(1).sampleWeights(example -> example.x()[0] > 2 ? 5 : 0.5);

    assertThat(weights(heavier)).containsExactly(0.5f, 0.5f, 0.5f, 5f, 5f);
  }

  @Test
  void replaceEarlierOnesAndAreCopied() {
    float[] given = {1, 2, 3, 4, 5};
    Dataset again = FIVE.sampleWeights(given);
    given[0] = 9;

    assertThat(weights(again)).containsExactly(1f, 2f, 3f, 4f, 5f);
  }

  @Test
  void areSaidAndHashed() {
    assertThat(FIVE).hasToString("5 examples, x [1], y [1], weighted");
    assertThat(numbers(1).sampleWeights(3).sha256())
        .isEqualTo(Reference.sha256(new float[] {1, 10, 3}));
  }

  @Test
  void areOneForEveryExample() {
    assertThatThrownBy(() -> FIVE.sampleWeights(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sampleWeights takes one weight for each of 5 examples, but got 2");
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void areFiniteAndNotNegative(float bad) {
    assertThatThrownBy(() -> numbers(1, 2).sampleWeights(1, bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the weight of an example must be finite and at least 0, but that of example 1 is "
                + bad);
  }

  @Test
  void areForExamplesInAFixedOrder() {
    assertThatThrownBy(() -> FIVE.shuffle(1).sampleWeights(1, 2, 3, 4, 5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "sampleWeights takes weights for examples in a fixed order, but shuffle comes before"
                + " it; put sampleWeights first, or give a function of the example");
  }

  private static List<Float> weights(Dataset data) {
    float[] weights = new float[data.baseSize()];
    data.readWeights(0, weights.length, weights);
    List<Float> list = new ArrayList<>();
    for (float weight : weights) {
      list.add(weight);
    }
    return list;
  }
}
