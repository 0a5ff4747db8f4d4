package dev.lamina.lecture;

import dev.lamina.layer.FloatArray;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.model.Model;
import dev.lamina.model.Provenance;
import dev.lamina.model.Sequential;
import dev.lamina.view.chart.Findings;
import dev.lamina.view.chart.Run;
import dev.lamina.view.report.Html;
import dev.lamina.view.report.Report;
import dev.lamina.view.report.Report.Section;
import dev.lamina.view.report.Sections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison and its result as a page.
 *
 * <pre>{@code
 * ComparisonReport report = new ComparisonReport(comparison);
 * ComparisonResult result = comparison.run(way -> Callbacks.none(), report::examine);
 * report.of(result, Provenance.now("")).write(Path.of("target/comparison"));
 * }</pre>
 */
public final class ComparisonReport {
  private final Comparison comparison;
  private final Map<String, Findings> findings = new LinkedHashMap<>();
  private final Map<String, Map<String, FloatArray>> weights = new LinkedHashMap<>();

  /** A report of a comparison that is about to be run. */
  public ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Keeps what the report shows of a model that was just trained, and is open. */
  public void examine(Way way, Model model) {
    Findings.of(model, comparison.test()).ifPresent(found -> findings.put(way.name(), found));
    weights.put(way.name(), model.weights());
  }

  /** The report, to which sections may be added. */
  public Report of(ComparisonResult result, Provenance provenance) {
    return of(result).section(Sections.provenance(provenance, facts()));
  }

  /** The report without its provenance. */
  Report of(ComparisonResult result) {
    Sequential network = Comparison.network(comparison.seed());
    List<Run> runs = result.rows().stream().map(row -> new Run(row.name(), row.history())).toList();
    return Report.of(
            "Gradient descent: full batch, mini-batch, single sample", comparison.heading())
        .section(
            Section.of("The comparison")
                .add(Html.turnedTable("What each way came to", result.table()))
                .paragraph(result.closing()))
        .section(Sections.curves(runs))
        .section(Sections.network(network))
        .section(Sections.examples("Training examples", comparison.train()))
        .section(Sections.findings(findings, network.inputShape()))
        .section(Sections.weights(network, weights, comparison.seed()));
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("training examples", Sections.fact(comparison.train()));
    facts.put("test examples", Sections.fact(comparison.test()));
    facts.put("seed", String.valueOf(comparison.seed()));
    facts.put("device", comparison.device().toString());
    return facts;
  }
}
