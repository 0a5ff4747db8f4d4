package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.data.Shuffle;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.callback.Callbacks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lecture's sections: what they state follows from their data by pencil and paper. */
class LectureTest {
  private static final Setting SETTING =
      new Setting(Device.CPU, Jit.OFF, Mnist::folder, name -> Callbacks.none());

  private final Lecture lecture = Lecture.in(SETTING);

  @Test
  void hasItsSectionsInOrder() {
    assertThat(lecture.names())
        .containsExactly(
            "networks", "devices", "subsample", "halves", "descent", "batches", "mnist");
    assertThat(lecture.section("halves").title()).startsWith("3B");
  }

  @Test
  void namesTheNearestSection() {
    assertThatThrownBy(() -> lecture.section("minst"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no section \"minst\"; did you mean mnist?");
  }

  @Test
  void countsLayersOfSixNetworks() {
    String table = RecordedStage.of(lecture.section("networks")).shown(0);

    assertThat(table.lines()).hasSize(1 + 6);
    assertThat(table)
        .containsPattern("one hidden layer .* dense\\(32\\) .* 2 +1 +33 +25,153\n")
        .containsPattern("two hidden layers .* 3 +2 +8 +31\n");
  }

  @Test
  void descendsAsGradientsByHandDo() {
    Points points = Points.aroundLine(10, 3);
    List<List<Double>> wanted = List.of(byHand(points, 10), byHand(points, 1), byHand(points, 3));

    List<List<String>> rows = RecordedStage.of(lecture.section("descent")).rows(1);

    assertThat(rows).hasSize(20);
    for (int update = 0; update < rows.size(); update++) {
      for (int version = 0; version < wanted.size(); version++) {
        assertThat(Double.parseDouble(rows.get(update).get(1 + version)))
            .isCloseTo(wanted.get(version).get(update), within(2e-4));
      }
    }
  }

  /** w ← w - 0.5 · mean of 2 (w x - y) x over each batch. */
  private static List<Double> byHand(Points points, int batch) {
    List<Double> slopes = new ArrayList<>();
    double slope = 0;
    for (int epoch = 0; slopes.size() < 20; epoch++) {
      int[] order = Shuffle.pytorch(3).order(10, epoch);
      for (int from = 0; from < order.length; from += batch) {
        int to = Math.min(from + batch, order.length);
        double gradient = 0;
        for (int i = from; i < to; i++) {
          float x = points.x()[order[i]];
          gradient += 2 * (slope * x - points.y()[order[i]]) * x / (to - from);
        }
        slope -= 0.5 * gradient;
        slopes.add(slope);
      }
    }
    return slopes;
  }

  @Test
  void aHundredthOfThePointsGivesNearlyTheSlope() {
    String table = RecordedStage.of(lecture.section("subsample")).shown(0);

    assertThat(table)
        .containsPattern("all +100,000 +2\\.00\\d\\d +2\\.00\\d\\d .* 800\\.0 kB\n")
        .containsPattern("every 100th +1,000 +(1\\.9\\d+) +\\1 .* 8\\.0 kB\n");
  }

  @Test
  void halvesTakeHalfTheMemory() {
    RecordedStage stage = RecordedStage.of(lecture.section("halves"));
    List<String> last = stage.rows(0).get(9);

    assertThat(last).contains("800.0", "400.0", "odd");
    assertThat(Double.parseDouble(last.get(1))).isCloseTo(2, within(0.05));
    assertThat(Double.parseDouble(last.get(5))).isCloseTo(2, within(0.05));
  }

  @Test
  void batchesOfTenPointsAreThreeThreeThreeAndOne() {
    RecordedStage stage = RecordedStage.of(lecture.section("batches"));

    assertThat(stage.shown(0).lines()).hasSize(10);
    assertThat(stage.shown(1).lines().map(line -> line.substring(0, 8)))
        .containsExactly("x [3, 1]", "x [3, 1]", "x [3, 1]", "x [1, 1]");
    assertThat(stage.shown(2).lines().filter(line -> line.startsWith("x [1, 1]")))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(stage.shown(3).lines()).hasSize(3);
  }

  @Test
  void devicesHoldNothingBeforeATraining() {
    Regression regression = new Regression(500);
    Dataset data = regression.data();
    try (Model model = regression.network().compile(regression.settings().device(Device.CPU))) {
      assertThat(model.memory().total()).isZero();

      model.fit(data.batch(100), Fit.epochs(1));

      assertThat(model.memory().weights()).isEqualTo(4 * 1501);
      assertThat(model.memory().slots()).isEqualTo(2 * 4 * 1501);
      assertThat(model.memory().examples()).isEqualTo(4 * 200);
    }
  }

  @Test
  void timesEveryDevice() {
    RecordedStage stage = RecordedStage.of(lecture.section("devices"));

    assertThat(stage.rows(0).get(0)).startsWith("500", "1,501", "1,000");
    assertThat(stage.rows(0).get(1)).startsWith("200,000", "600,001", "20");
    assertThat(stage.shown(1)).containsPattern("/CPU:0 +500 +0 B +6\\.0 kB +12\\.0 kB +800 B");
    assertThat(stage.said().contains("The GPU's column is missing."))
        .isNotEqualTo(Device.found().contains(Device.GPU));
  }
}
