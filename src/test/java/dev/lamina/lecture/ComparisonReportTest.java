package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.model.Provenance;
import dev.lamina.view.report.Report;
import dev.lamina.view.report.Report.Section;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          "lamina compare --report target/page",
          Instant.parse("2025-01-02T03:04:05Z"),
          "0.1.0",
          "2.21.0",
          "17.0.15",
          "Linux amd64",
          2);

  private static Report report(ComparisonResult result) {
    return new ComparisonReport(result.comparison()).of(result, PROVENANCE);
  }

  @Test
  void showsTheTableAndWhatToSeeInIt() {
    assertThat(report(ComparisonResults.whole()).html())
        .contains(
            "<th scope=\"col\">gradient descent</th><th scope=\"col\">stochastic gradient descent</th>")
        .contains(
            "<th scope=\"row\">train accuracy</th><td>12606/12665 = 0.9953</td><td>12578/12665 = 0.9931</td>")
        .contains(
            "A batch of the latter takes 1/6 of the memory, its training took 1/6 of the time.")
        .contains("<td class=\"words\">lamina compare --report target/page</td>")
        .contains("<td class=\"words\">2025-01-02T03:04:05Z</td>");
  }

  @Test
  void showsTheSectionsForWhichThereIsSomething() {
    assertThat(report(ComparisonResults.whole()).sections())
        .extracting(Section::title)
        .containsExactly("The comparison", "The training", "The network", "Provenance");
  }

  @Test
  void showsWhatThereIsOfAnInterruptedComparison() {
    assertThat(report(ComparisonResults.interruptedDuringMiniBatch()).html())
        .contains("stochastic gradient descent *")
        .contains(
            "Interrupted during stochastic gradient descent; 1 of 3 trainings were finished.");
  }
}
