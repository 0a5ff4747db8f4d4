package dev.lamina.model;

import dev.lamina.model.Callback.FitInfo;
import dev.lamina.persist.Checkpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Saves the checkpoints of one fit as they are due. */
final class CheckpointSaver {
  private final Checkpoints policy;
  private final @Nullable Monitor monitor;
  private final HistoryBuilder history;
  private final int epochsBefore;
  private final DoubleFunction<Checkpoint> state;
  private double best;
  private long savedNanos = System.nanoTime();
  private int savedUpdates;

  /**
   * @param fit what every epoch will have
   * @param start where the fit begins or goes on
   * @param history that the fit's runs are added to
   * @param state what is to be saved, given the best value so far
   * @throws IllegalArgumentException if the best is to be chosen by a value that epochs do not have
   */
  CheckpointSaver(
      Checkpoints policy,
      FitInfo fit,
      FitState start,
      HistoryBuilder history,
      DoubleFunction<Checkpoint> state) {
    this.policy = policy;
    this.monitor =
        policy.best().isEmpty() ? null : Monitor.of("keepBest", policy.best(), policy.mode(), fit);
    this.history = history;
    this.epochsBefore = start.epochsBefore();
    this.state = state;
    this.best = start.best();
    this.savedUpdates = history.updates();
  }

  /** Saves what is due after a run in which these epochs ended. */
  void afterRun(List<Epoch> ended) {
    for (Epoch epoch : ended) {
      if (isBest(epoch)) {
        best = epoch.value(policy.best());
        write(policy.bestPlace());
      }
    }
    boolean epochsPassed = !ended.isEmpty() && history.endedEpochs() % policy.everyEpochs() == 0;
    boolean minutesPassed = System.nanoTime() - savedNanos >= policy.everyMinutes() * 60e9;
    if (epochsPassed || minutesPassed) {
      save();
    }
  }

  private boolean isBest(Epoch epoch) {
    if (monitor == null) {
      return false;
    }
    double value = epoch.value(policy.best());
    double before = Double.isNaN(best) ? monitor.worst() : best;
    return monitor.improves(value, before, 0);
  }

  /**
   * Saves where the fit leaves off, unless that was saved.
   *
   * @param stopped whether a callback has just stopped it, which may have been decided since
   */
  void end(boolean stopped) {
    if (stopped || history.updates() != savedUpdates) {
      save();
    }
  }

  private void save() {
    write(policy.place(epochsBefore + history.endedEpochs(), history.unfinished().updates()));
    policy.deleteOld();
    savedNanos = System.nanoTime();
    savedUpdates = history.updates();
  }

  private void write(Path place) {
    state.apply(best).write(place);
  }
}
