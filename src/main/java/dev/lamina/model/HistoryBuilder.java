package dev.lamina.model;

import dev.lamina.engine.Execution;
import dev.lamina.engine.Training;
import dev.lamina.engine.TrainingRuns.RunReport;
import dev.lamina.model.Callback.Pace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a fit's history of the reports of its runs, on top of what was made before a resumption.
 */
final class HistoryBuilder {
  private final Training training;
  private final int epochsBefore;
  private final History earlier;
  private final long begin = System.nanoTime();
  private final List<Epoch> epochs;
  private int endedEpochs;
  private double loadSeconds;
  private float[] losses;
  private int updates;
  private long examples;
  private EpochSums sums;
  private boolean interrupted;
  private String stopReason = "";
  private double firstRunSeconds;
  private long firstRunExamples;
  private long runExamples;

  /**
   * @param start where the fit begins or goes on
   * @param earlier what was made before a resumption; empty if the fit begins
   */
  HistoryBuilder(Training training, FitState start, History earlier) {
    this.training = training;
    this.epochsBefore = start.epochsBefore();
    this.earlier = earlier;
    this.epochs = new ArrayList<>(earlier.epochs());
    this.endedEpochs = epochs.size();
    this.updates = earlier.updates();
    this.losses = Arrays.copyOf(earlier.losses(), Math.max(1024, updates));
    this.examples = earlier.examples();
    this.sums = start.unfinished().checked(training.totals());
  }

  /** The examples were moved into native memory. */
  void loaded(double seconds) {
    loadSeconds = seconds;
  }

  /**
   * Adds a run.
   *
   * @param seconds how long it took
   * @param validation the values of an epoch that ends with the run
   * @return the epochs that ended in it
   */
  List<Epoch> add(RunReport report, double seconds, Supplier<Map<String, Double>> validation) {
    int count = report.losses().length;
    if (updates + count > losses.length) {
      losses = Arrays.copyOf(losses, Math.max(updates + count, losses.length * 2));
    }
    System.arraycopy(report.losses(), 0, losses, updates, count);
    updates += count;
    examples += report.examples();
    List<Epoch> ended = endEpochs(report, seconds, validation);
    if (runExamples == 0) {
      firstRunExamples = report.examples();
      firstRunSeconds = seconds();
    }
    runExamples += report.examples();
    return ended;
  }

  private List<Epoch> endEpochs(
      RunReport report, double seconds, Supplier<Map<String, Double>> validation) {
    List<Epoch> ended = new ArrayList<>();
    for (int epoch = 0; epoch < report.epochs(); epoch++) {
      sums = sums.plus(report, epoch, seconds);
      if (report.endsEpoch()) {
        endedEpochs++;
        int number = epochsBefore + endedEpochs;
        ended.add(sums.end(training, number, report.rates()[epoch], validation.get()));
        sums = EpochSums.begin(training.totals());
      }
    }
    epochs.addAll(ended);
    return ended;
  }

  /** How many epochs were made, one whose validation failed included. */
  int endedEpochs() {
    return endedEpochs;
  }

  /** How many updates were made. */
  int updates() {
    return updates;
  }

  /** How many examples were seen. */
  long examples() {
    return examples;
  }

  /** The epoch under way. */
  EpochSums unfinished() {
    return sums;
  }

  /** The values of the epoch under way so far, or of the one that just ended. */
  Map<String, Double> values() {
    Evaluation evaluation =
        sums.updates() == 0
            ? epochs.get(epochs.size() - 1).evaluation()
            : sums.evaluation(training);
    return evaluation.values("");
  }

  /**
   * How fast it goes.
   *
   * @param planned how many examples are to be seen in all; 0 if that is not known
   */
  Pace pace(long planned) {
    boolean onlyOneRun = runExamples == firstRunExamples;
    double rate =
        onlyOneRun
            ? runExamples / seconds()
            : (runExamples - firstRunExamples) / (seconds() - firstRunSeconds);
    return new Pace(rate, planned == 0 ? Double.NaN : (planned - examples) / rate);
  }

  /** How long it has taken since the examples were loaded, without what was before a resumption. */
  double seconds() {
    return (System.nanoTime() - begin) / 1e9 - loadSeconds;
  }

  /**
   * The fit is over.
   *
   * @param byInterrupt whether its thread was interrupted
   * @param reason why, unless all epochs were made
   */
  void end(boolean byInterrupt, String reason) {
    interrupted = byInterrupt;
    stopReason = reason;
  }

  /** The history so far. */
  History build(Execution execution) {
    return new History(
        Arrays.copyOf(losses, updates),
        epochs,
        examples,
        earlier.seconds() + seconds(),
        earlier.loadSeconds() + loadSeconds,
        interrupted,
        stopReason,
        execution);
  }
}
