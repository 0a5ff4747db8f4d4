package dev.lamina.view.report;

import static dev.lamina.text.Numbers.count;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Shapes;
import dev.lamina.model.Functional;
import dev.lamina.model.Provenance;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.view.chart.ConfusionChart;
import dev.lamina.view.chart.Curves;
import dev.lamina.view.chart.Findings;
import dev.lamina.view.chart.PictureGrid;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Run;
import dev.lamina.view.chart.XAxis;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.diagram.Formula;
import dev.lamina.view.report.Report.Section;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tensorflow.ndarray.Shape;

/** The sections that reports of trainings have in common. */
public final class Sections {
  private static final int EXAMPLES = 24;
  private static final int MISTAKES = 24;
  private static final int NODES = 32;
  private static final int MANY_TIMES = 10;

  private static final Html HINT =
      Html.element(
              "p",
              "Move over a plot to read its values, drag across it to look closer, double-click to"
                  + " see all again.")
          .with("class", "hint");

  private Sections() {}

  /** The network's layers, shapes and counts. */
  public static Section network(Functional network) {
    String counts =
        "%s layers with weights, %s of them hidden; %s nodes; %s parameters."
            .formatted(
                count(network.layerCount()),
                count(network.hiddenLayerCount()),
                count(network.nodes()),
                count(network.parameters()));
    Section section =
        Section.of("The network")
            .paragraph(counts)
            .add(
                Html.element("figure", Html.markup(Diagram.of(network).svg()))
                    .with("class", "diagram"));
    return (network.isList() ? section.add(formula(network)) : section)
        .add(Html.table("Layers, shapes and parameters", network.table()));
  }

  private static Html formula(Functional network) {
    return Html.element("p", Html.markup(Formula.of(network).mathml())).with("class", "formula");
  }

  /** Some of the examples, if they are pictures. */
  public static Section examples(String title, Dataset data) {
    return add(Section.of("The data"), "examples", PictureGrid.examples(title, data, EXAMPLES));
  }

  private static Section add(Section section, String name, Optional<PictureGrid> grid) {
    return grid.map(pictures -> section.add(Figure.of(name, pictures))).orElse(section);
  }

  /** The loss of every update; loss and metrics of every epoch; the learning rate if it changes. */
  public static Section curves(List<Run> runs) {
    XAxis first = hideEachOther(runs) ? XAxis.EXAMPLES : XAxis.UPDATES;
    Section section =
        Section.of("The training")
            .add(HINT)
            .plot("loss", views(x -> Curves.lossPerUpdate(runs, x), first));
    if (runs.stream().anyMatch(run -> run.history().epochs().size() > 1)) {
      for (String value : Curves.values(runs)) {
        section =
            section.plot(
                fileName(value) + "-of-epochs",
                views(x -> Curves.perEpoch(value, runs, x), XAxis.EPOCHS));
      }
      if (Curves.learningRateChanges(runs)) {
        section =
            section.plot("learning-rate", views(x -> Curves.learningRate(runs, x), XAxis.EPOCHS));
      }
    }
    return section;
  }

  /** Whether many updates of small batches would lie upon the few of large ones. */
  private static boolean hideEachOther(List<Run> runs) {
    IntSummaryStatistics updates =
        runs.stream().mapToInt(run -> run.history().updates()).summaryStatistics();
    return updates.getMax() > MANY_TIMES * updates.getMin();
  }

  /** The plot over every measure of progress, the given one first. */
  private static Plot[] views(Function<XAxis, Plot> plot, XAxis first) {
    return Arrays.stream(XAxis.values())
        .sorted((a, b) -> Boolean.compare(b == first, a == first))
        .map(plot)
        .toArray(Plot[]::new);
  }

