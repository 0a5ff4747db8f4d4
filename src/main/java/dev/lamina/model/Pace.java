package dev.lamina.model;

import java.util.Locale;

/**
 * How fast a training goes. The first chunk, in which the updates are compiled, counts only while
 * there is no other; validation always counts.
 *
 * @param examplesPerSecond how many examples it sees in a second
 * @param secondsLeft until all its epochs are made, if it goes on like this
 */
public record Pace(double examplesPerSecond, double secondsLeft) {

  /** The pace in a few words: {@code 1:15 min left, 48,312 examples/s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s left, %,.0f examples/s", time(secondsLeft), examplesPerSecond);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%,d:%02d h", whole / 3600, whole / 60 % 60);
  }
}
