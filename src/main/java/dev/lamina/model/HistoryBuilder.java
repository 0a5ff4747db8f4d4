package dev.lamina.model;

import dev.lamina.engine.Execution;
import dev.lamina.engine.RunReport;
import dev.lamina.engine.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes a history of the reports of a training's runs. */
final class HistoryBuilder {
  private final Training training;
  private final int epochsBefore;
  private final long begin = System.nanoTime();
  private final List<Epoch> epochs = new ArrayList<>();
  private int endedEpochs;
  private double loadSeconds;
  private float[] losses = new float[1024];
  private int updates;
  private long examples;
  private EpochSums sums;
  private double firstRunSeconds;
  private long firstRunExamples;
  private long runExamples;

  HistoryBuilder(Training training, int epochsBefore) {
    this.training = training;
    this.epochsBefore = epochsBefore;
    this.sums = new EpochSums(training);
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
    int perEpoch = report.losses().length / report.epochs();
    for (int epoch = 0; epoch < report.epochs(); epoch++) {
      for (int i = epoch * perEpoch; i < (epoch + 1) * perEpoch; i++) {
        sums.addUpdate(report.losses()[i], report.sizes()[i]);
      }
      sums.addTotals(report.totals()[epoch]);
      sums.addSeconds(seconds / report.epochs());
      if (report.endsEpoch()) {
        endedEpochs++;
        int number = epochsBefore + endedEpochs;
        ended.add(sums.end(number, report.rates()[epoch], validation.get()));
        sums = new EpochSums(training);
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

  /** The values of the epoch under way so far, or of the one that just ended. */
  Map<String, Double> values() {
    return sums.isEmpty() ? epochs.get(epochs.size() - 1).evaluation().values("") : sums.values();
  }

  /**
   * How fast it goes.
   *
   * @param planned how many examples are to be seen in all
   */
  Pace pace(long planned) {
    boolean onlyOneRun = runExamples == firstRunExamples;
    double rate =
        onlyOneRun
            ? runExamples / seconds()
            : (runExamples - firstRunExamples) / (seconds() - firstRunSeconds);
    return new Pace(rate, (planned - examples) / rate);
  }

  /** How long it has taken since the examples were loaded. */
  double seconds() {
    return (System.nanoTime() - begin) / 1e9 - loadSeconds;
  }

  History build(boolean interrupted, String stopReason, Execution execution) {
    return new History(
        Arrays.copyOf(losses, updates),
        epochs,
        examples,
        seconds(),
        loadSeconds,
        interrupted,
        stopReason,
        execution);
  }
}
