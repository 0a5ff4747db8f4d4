package dev.lamina.cli;

import static dev.lamina.model.callback.Callbacks.csvLog;
import static dev.lamina.model.callback.Callbacks.earlyStopping;
import static dev.lamina.model.callback.Callbacks.progress;
import static dev.lamina.model.callback.Callbacks.terminateOnNaN;

import dev.lamina.data.Dataset;
import dev.lamina.io.FileException;
import dev.lamina.io.Folders;
import dev.lamina.io.Uninterrupted;
import dev.lamina.model.Callback;
import dev.lamina.model.Checkpoints;
import dev.lamina.model.Decision;
import dev.lamina.model.Fit;
import dev.lamina.model.Functional;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.model.TrainingSpec;
import dev.lamina.view.live.Dashboard;
import dev.lamina.view.report.Report;
import dev.lamina.view.report.TrainingReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina train}. */
@Command(
    name = "train",
    description = {
      "Trains the network of a spec and evaluates it on the test data.",
      "",
      "The data is MNIST, a folder of pictures for each class, or a table: its numbers are normalized,"
          + " its texts are categories or, with --text, words; what was learned of them is saved with"
          + " the model.",
      "",
      "Each epoch prints one line; its loss and metrics are those of the updates' forward passes,"
          + " val_ ones those of the examples that were held back.",
      ""
    },
    footer = {
      "",
      "Ctrl-C ends the training, evaluates and saves what was learned so far. With --checkpoint, the"
          + " same command with --resume goes on from there, to the same bits as if it had not ended.",
      "Example: lamina train models/mlp.json --epochs 5 --batch 32 --save target/mlp",
      "         lamina train models/penguins.json --data datasets/penguins.csv --missing . --target species",
      "         lamina train models/mails.json --data datasets/mails.csv --text text --target kind"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "SPEC.json", description = "A file such as models/mlp.json.")
  private Path file = Path.of("");

  @Mixin private ExampleOptions examples = new ExampleOptions();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "5",
      converter = Converters.Count.class,
      description = "How often to go through the data. Default: ${DEFAULT-VALUE}")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      converter = Converters.Count.class,
      description =
          "The examples in a batch; more than there are means all. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(names = "--no-shuffle", description = "Take the examples in their order in every epoch.")
  private boolean inOrder;

  @Option(
      names = "--validation-split",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Hold back this share of the training examples, the last ones, and evaluate on them after"
              + " every epoch. Default: ${DEFAULT-VALUE}")
  private double validationSplit;

  @Option(
      names = "--early-stopping",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Stop after N epochs in which the held back loss did not fall, and go back to the best"
              + " weights; 0 for never. Default: ${DEFAULT-VALUE}")
  private int patience;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Converters.WholeNumber.class,
      description =
          "Of the initial weights and all that is random in training. Default: the spec's")
  private @Nullable Long seed;

  @Mixin private TrainOptions.Saving saving = new TrainOptions.Saving();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write a line for each epoch there.")
  private @Nullable Path csv;

  @Mixin private SharedOptions.ReportPage report = new SharedOptions.ReportPage();

  @Mixin private TrainOptions.Watching watch = new TrainOptions.Watching();

  @ArgGroup(exclusive = false)
  private TrainOptions.@Nullable Checkpointing checkpointing;

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Override
  public Integer call() {
    TrainingSpec training = TrainingSpec.read(file);
    checkPlaces();
    Functional network = training.functional();
    Settings written = run.apply(training.settings());
    Settings settings = seed == null ? written : written.seed(seed);
    TrainTask task = examples.task(network, settings.seed());
    PrintWriter out = command.commandLine().getOut();
    try (Model model = task.compile(network, settings);
        Dashboard page = watch.dashboard(command.commandLine().getErr())) {
      printTask(out, model, task);
      Dataset ordered = inOrder ? task.train() : task.train().shuffle(settings.seed());
      Optional<Checkpoints> checkpoints =
          Optional.ofNullable(checkpointing).map(TrainOptions.Checkpointing::checkpoints);
      checkpoints.filter(Checkpoints::resumes).ifPresent(folder -> printBegin(out, folder));
      Fit fit = watch.apply(fit(out, checkpoints), task.train(), page);
      History history = fit(model, ordered, fit);
      printEnd(out, history, checkpoints);
      Uninterrupted.run(
          () -> {
            saving.keep(model);
            out.println("test: " + model.evaluate(task.test()));
            saving.print(out);
            report.write(() -> page(model, history, task), out);
          });
      return history.interrupted() ? Main.INTERRUPTED : 0;
    }
  }

  /** All that will be written, tried before there is something to lose. */
  private void checkPlaces() {
    report.check();
    saving.check();
    if (csv != null) {
      Folders.checkFile(csv);
    }
    watch.check();
    if (checkpointing != null) {
      checkpointing.checkpoints().lock().close();
    }
  }

  /** A file that cannot be written any more ends the training, and nothing that was learned. */
  private History fit(Model model, Dataset ordered, Fit fit) {
    try {
      return model.fit(ordered.batch(batch), fit);
    } catch (FileException e) {
      throw model.history().updates() > 0 ? saving.keptElsewhere(model, e) : e;
    }
  }

  private static void printTask(PrintWriter out, Model model, TrainTask task) {
    out.print(model.network().summary());
    out.printf(
        Locale.ROOT,
        "%n%,d examples to train on, %,d to test with, on %s%n%n",
        task.train().size(),
        task.test().size(),
        model.device());
    out.flush();
  }

  private Report page(Model model, History history, TrainTask task) {
    return TrainingReport.of(model, history)
        .train(task.train())
        .test(task.test())
        .command(Main.typed(command))
        .report();
  }

  private static void printBegin(PrintWriter out, Checkpoints checkpoints) {
    out.println(
        checkpoints
            .newest()
            .map(newest -> "to go on from: " + newest)
            .orElse("to begin: there is no checkpoint in " + checkpoints.folder() + " yet"));
    out.flush();
  }

  private static void printEnd(
      PrintWriter out, History history, Optional<Checkpoints> checkpoints) {
    if (!history.stopReason().isEmpty()) {
      out.printf("stopped: %s%n", history.stopReason());
    }
    checkpoints
        .flatMap(Checkpoints::newest)
        .ifPresent(newest -> out.println("checkpoint: " + newest));
    if (history.interrupted() && checkpoints.isPresent()) {
      out.println("To go on from there, give the same command with --resume.");
    }
    out.printf(Locale.ROOT, "trained for %.1f s, %s%n", history.seconds(), history.execution());
    out.flush();
  }

  private Fit fit(PrintWriter out, Optional<Checkpoints> checkpoints) {
    Fit fit = Fit.epochs(epochs).callbacks(terminateOnNaN(), progress(), new LineForEachEpoch(out));
    if (checkpoints.isPresent()) {
      fit = fit.checkpoint(checkpoints.get());
    }
    if (validationSplit != 0) {
      fit = fit.validationSplit(validationSplit);
    }
    if (patience > 0) {
      String monitor = validationSplit == 0 ? "loss" : "val_loss";
      fit = fit.callback(earlyStopping(monitor).patience(patience).restoreBestWeights(true));
    }
    return csv == null ? fit : fit.callback(csvLog(csv, false));
  }

  private record LineForEachEpoch(PrintWriter out) implements Callback {

    @Override
    public boolean observes() {
      return true;
    }

    @Override
    public Decision onEpochEnd(EpochEnd end) {
      out.println(end.epoch());
      out.flush();
      return Decision.go();
    }
  }
}
