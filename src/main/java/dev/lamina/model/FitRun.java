package dev.lamina.model;

import dev.lamina.engine.Fitting;
import dev.lamina.engine.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * The course of one fit: updates, and what happens between the runs of updates.
 *
 * @param epochs how many are to be made, those before a resumption included
 * @param epochsBefore how many were made before this fit
 */
record FitRun(
    int epochs,
    int epochsBefore,
    Trainee model,
    Fitting fitting,
    HistoryBuilder history,
    Validator validator,
    Audience audience,
    Deciders deciders,
    Optional<Checkpointing> checkpointing) {
  private static final String INTERRUPTED = "the thread was interrupted";

  /**
   * Trains to the end of the last epoch, or until a callback says stop or the thread is
   * interrupted; where it leaves off is saved.
   */
  void train() {
    boolean interrupted = makeRuns();
    history.end(interrupted, interrupted ? INTERRUPTED : deciders.stopReason());
    checkpointing.ifPresent(saving -> saving.end(deciders.stop()));
  }

  /** Returns whether it was interrupted. */
  private boolean makeRuns() {
    while (goesOn()) {
      if (fitting.beginsEpoch()) {
        deciders.onEpochBegin(epochBegin());
      }
      if (!deciders.stop()) {
        makeUpdates();
        if (goesOn() && Thread.interrupted()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean goesOn() {
    return fitting.hasNext() && !deciders.stop();
  }

  private void makeUpdates() {
    long begin = System.nanoTime();
    RunReport report = model.run(fitting);
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<Epoch> ended = history.add(report, seconds, validator::values);
    ended.forEach(audience::onEpochEnd);
    audience.onChunkEnd(progress(report));
    deciders.onChunkEnd(new ChunkEnd(history.updates(), report.losses(), history.seconds()));
    ended.forEach(epoch -> deciders.onEpochEnd(epochEnd(epoch)));
    checkpointing.ifPresent(saving -> saving.afterRun(ended));
  }

  private EpochBegin epochBegin() {
    int fitEpoch = history.endedEpochs() + 1;
    return new EpochBegin(
        epochsBefore + fitEpoch,
        fitEpoch,
        epochs,
        model.learningRate(),
        history.updates(),
        history.seconds());
  }

  private Listener.Progress progress(RunReport report) {
    return new Listener.Progress(
        history.endedEpochs() + (report.endsEpoch() ? 0 : 1),
        epochs,
        history.updates(),
        history.examples(),
        report.losses(),
        history.values(),
        history.pace((long) fitting.epochExamples() * epochs));
  }

  private EpochEnd epochEnd(Epoch epoch) {
    return new EpochEnd(
        epoch, epoch.number() - epochsBefore, epochs, history.updates(), history.seconds());
  }
}