  /**
   * Which classes were taken for which, and the mistakes in pictures.
   *
   * @param findings of each model, by its name; the name may be empty if there is only one
   * @param shape of an example
   */
  public static Section findings(Map<String, Findings> findings, Shape shape) {
    Section section = Section.of("What is recognized");
    if (findings.values().stream().anyMatch(found -> !found.mistakes().isEmpty())) {
      section =
          section.paragraph(
              "Below a mistake stands what it is, as what it was taken and with which probability;"
                  + " then the probability of what it is.");
    }
    for (Map.Entry<String, Findings> entry : findings.entrySet()) {
      String name = entry.getKey();
      Findings found = entry.getValue();
      ConfusionChart matrix = ConfusionChart.of(titled(name, "Test examples"), found.confusion());
      section = section.add(Figure.of(fileName(name, "confusion"), matrix));
      if (!found.mistakes().isEmpty()) {
        String title = titled(name, "The most certain mistakes");
        section = add(section, fileName(name, "mistakes"), found.pictures(title, shape, MISTAKES));
      }
    }
    return section;
  }

  /**
   * The weights of the first layer's nodes and how training changed them, if they are pictures.
   *
   * @param weights of each model, by its name; the name may be empty if there is only one
   * @param seed of the initial weights
   */
  public static Section weights(
      Functional network, Map<String, Map<String, FloatArray>> weights, long seed) {
    Section section = Section.of("What the first layer looks for");
    for (Map.Entry<String, Map<String, FloatArray>> entry : weights.entrySet()) {
      String name = entry.getKey();
      Map<String, FloatArray> values = entry.getValue();
      String changes = titled(name, "What training changed");
      section =
          add(
              section,
              fileName(name, "changes"),
              PictureGrid.weightChanges(changes, network, values, seed, NODES));
      section =
          add(
              section,
              fileName(name, "weights"),
              PictureGrid.weights(titled(name, "Weights"), network, values, NODES));
    }
    return section;
  }

  /**
   * What made the results: enough to make them again.
   *
   * @param facts beside those of the provenance: seed, device, checksums of the data
   */
  public static Section provenance(Provenance provenance, Map<String, String> facts) {
    return provenance(provenance, facts, UnaryOperator.identity());
  }

  /**
   * The same in other words.
   *
   * @param words gives them for the English ones: the heading, the caption and what stands in the
   *     table's first column
   */
  public static Section provenance(
      Provenance provenance, Map<String, String> facts, UnaryOperator<String> words) {
    Map<String, String> all = new LinkedHashMap<>();
    if (!provenance.commandLine().isEmpty()) {
      all.put("command", provenance.commandLine());
    }
    all.putAll(facts);
    all.put("time", provenance.time().toString());
    all.put("Lamina", provenance.lamina());
    all.put("TensorFlow", provenance.tensorflow());
    all.put("Java", provenance.java());
    all.put("system", provenance.system());
    all.put("processors", count(provenance.processors()));
    Table table = Table.of(Column.left(words.apply("what")), Column.left(words.apply("value")));
    for (Map.Entry<String, String> fact : all.entrySet()) {
      table = table.row(words.apply(fact.getKey()), fact.getValue());
    }
    return Section.of(words.apply("Provenance"))
        .add(Html.table(words.apply("What made these results, and makes them again"), table));
  }

  /** A data set in a line: how many examples, of which shapes, and their checksum. */
  public static String fact(Dataset data) {
    return "%s examples, x %s, y %s, SHA-256 %s"
        .formatted(
            count(data.size()),
            Shapes.text(data.xShape()),
            Shapes.text(data.yShape()),
            data.sha256());
  }

  private static String titled(String name, String what) {
    return name.isEmpty() ? what : name + ": " + what.toLowerCase(Locale.ROOT);
  }

  private static String fileName(String... words) {
    return Arrays.stream(words)
        .filter(word -> !word.isEmpty())
        .map(word -> word.replaceAll("[^\\p{L}\\p{N}]+", "-").toLowerCase(Locale.ROOT))
        .reduce((a, b) -> a + "-" + b)
        .orElse("");
  }
}
