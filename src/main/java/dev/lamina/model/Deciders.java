package dev.lamina.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The callbacks of a fit: asks all of them, then does what they decided. */
final class Deciders implements AutoCloseable {
  private final Trainee model;
  private final List<Seat> seats = new ArrayList<>();
  private final Set<String> stopReasons = new LinkedHashSet<>();

  private Deciders(Trainee model) {
    this.model = model;
  }

  /** A decider with what it has kept. */
  private static final class Seat {
    final Decider decider;
    @Nullable Map<String, float[]> kept;

    Seat(Decider decider) {
      this.decider = decider;
    }
  }

  static Deciders begin(List<Callback> callbacks, FitInfo fit, Trainee model) {
    Deciders deciders = new Deciders(model);
    try {
      callbacks.forEach(callback -> deciders.seats.add(new Seat(callback.begin(fit))));
      return deciders;
    } catch (RuntimeException | Error e) {
      Closing.allAfter(e, List.of(deciders::close));
      throw e;
    }
  }

  void onEpochBegin(EpochBegin begin) {
    ask(decider -> decider.onEpochBegin(begin));
  }

  void onChunkEnd(ChunkEnd end) {
    ask(decider -> decider.onChunkEnd(end));
  }

  void onEpochEnd(EpochEnd end) {
    ask(decider -> decider.onEpochEnd(end));
  }

  void onFitEnd() {
    ask(Decider::onFitEnd);
  }

  private void ask(Function<Decider, Decision> question) {
    List<Decision> decisions = new ArrayList<>();
    seats.forEach(seat -> decisions.add(question.apply(seat.decider)));
    for (int i = 0; i < seats.size(); i++) {
      if (decisions.get(i).keeps()) {
        seats.get(i).kept = model.weights();
      }
    }
    for (int i = 0; i < seats.size(); i++) {
      if (decisions.get(i).restores()) {
        model.restore(kept(seats.get(i)));
      }
    }
    Decision all = decisions.stream().reduce(Decision.go(), Decision::and);
    if (!all.learningRates().isEmpty()) {
      model.learningRate(all.learningRates().get(all.learningRates().size() - 1));
    }
    stopReasons.addAll(all.stopReasons());
  }

  private static Map<String, float[]> kept(Seat seat) {
    if (seat.kept == null) {
      throw new IllegalStateException(
          "A callback decided to restore weights, but has kept none; it must decide keepWeights() before.");
    }
    return seat.kept;
  }

  /** Whether the training is to stop. */
  boolean stop() {
    return !stopReasons.isEmpty();
  }

  /** Why; empty if it is to go on. */
  String stopReason() {
    return String.join("; ", stopReasons);
  }

  @Override
  public void close() {
    Closing.all(seats.stream().<Runnable>map(seat -> seat.decider::close).toList());
  }
}
