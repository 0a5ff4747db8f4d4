package dev.lamina.model;

/**
 * Steers a training by decisions between its epochs. {@code Callbacks} in {@link
 * dev.lamina.model.callback} has the built-in ones; {@link Listener} is for watching alone.
 *
 * <p>A callback is a description without memory. What it remembers during a fit is in the {@link
 * Decider} that it makes for that fit, so that one callback serves many fits, one after the other
 * or at the same time. A decider is told everything it may need, and answers with a {@link
 * Decision}: it never holds the model, and the model does what was decided.
 *
 * <pre>{@code
 * Callback stopsWhenGood =
 *     fit -> new Decider() {
 *       @Override
 *       public Decision onEpochEnd(EpochEnd end) {
 *         return end.value("loss") < 0.1 ? Decision.stop("good enough") : Decision.go();
 *       }
 *     };
 * }</pre>
 */
@FunctionalInterface
public interface Callback {

  /**
   * Begins a fit, before anything is trained.
   *
   * @param fit what is about to be trained
   * @return what decides during this fit
   * @throws IllegalArgumentException if this callback is not for such a fit; the model stays as it
   *     is
   */
  Decider begin(FitInfo fit);
}
