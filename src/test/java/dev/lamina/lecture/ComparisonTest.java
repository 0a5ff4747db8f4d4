package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Npy;
import dev.lamina.data.Mnist;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.model.callback.Callbacks;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lecture's numbers, from PyTorch's initial weights. */
@Tag("trains")
class ComparisonTest {
  private static List<ComparisonResult.Row> rows = List.of();

  @BeforeAll
  static void compare() {
    rows =
        Comparison.of(
                Mnist.folder(),
                1,
                Device.AUTO,
                Jit.AUTO,
                List.of(
                    Way.fullBatch(700),
                    Way.miniBatch(2048, 100),
                    Way.singleSample(1),
                    Way.singleSample(1).unshuffled()))
            .run(way -> Callbacks.none(), (way, model) -> {})
            .rows();
  }

  @Test
  void fullBatchRecognizesWhatTheLecturesDoes() {
    assertThat(rows.get(0).trainCorrect()).isEqualTo(12_606);
    assertThat(rows.get(0).history().updates()).isEqualTo(700);
  }

  @Test
  void miniBatchRecognizesWhatTheLecturesDoes() {
    assertThat(rows.get(1).trainCorrect()).isEqualTo(12_578);
    assertThat(rows.get(1).history().updates()).isEqualTo(700);
  }

  /** PyTorch's after torch.manual_seed(1) for the weights and once more for the order. */
  @Test
  void singleSampleShuffledRecognizesWhatPytorchsDoes() {
    assertThat(rows.get(2).trainCorrect()).isEqualTo(12_635);
    assertThat(rows.get(2).history().updates()).isEqualTo(12_665);
  }

  @Test
  void singleSampleInOrderRecognizesWhatPytorchsDoes() {
    assertThat(rows.get(3).trainCorrect()).isEqualTo(9_289);
  }

  /** After its last update gradient descent recognizes one fewer than before it, as PyTorch's. */
  @Test
  void whatTheBarShowsIsInTheTable() {
    assertThat(rows.get(0).runningCorrect()).isEqualTo(12_606);
    assertThat(rows.get(2).history().lastEpoch().value("binaryAccuracy"))
        .isEqualTo(rows.get(2).runningAccuracy());
  }

  @Test
  void everyLossIsPytorchs() {
    assertClose(rows.get(0).history().losses(), Npy.reference("mnist01-gd-losses"));
    assertClose(rows.get(1).history().losses(), Npy.reference("mnist01-sgd-losses"));
  }

  private static void assertClose(float[] got, float[] wanted) {
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).as("loss of update %s", i + 1).isCloseTo(wanted[i], within(1e-5f));
    }
  }
}
