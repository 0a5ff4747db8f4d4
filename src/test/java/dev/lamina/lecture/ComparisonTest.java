package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Npy;
import dev.lamina.data.Mnist;
import dev.lamina.model.callback.Callbacks;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lecture's numbers, from PyTorch's initial weights. */
class ComparisonTest {
  private static List<Result> results = List.of();

  @BeforeAll
  static void compare() {
    results =
        Comparison.of(Mnist.train().labels(0, 1), Mnist.test().labels(0, 1))
            .run(way -> Callbacks.none())
            .results();
  }

  @Test
  void fullBatchRecognizesWhatTheLecturesDoes() {
    assertThat(results.get(0).trainCorrect()).isEqualTo(12_606);
    assertThat(results.get(0).history().updates()).isEqualTo(700);
  }

  @Test
  void miniBatchRecognizesWhatTheLecturesDoes() {
    assertThat(results.get(1).trainCorrect()).isEqualTo(12_578);
    assertThat(results.get(1).history().updates()).isEqualTo(700);
  }

  @Test
  void singleSampleRecognizesWhatPytorchsDoes() {
    assertThat(results.get(2).trainCorrect()).isEqualTo(9_289);
    assertThat(results.get(2).history().updates()).isEqualTo(12_665);
  }

  @Test
  void everyLossIsPytorchs() {
    assertClose(results.get(0).history().losses(), Npy.reference("mnist01-gd-losses"));
    assertClose(results.get(1).history().losses(), Npy.reference("mnist01-sgd-losses"));
  }

  private static void assertClose(float[] got, float[] wanted) {
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).as("loss of update %d", i + 1).isCloseTo(wanted[i], within(1e-5f));
    }
  }
}
