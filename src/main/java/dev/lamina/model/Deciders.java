package dev.lamina.model;

import dev.lamina.model.FitState.CallbackMemory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The callbacks of a fit: asks all of them, then does what they decided. */
final class Deciders implements AutoCloseable {
  private final ModelState model;
  private final List<Seat> seats = new ArrayList<>();
  private final Set<String> stopReasons;
  private final Set<String> pauseReasons = new LinkedHashSet<>();

  private Deciders(ModelState model, List<String> stopReasons) {
    this.model = model;
    this.stopReasons = new LinkedHashSet<>(stopReasons);
  }

  /** A decider with what it has kept. */
  private static final class Seat {
    final Decider decider;
    Map<String, float[]> kept;

    Seat(Decider decider, Map<String, float[]> kept) {
      this.decider = decider;
      this.kept = kept;
    }
  }

  /**
   * Begins a fit's callbacks.
   *
   * @param start what they remember, if the fit is resumed
   */
  static Deciders begin(List<Callback> callbacks, FitInfo fit, ModelState model, FitState start) {
    Deciders deciders = new Deciders(model, start.stopReasons());
    try {
      for (int i = 0; i < callbacks.size(); i++) {
        CallbackMemory memory =
            start.callbacks().isEmpty() ? CallbackMemory.NONE : start.callbacks().get(i);
        Decider decider = callbacks.get(i).begin(fit.memory(memory.numbers()));
        deciders.seats.add(new Seat(decider, memory.kept()));
      }
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
        model.assign(kept(seats.get(i)));
      }
    }
    Decision all = decisions.stream().reduce(Decision.go(), Decision::and);
    if (!all.learningRates().isEmpty()) {
      model.learningRate(all.learningRates().get(all.learningRates().size() - 1));
    }
    stopReasons.addAll(all.stopReasons());
    pauseReasons.addAll(all.pauseReasons());
  }

  private static Map<String, float[]> kept(Seat seat) {
    if (seat.kept.isEmpty()) {
      throw new IllegalStateException(
          "A callback decided to restore weights, but has kept none; it must decide keepWeights() before.");
    }
    return seat.kept;
  }

  /** Whether the training is to stop. */
  boolean stop() {
    return !stopReasons.isEmpty() || !pauseReasons.isEmpty();
  }

  /** Why for good; empty if not. */
  List<String> stopReasons() {
    return List.copyOf(stopReasons);
  }

  /** What each callback remembers. */
  List<CallbackMemory> memories() {
    return seats.stream()
        .map(seat -> new CallbackMemory(seat.decider.memory(), seat.kept))
        .toList();
  }

  /** Why; empty if it is to go on. */
  String stopReason() {
    Set<String> all = new LinkedHashSet<>(stopReasons);
    all.addAll(pauseReasons);
    return String.join("; ", all);
  }

  @Override
  public void close() {
    Closing.all(seats.stream().<Runnable>map(seat -> seat.decider::close).toList());
  }
}
