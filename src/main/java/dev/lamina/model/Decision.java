package dev.lamina.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a callback wants done with the training. {@link #go} wants nothing; the others add to it:
 * {@code Decision.stop("good enough").restoreKept()}.
 *
 * <p>The decisions of several callbacks combine. First weights are kept, then kept ones restored,
 * then the learning rate is set, to the last one if several differ; the training stops if one of
 * them says so. The weights that a callback keeps and restores are its own.
 *
 * @param stopReasons why to stop for good; empty to go on
 * @param pauseReasons why to stop for now; empty to go on
 * @param learningRates the learning rates to set, of which the last one counts; empty to leave it
 * @param keeps whether to keep a copy of the present weights
 * @param restores whether to set the weights to the copy
 */
public record Decision(
    List<String> stopReasons,
    List<String> pauseReasons,
    List<Float> learningRates,
    boolean keeps,
    boolean restores) {
  private static final Decision GO = new Decision(List.of(), List.of(), List.of(), false, false);

  public Decision {
    stopReasons = List.copyOf(stopReasons);
    pauseReasons = List.copyOf(pauseReasons);
    learningRates = List.copyOf(learningRates);
  }

  /** Go on as you are. */
  public static Decision go() {
    return GO;
  }

  /**
   * Stop the training now and for good: resumed from a checkpoint, it stays stopped.
   *
   * @param reason found in {@link History#stopReason}, such as {@code "the loss is NaN"}
   */
  public static Decision stop(String reason) {
    return new Decision(List.of(reason), List.of(), List.of(), false, false);
  }

  /**
   * Stop the training for now: resumed from a checkpoint, it goes on.
   *
   * @param reason found in {@link History#stopReason}, such as {@code "the night is over"}
   */
  public static Decision pause(String reason) {
    return new Decision(List.of(), List.of(reason), List.of(), false, false);
  }

  /**
   * The same, and make all updates from now on at this rate, those of later fits included.
   *
   * @param rate finite and at least 0; the model's learning rate must be constant
   */
  public Decision learningRate(double rate) {
    return and(new Decision(List.of(), List.of(), List.of((float) rate), false, false));
  }

  /** The same, and keep a copy of the present weights, in place of an earlier one. */
  public Decision keepWeights() {
    return new Decision(stopReasons, pauseReasons, learningRates, true, restores);
  }

  /**
   * The same, and set the weights to the copy that this callback kept last. What the optimizer
   * remembers stays as it is.
   */
  public Decision restoreKept() {
    return new Decision(stopReasons, pauseReasons, learningRates, keeps, true);
  }

  /** Both decisions at once. */
  public Decision and(Decision other) {
    return new Decision(
        joined(stopReasons, other.stopReasons),
        joined(pauseReasons, other.pauseReasons),
        joined(learningRates, other.learningRates),
        keeps || other.keeps,
        restores || other.restores);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
