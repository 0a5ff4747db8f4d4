package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;
import static dev.lamina.text.Numbers.rounded;
import static dev.lamina.text.Numbers.share;

import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.Optional;

/** A comparison and its outcome as text for people, at most 120 columns wide. */
public final class ComparisonText {
  /** Accuracies that differ by less are nearly the same. */
  private static final double NEARLY = 0.005;

  private ComparisonText() {}

  /** What is compared, in two lines that each end in a newline. */
  public static String heading(Comparison comparison) {
    return """
        784 → 32 relu → 1 sigmoid, binary cross-entropy, SGD 0.001, seed %d, on %s
        MNIST, 0 against 1: %s images to train on, %s to test with
        """
        .formatted(
            comparison.seed(),
            comparison.device(),
            count(comparison.train().size()),
            count(comparison.test().size()));
  }

  /** The table of what was found, and what to see in it. */
  public static String of(Outcome outcome) {
    return table(outcome) + "\n" + closing(outcome);
  }

  /** What was found: a row for each way. */
  static Table table(Outcome outcome) {
    Table table =
        Table.of(
            Column.left(""),
            Column.right("batch"),
            Column.right("epochs"),
            Column.right("updates"),
            Column.right("examples\nseen"),
            Column.right("final\nloss"),
            Column.right("train accuracy"),
            Column.right("test\naccuracy"),
            Column.right("seconds"),
            Column.right("µs per\nupdate"),
            Column.right("batch\nmemory"));
    for (Result result : outcome.results()) {
      table =
          table.row(
              result.way().name() + (result.history().interrupted() ? " *" : ""),
              count(result.batch()),
              count(result.epochs()),
              count(result.history().updates()),
              count(result.history().examples()),
              fixed(result.train().loss(), 4),
              "%d/%d = %s"
                  .formatted(
                      result.trainCorrect(),
                      result.train().examples(),
                      fixed(result.trainAccuracy(), 4)),
              fixed(result.testAccuracy(), 4),
              fixed(result.history().seconds(), 2),
              rounded(result.microsecondsPerUpdate()),
              bytes(result.batchBytes()));
    }
    return table;
  }

  /** What to see in the table, or what is missing in it. */
  static String closing(Outcome outcome) {
    return outcome.interrupted() ? interruption(outcome) : conclusion(outcome);
  }

  private static String interruption(Outcome outcome) {
    String last = outcome.results().get(outcome.results().size() - 1).way().name();
    boolean within = outcome.results().stream().anyMatch(r -> r.history().interrupted());
    return "Interrupted %s %s; %d of %d trainings were finished.\n"
        .formatted(
            within ? "during" : "after",
            last,
            outcome.results().size() - (within ? 1 : 0),
            outcome.comparison().ways().size());
  }

  private static String conclusion(Outcome outcome) {
    Optional<Result> full = of(outcome, Way.fullBatch());
    Optional<Result> mini = of(outcome, Way.miniBatch());
    return full.isPresent() && mini.isPresent() ? conclusion(full.get(), mini.get()) : "";
  }

  private static Optional<Result> of(Outcome outcome, Way way) {
    return outcome.results().stream()
        .filter(result -> result.way().name().equals(way.name()))
        .findFirst();
  }

  private static String conclusion(Result full, Result mini) {
    int updates = full.history().updates();
    boolean sameUpdates = updates == mini.history().updates();
    boolean nearly = Math.abs(full.trainAccuracy() - mini.trainAccuracy()) < NEARLY;
    return """
        With %s, full batch and mini-batch come to %s (%s and %s);
        the mini-batch needs %s memory and took %s time.
        """
        .formatted(
            sameUpdates
                ? updates == 1 ? "1 update each" : "the same " + count(updates) + " updates"
                : count(updates) + " and " + count(mini.history().updates()) + " updates",
            nearly ? "nearly the same train accuracy" : "different train accuracies",
            fixed(full.trainAccuracy(), 4),
            fixed(mini.trainAccuracy(), 4),
            share((double) mini.batchBytes(), (double) full.batchBytes()),
            share(mini.history().seconds(), full.history().seconds()));
  }
}
