package dev.lamina.model;

import dev.lamina.model.FitState.CallbackMemory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The callbacks of a fit: asks all of them, then does what they decided. */
final class FitCallbacks implements AutoCloseable {
  private final ModelState model;
  private final List<Member> members = new ArrayList<>();
  private final Set<String> stopReasons;
  private final Set<String> pauseReasons = new LinkedHashSet<>();

  private FitCallbacks(ModelState model, List<String> stopReasons) {
    this.model = model;
    this.stopReasons = new LinkedHashSet<>(stopReasons);
  }

  /** A callback with the weights that it has kept. */
  private static final class Member {
    final Callback callback;
    final boolean observes;
    Map<String, float[]> kept;

    Member(Callback callback, boolean observes, Map<String, float[]> kept) {
      this.callback = callback;
      this.observes = observes;
      this.kept = kept;
    }
  }

  /**
   * Begins a fit's callbacks.
   *
   * @param start what they remember, if the fit is resumed
   */
  static FitCallbacks begin(
      List<Callback> callbacks, FitInfo fit, ModelState model, FitState start) {
    FitCallbacks begun = new FitCallbacks(model, start.stopReasons());
    Iterator<CallbackMemory> memories = start.callbacks().iterator();
    try {
      for (Callback callback : callbacks) {
        boolean remembers = !callback.observes() && memories.hasNext();
        CallbackMemory memory = remembers ? memories.next() : CallbackMemory.NONE;
        Callback ofFit = callback.begin(fit.memory(memory.numbers()));
        begun.members.add(new Member(ofFit, callback.observes(), memory.kept()));
      }
      return begun;
    } catch (RuntimeException | Error e) {
      Closing.allAfter(e, List.of(begun::close));
      throw e;
    }
  }

  /** Asks all callbacks, then does what they decided, in the order that {@link Decision} says. */
  void ask(Function<Callback, Decision> question) {
    List<Decision> decisions = new ArrayList<>();
    members.forEach(member -> decisions.add(question.apply(member.callback)));
    for (int i = 0; i < members.size(); i++) {
      if (decisions.get(i).keeps()) {
        members.get(i).kept = model.weights();
      }
    }
    for (int i = 0; i < members.size(); i++) {
      if (decisions.get(i).restores()) {
        model.assign(kept(members.get(i)));
      }
    }
    Decision all = decisions.stream().reduce(Decision.go(), Decision::and);
    if (!all.learningRates().isEmpty()) {
      model.learningRate(all.learningRates().get(all.learningRates().size() - 1));
    }
    stopReasons.addAll(all.stopReasons());
    pauseReasons.addAll(all.pauseReasons());
  }

  private static Map<String, float[]> kept(Member member) {
    if (member.kept.isEmpty()) {
      throw new IllegalStateException(
          "A callback decided to restore weights, but has kept none; it must decide keepWeights() before.");
    }
    return member.kept;
  }

  /** Whether the training is to stop. */
  boolean stop() {
    return !stopReasons.isEmpty() || !pauseReasons.isEmpty();
  }

  /** Why for good; empty if not. */
  List<String> stopReasons() {
    return List.copyOf(stopReasons);
  }

  /** What each callback remembers that does not only observe. */
  List<CallbackMemory> memories() {
    return members.stream()
        .filter(member -> !member.observes)
        .map(member -> new CallbackMemory(member.callback.memory(), member.kept))
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
    Closing.all(members.stream().<Runnable>map(member -> member.callback::close).toList());
  }
}
