package dev.lamina.model;

import dev.lamina.engine.Execution;
import dev.lamina.engine.RunReport;
import dev.lamina.engine.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a history of the reports of a training's runs, and tells listeners. */
final class HistoryBuilder {
  private final Training training;
  private final List<Listener> listeners;
  private final int plannedEpochs;
  private final int epochsBefore;
  private final long begin = System.nanoTime();
  private final List<Epoch> epochs = new ArrayList<>();
  private float[] losses = new float[1024];
  private int updates;
  private long examples;
  private EpochSums sums;

  HistoryBuilder(Training training, Fit fit, int epochsBefore) {
    this.training = training;
    this.listeners = fit.listeners();
    this.plannedEpochs = fit.epochs();
    this.epochsBefore = epochsBefore;
    this.sums = new EpochSums(training);
  }

  void add(RunReport report) {
    int count = report.losses().length;
    if (updates + count > losses.length) {
      losses = Arrays.copyOf(losses, Math.max(updates + count, losses.length * 2));
    }
    System.arraycopy(report.losses(), 0, losses, updates, count);
    updates += count;
    examples += report.examples();
    List<Epoch> ended = endEpochs(report);
    Listener.Progress progress =
        new Listener.Progress(
            epochs.size() + (report.endsEpoch() ? 0 : 1),
            plannedEpochs,
            updates,
            examples,
            losses[updates - 1]);
    ended.forEach(epoch -> listeners.forEach(listener -> listener.onEpochEnd(epoch)));
    listeners.forEach(listener -> listener.onChunkEnd(progress));
  }

  private List<Epoch> endEpochs(RunReport report) {
    List<Epoch> ended = new ArrayList<>();
    int perEpoch = report.losses().length / report.epochs();
    for (int epoch = 0; epoch < report.epochs(); epoch++) {
      for (int i = epoch * perEpoch; i < (epoch + 1) * perEpoch; i++) {
        sums.addUpdate(report.losses()[i], report.sizes()[i]);
      }
      sums.addTotals(report.totals()[epoch]);
      if (report.endsEpoch()) {
        ended.add(sums.end(epochsBefore + epochs.size() + ended.size() + 1));
        sums = new EpochSums(training);
      }
    }
    epochs.addAll(ended);
    return ended;
  }

  int endedEpochs() {
    return epochs.size();
  }

  History build(double loadSeconds, boolean interrupted, Execution execution) {
    double seconds = (System.nanoTime() - begin) / 1e9 - loadSeconds;
    return new History(
        Arrays.copyOf(losses, updates),
        epochs,
        examples,
        seconds,
        loadSeconds,
        interrupted,
        execution);
  }
}
