package dev.lamina.view.report;

import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;
import static dev.lamina.text.Numbers.rounded;

import dev.lamina.data.Dataset;
import dev.lamina.model.Epoch;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Provenance;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.train.loss.Objective;
import dev.lamina.view.chart.Curves;
import dev.lamina.view.chart.Findings;
import dev.lamina.view.chart.Run;
import dev.lamina.view.report.Report.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The report of one training.
 *
 * <pre>{@code
 * TrainingReport.of(model, history).train(train).test(test).write(Path.of("target/report"));
 * }</pre>
 *
 * @param model that was trained, still open
 * @param history of the training
 * @param train what it was trained on, if that is to be shown
 * @param test what it is to be tested with, if it is
 * @param command that was typed; empty for a program's own training
 */
public record TrainingReport(
    Model model, History history, Optional<Dataset> train, Optional<Dataset> test, String command) {

  /** A report of the network, the training's curves and its provenance. */
  public static TrainingReport of(Model model, History history) {
    return new TrainingReport(model, history, Optional.empty(), Optional.empty(), "");
  }

  /** The same with some of the examples it was trained on, and their checksum. */
  public TrainingReport train(Dataset examples) {
    return new TrainingReport(model, history, Optional.of(examples), test, command);
  }

  /** The same with what the model makes of examples it was not trained on. */
  public TrainingReport test(Dataset examples) {
    return new TrainingReport(model, history, train, Optional.of(examples), command);
  }

  /** The same with the command line that made it. */
  public TrainingReport command(String line) {
    return new TrainingReport(model, history, train, test, line);
  }

  /** The report, to which sections may be added. */
  public Report report() {
    Report report =
        Report.of("Report of a training", lead())
            .section(Section.of("The result").add(Html.table("Loss and metrics", result())))
            .section(Sections.curves(List.of(new Run("", history))))
            .section(Sections.network(model.network()));
    if (train.isPresent()) {
      report = report.section(Sections.examples("Training examples", train.get()));
    }
    Optional<Findings> findings = test.flatMap(examples -> Findings.of(model, examples));
    if (findings.isPresent()) {
      report =
          report.section(
              Sections.findings(Map.of("", findings.get()), model.network().inputShape()));
    }
    return report
        .section(
            Sections.weights(model.network(), Map.of("", model.weights()), model.settings().seed()))
        .section(Sections.provenance(Provenance.now(command), facts()));
  }

  private String lead() {
    return "%s epochs, %s updates on %s examples in %s s, %s, on %s%s"
        .formatted(
            count(history.epochs().size()),
            count(history.updates()),
            count(history.examples()),
            rounded(history.seconds()),
            history.execution(),
            model.device(),
            history.stopReason().isEmpty() ? "" : "; stopped: " + history.stopReason());
  }

  /** A row for the last epoch and one for the test examples, with a column for each value. */
  private Table result() {
    List<String> names = Curves.values(List.of(new Run("", history)));
    Column[] columns =
        Stream.concat(Stream.of(Column.left("")), names.stream().map(Column::right))
            .toArray(Column[]::new);
    Table table = Table.of(columns);
    if (!history.epochs().isEmpty()) {
      Epoch last = history.lastEpoch();
      table = table.row(row("last epoch", names, last::value));
      if (!last.validation().isEmpty()) {
        table = table.row(row("validation", names, name -> last.value(Epoch.VALIDATION + name)));
      }
    }
    return test.map(examples -> row("test", names, model.evaluate(examples)))
        .map(table::row)
        .orElse(table);
  }

  private static String[] row(String name, List<String> names, Evaluation evaluation) {
    return row(
        name, names, value -> value.equals("loss") ? evaluation.loss() : evaluation.metric(value));
  }

  private static String[] row(String name, List<String> names, ToDoubleFunction<String> value) {
    return Stream.concat(
            Stream.of(name), names.stream().map(each -> fixed(value.applyAsDouble(each), 4)))
        .toArray(String[]::new);
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    train.ifPresent(examples -> facts.put("training examples", Sections.fact(examples)));
    test.ifPresent(examples -> facts.put("test examples", Sections.fact(examples)));
    facts.put("optimizer", model.settings().optimizer().toString());
    for (Objective objective : model.settings().objectives()) {
      facts.put((objective.output() + " loss").strip(), objective.loss().toString());
    }
    facts.put("seed", String.valueOf(model.settings().seed()));
    facts.put("device", model.device().toString());
    facts.put("execution", history.execution().toString());
    return facts;
  }

  /** As {@link Report#write}. */
  public Path write(Path path) {
    return report().write(path);
  }
}
