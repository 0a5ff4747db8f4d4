package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Mnist;
import dev.lamina.data.Shuffle;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.lecture.Descent.Line;
import dev.lamina.lecture.Descent.Update;
import dev.lamina.lecture.Lecture.Part;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lecture's figures: those that it names itself, those of PyTorch 2.13 after the same seeds,
 * and those that follow by pencil and paper.
 */
@Tag("trains")
class LectureTest {
  private final Lecture lecture = Lecture.on(Device.CPU, Jit.OFF, Mnist::folder);

  private RecordedPresentation shown(String word) {
    return RecordedPresentation.of(lecture, word, Words.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "3C,    3C",
    "3f,    3F",
    "1,     1 1A 1B 1C",
    "mnist, 3F",
    "SGD,   3 3A 3B 3C 3D 3E 3F",
    "2,     2"
  })
  void givesThePartsThatAreAskedFor(String word, String numbers) {
    assertThat(lecture.parts(word)).extracting(Part::number).containsExactly(numbers.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"9Z, There is no section \"9Z\"", "minst, did you mean mnist?"})
  void namesTheNearestSection(String word, String message) {
    assertThatThrownBy(() -> lecture.parts(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** 1A: the equivalence holds to the last bit that is shown, and is a sigmoid. */
  @Test
  void aColumnOfOnesIsABias() {
    for (List<String> row : shown("1A").rows("The same network twice")) {
      double x = Double.parseDouble(row.get(0));
      assertThat(row.get(1)).isEqualTo(row.get(2));
      assertThat(Double.parseDouble(row.get(1)))
          .isCloseTo(1 / (1 + Math.exp(-(1 - 2 * x))), within(6e-5));
    }
  }

  /** 1B: the lecture's six examples, 2/1, 2/1, 1/0, 1/0, 3/2, 3/2. */
  @Test
  void countsLayersAsTheLectureDoes() {
    assertThat(Networks.examples())
        .extracting(example -> example.layerCount() + "/" + example.hiddenLayerCount())
        .containsExactly("2/1", "2/1", "1/0", "1/0", "3/2", "3/2");
    String text = shown("1B").text();
    assertThat(text)
        .contains("Example 2\n  dense(2)       <- weights to learn\n  relu\n")
        .contains("  dropout(0.5)\n")
        .contains("layers = levels with learnable weights\nhidden layers = layers − 1\n");
    assertThat(text.split("<- weights to learn", -1)).hasSize(1 + 2 + 2 + 1 + 1 + 3 + 3);
  }

  /** 2: the node of torch.manual_seed(43052). */
  @Test
  void oneNodeIsPytorchs() {
    RecordedPresentation shown = shown("2");
    Device device = Device.found().get(Device.found().size() - 1);

    assertThat(shown.text()).contains("w = -0.34668696, b = -0.8470292");
    assertThat(shown.rows("One node on " + device))
        .containsExactly(
            List.of("0.0", "-0.8470"), List.of("0.1", "-0.8817"), List.of("0.2", "-0.9164"));
    assertThat(shown.text())
        .containsPattern("before +0 B ")
        .containsPattern("after net\\(x\\) +8 B ")
        .containsPattern("after closing +0 B ");
    assertThat(shown.rows("Microseconds per update"))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("500", "1,501", "1,000").endsWith("360", "580"),
            row -> assertThat(row).startsWith("200,000", "600,001", "20"));
    assertThat(shown.text().contains("The GPU's column is missing"))
        .isNotEqualTo(Device.found().contains(Device.GPU));
  }

  /** 3A: with seed 43052, 1.9992 of all and 1.9970 of every hundredth. */
  @Test
  void aHundredthOfThePointsGivesNearlyTheSlope() {
    assertThat(shown("3A").text())
        .containsPattern("all +100,000 +1\\.9992 .* 800\\.0 kB\n")
        .containsPattern("every hundredth +1,000 +1\\.9970 .* 8\\.0 kB\n")
        .contains("With 1/100 of the memory the slope differs by 0.0022.");
  }

  /** 3B: a row for each step, in half the memory. */
  @Test
  void halvesTakeTurns() {
    List<List<String>> rows = shown("3B").rows("What is on the device, and the slope");

    assertThat(rows).hasSize(21);
    assertThat(rows.get(0)).containsExactly("1", "divided in halves", "0 B", "0.0000");
    assertThat(rows.get(1)).containsExactly("2", "even half up", "400.0 kB", "0.0000");
    assertThat(rows.get(3).get(1)).isEqualTo("even half down, odd half up");
    assertThat(rows.get(5).get(1)).isEqualTo("odd half down, even half up");
    assertThat(Double.parseDouble(rows.get(20).get(3))).isCloseTo(2, within(0.05));
  }

  /** 3C: every update of the three versions is that of the formula. */
  @Test
  void descendsAsGradientsByHandDo() {
    for (int batch : List.of(10, 1, 3)) {
      Points points = Descent.points();
      Line weights = new Line(0, 0);
      List<Update> updates =
          Descent.descend(points.dataset().batch(batch), UnaryOperator.identity());
      assertThat(updates).hasSize(2 * ((10 + batch - 1) / batch));
      for (Update update : updates) {
        Update wanted = byHand(points, update, weights);
        assertThat(update.loss()).isCloseTo(wanted.loss(), within(1e-5));
        assertThat(update.slope().intercept()).isCloseTo(wanted.slope().intercept(), within(1e-5));
        assertThat(update.slope().slope()).isCloseTo(wanted.slope().slope(), within(1e-5));
        assertThat(update.weights().intercept())
            .isCloseTo(wanted.weights().intercept(), within(1e-5));
        assertThat(update.weights().slope()).isCloseTo(wanted.weights().slope(), within(1e-5));
        weights = update.weights();
      }
    }
  }

  private static Update byHand(Points points, Update update, Line before) {
    int m = update.last() - update.first() + 1;
    double loss = 0;
    double byIntercept = 0;
    double bySlope = 0;
    for (int i = update.first() - 1; i < update.last(); i++) {
      double x = points.x()[i];
      double residual = before.intercept() + before.slope() * x - points.y()[i];
      loss += residual * residual / m;
      byIntercept += 2 * residual / m;
      bySlope += 2 * residual * x / m;
    }
    return new Update(
        update.epoch(),
        update.first(),
        update.last(),
        loss,
        new Line(byIntercept, bySlope),
        new Line(before.intercept() - 0.1 * byIntercept, before.slope() - 0.1 * bySlope));
  }

  @Test
  void writesTheSumOfEachLossOut() {
    RecordedPresentation shown = shown("3C");

    assertThat(shown.rows("Version 1: the slope of all observations"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).contains("1–10", "1/10 Σᵢ₌₁¹⁰ (yᵢ − ŵ₀ − ŵ₁xᵢ)²"));
    assertThat(shown.rows("Version 2: the slope of one observation at a time"))
        .hasSize(20)
        .last()
        .satisfies(row -> assertThat(row).contains("10", "(y₁₀ − ŵ₀ − ŵ₁x₁₀)²"));
    assertThat(shown.rows("Version 3: the slope of m ≤ n observations, here m = 3"))
        .extracting(row -> row.get(0) + ": " + row.get(1))
        .containsExactly(
            "1: 1–3", "1: 4–6", "1: 7–9", "1: 10", "2: 1–3", "2: 4–6", "2: 7–9", "2: 10");
  }

  /** 3D: the lecture's names, old and of today. */
  @Test
  void namesTheVersions() {
    assertThat(shown("3D").text())
        .contains(
            """
            #  looks at  in old books                            today
            1  all       gradient descent                        gradient descent
                         batch gradient descent
            2  one       stochastic gradient descent             stochastic gradient descent with batch size = 1
            3  m ≤ n     mini-batch gradient descent             stochastic gradient descent
                         mini-batch stochastic gradient descent
            """);
  }

  /** 3E: PyTorch's own orders after torch.manual_seed(43052). */
  @Test
  void batchesOfTenPointsAreThreeThreeThreeAndOne() {
    assertThat(shown("3E").text())
        .contains("x: [6.0, 7.0, 8.0]  y: [0.0, 0.0, 0.0]\nx: [9.0]            y: [0.0]\n")
        .contains("ds.get(0)  = ([0.0], [1.0])");
    assertThat(Shuffle.pytorch(43052).order(10, 0)).containsExactly(7, 1, 2, 4, 5, 8, 0, 6, 9, 3);
    assertThat(Shuffle.pytorch(43052).order(10, 1)).containsExactly(1, 9, 2, 6, 0, 8, 5, 4, 3, 7);
    assertThat(shown("3E").text()).contains("x: [7.0, 1.0, 2.0]  y: [0.0, 1.0, 1.0]\n");
  }
}
