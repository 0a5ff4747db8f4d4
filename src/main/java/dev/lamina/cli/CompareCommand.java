package dev.lamina.cli;

import dev.lamina.data.MnistFolder;
import dev.lamina.engine.Device;
import dev.lamina.lecture.Comparison;
import dev.lamina.lecture.ComparisonJson;
import dev.lamina.lecture.ComparisonReport;
import dev.lamina.lecture.ComparisonText;
import dev.lamina.lecture.Outcome;
import dev.lamina.lecture.Way;
import dev.lamina.model.Provenance;
import dev.lamina.model.callback.Callbacks;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lamina compare}. */
@Command(
    name = "compare",
    description = {
      "Trains the lecture's network on MNIST's 0 against 1 by gradient descent over full batches,"
          + " over mini-batches and over single samples, and prints one table.",
      "",
      "Loss and train accuracy of full batches are those of the last epoch's forward pass, before"
          + " its update, as in the lecture; the others are measured after the training. Seconds"
          + " are those of the training, its start included. Batch memory is that of a batch's"
          + " pixels and labels.",
      ""
    },
    footer = {
      "",
      "Standard output gets the table, standard error the progress. Ctrl-C ends the training under"
          + " way and prints what was learned so far."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      converter = Converters.WholeNumber.class,
      description = "Of the initial weights, which are PyTorch's. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      split = ",",
      splitSynopsisLabel = ",",
      defaultValue = "700,100,1",
      converter = Converters.Count.class,
      description =
          "How often to go through the data: one number for each way, in the table's order, or one"
              + " for all. Default: ${DEFAULT-VALUE}")
  private List<Integer> epochs = List.of();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "2048",
      converter = Converters.Count.class,
      description =
          "The examples in a mini-batch; more than there are means all. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Mixin private RunOptions run = new RunOptions();

  @Mixin private MnistOption data = new MnistOption();

  @Mixin private ReportOption report = new ReportOption();

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Override
  public Integer call() {
    List<Way> ways = ways();
    report.check();
    Device found = run.device().resolve();
    MnistFolder mnist = data.folder();
    Comparison comparison =
        Comparison.of(mnist.train().labels(0, 1), mnist.test().labels(0, 1))
            .seed(seed)
            .device(found)
            .jit(run.jit())
            .ways(ways);
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.print(ComparisonText.heading(comparison));
      out.flush();
    }
    ComparisonReport page = new ComparisonReport(comparison);
    Outcome outcome =
        comparison.run(
            way -> Callbacks.progress(way.name()),
            report.wanted() ? page::examine : (way, model) -> {});
    Provenance provenance = Provenance.now(Main.typed(spec));
    out.println(
        json
            ? ComparisonJson.of(outcome, provenance)
            : "\n" + ComparisonText.of(outcome).stripTrailing());
    PrintWriter messages = json ? spec.commandLine().getErr() : out;
    report.write(() -> page.of(outcome, provenance), messages);
    return outcome.interrupted() ? Main.INTERRUPTED : 0;
  }

  private List<Way> ways() {
    if (epochs.size() != 1 && epochs.size() != 3) {
      throw new ParameterException(
          spec.commandLine(),
          "--epochs takes one number for all ways or three for full batch, mini-batch and single"
              + " sample, but got "
              + epochs.size()
              + ".");
    }
    return List.of(
        Way.fullBatch().epochs(epochs.get(0)),
        Way.miniBatch().batch(batch).epochs(epochs.get(epochs.size() / 2)),
        Way.singleSample().epochs(epochs.get(epochs.size() - 1)));
  }
}
