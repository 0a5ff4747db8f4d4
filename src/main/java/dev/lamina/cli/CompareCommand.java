package dev.lamina.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.engine.Device;
import dev.lamina.lecture.Comparison;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.lecture.ComparisonReport;
import dev.lamina.lecture.ComparisonResult;
import dev.lamina.lecture.Words;
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
      "Trains the lecture's network on MNIST's 0 against 1 by gradient descent, by stochastic"
          + " gradient descent, and by stochastic gradient descent with batch size = 1, and prints"
          + " one table.",
      "",
      "Loss and train accuracy of gradient descent are those of the last epoch's forward pass, before"
          + " its update, as in the lecture; the others are measured after the training. Batches of"
          + " one are shuffled, in PyTorch's order: all zeros come before all ones. Accuracy while"
          + " training is that of the last epoch, each example counted before the update that looks"
          + " at it. Seconds are those of the training, its start included. Batch memory is that of"
          + " a batch's pixels and labels.",
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

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Mixin private SharedOptions.MnistPlace data = new SharedOptions.MnistPlace();

  @Mixin private SharedOptions.ReportPage report = new SharedOptions.ReportPage();

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    List<Way> ways = ways();
    report.check();
    Device found = run.device().resolve();
    Comparison comparison = Comparison.of(data.folder(), seed, found, run.jit(), ways);
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.print(comparison.heading(Words.ENGLISH));
      out.flush();
    }
    ComparisonReport page = new ComparisonReport(comparison);
    ComparisonResult result =
        comparison.run(
            way -> Callbacks.progress(way.label()),
            report.wanted() ? page::examine : (way, model) -> {});
    Provenance provenance = Provenance.now(Main.typed(spec));
    out.println(
        json
            ? new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(result.json(provenance))
            : "\n" + result.text(Words.ENGLISH).stripTrailing());
    PrintWriter messages = json ? spec.commandLine().getErr() : out;
    report.write(() -> page.of(result, provenance), messages);
    return result.interrupted() ? Main.INTERRUPTED : 0;
  }

  private List<Way> ways() {
    if (epochs.size() != 1 && epochs.size() != 3) {
      throw new ParameterException(
          spec.commandLine(),
          "--epochs takes one number for all ways or three, one for each, in the table's order,"
              + " but got "
              + epochs.size()
              + ".");
    }
    return List.of(
        Way.fullBatch(epochs.get(0)),
        Way.miniBatch(batch, epochs.get(epochs.size() / 2)),
        Way.singleSample(epochs.get(epochs.size() - 1)));
  }
}
