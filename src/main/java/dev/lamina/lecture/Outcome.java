package dev.lamina.lecture;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param comparison the comparison
 * @param results one for each way that was trained, the last of which may be interrupted
 */
public record Outcome(Comparison comparison, List<Result> results) {

  public Outcome {
    results = List.copyOf(results);
  }

  /** Whether the comparison was interrupted before its last training ended. */
  public boolean interrupted() {
    return results.size() < comparison.ways().size()
        || results.stream().anyMatch(result -> result.history().interrupted());
  }
}
