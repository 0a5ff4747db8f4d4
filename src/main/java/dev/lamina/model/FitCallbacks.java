package dev.lamina.model;

import dev.lamina.layer.FloatArray;
import dev.lamina.model.Callback.FitInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
    Map<String, FloatArray> kept;

    Member(Callback callback, boolean observes, Map<String, FloatArray> kept) {
      this.callback = callback;
      this.observes = observes;
      this.kept = kept;
    }
  }

  /**
   * Begins a fit's callbacks.
   *
   * @param start what they remember, if the fit is resumed
   * @param kept the weights that they keep then; empty if the fit begins
   */
  static FitCallbacks begin(
      List<Callback> callbacks,
      FitInfo fit,
      ModelState model,
      FitState start,
      List<Map<String, FloatArray>> kept) {
    FitCallbacks begun = new FitCallbacks(model, start.stopReasons());
    Iterator<Map<String, Double>> memories = start.memories().iterator();
    Iterator<Map<String, FloatArray>> weights = kept.iterator();
    try {
      for (Callback callback : callbacks) {
        boolean remembers = !callback.observes() && memories.hasNext();
        Callback ofFit = callback.begin(fit.memory(remembers ? memories.next() : Map.of()));
        begun.members.add(
            new Member(ofFit, callback.observes(), remembers ? weights.next() : Map.of()));
      }
      return begun;
    } catch (RuntimeException | Error e) {
      try (begun) {
        throw e;
      }
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

  private static Map<String, FloatArray> kept(Member member) {
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

  /** The numbers that each callback remembers that does not only observe. */
  List<Map<String, Double>> memories() {
    return steering().map(member -> member.callback.memory()).toList();
  }

  /** The weights that each of those callbacks keeps; none if it has kept none. */
  List<Map<String, FloatArray>> kept() {
    return steering().map(member -> member.kept).toList();
  }

  private Stream<Member> steering() {
    return members.stream().filter(member -> !member.observes);
  }

  /** Why; empty if it is to go on. */
  String stopReason() {
    Set<String> all = new LinkedHashSet<>(stopReasons);
    all.addAll(pauseReasons);
    return String.join("; ", all);
  }

  @Override
  public void close() {
    close(members);
  }

  /** Closes all, each even if one before it fails. */
  @SuppressWarnings("try") // The rest is closed after the first, and not used.
  private static void close(List<Member> members) {
    if (!members.isEmpty()) {
      try (Rest rest = () -> close(members.subList(1, members.size()))) {
        members.get(0).callback.close();
      }
    }
  }

  /** The callbacks that are still to be closed. */
  private interface Rest extends AutoCloseable {
    @Override
    void close();
  }
}
