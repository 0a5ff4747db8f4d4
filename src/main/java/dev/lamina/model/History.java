package dev.lamina.model;

import dev.lamina.engine.Execution;
import java.util.List;

/**
 * What a training was like.
 *
 * @param losses the loss of every update, the mean over its batch before the update
 * @param epochs every epoch that ended
 * @param examples how many examples were seen
 * @param seconds how long it took once the examples were loaded, compiling included
 * @param loadSeconds how long it took before that to move the examples into native memory: about 0
 *     if the last training left them there, or if they are too many and read while training
 * @param interrupted whether the thread was interrupted before the last epoch ended
 * @param stopReason what the callbacks said that stopped it, or that its thread was interrupted;
 *     empty if nothing did
 * @param execution how the updates ran: compiled by XLA or as a plain graph, with how many threads
 */
@SuppressWarnings("ArrayRecordComponent") // Carries results, is never compared.
public record History(
    float[] losses,
    List<Epoch> epochs,
    long examples,
    double seconds,
    double loadSeconds,
    boolean interrupted,
    String stopReason,
    Execution execution) {

  public History {
    epochs = List.copyOf(epochs);
  }

  /** How many updates were made. */
  public int updates() {
    return losses.length;
  }

  /** The loss of the last update. */
  public float finalLoss() {
    return losses[losses.length - 1];
  }

  /**
   * One of the epochs' values, as {@link Epoch#value}, of every epoch that ended.
   *
   * @throws IllegalArgumentException if they have none of this name; names those there are
   */
  public double[] values(String name) {
    return epochs.stream().mapToDouble(epoch -> epoch.value(name)).toArray();
  }

  /** The last epoch that ended. */
  public Epoch lastEpoch() {
    return epochs.get(epochs.size() - 1);
  }
}
