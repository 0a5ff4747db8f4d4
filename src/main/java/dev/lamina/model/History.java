package dev.lamina.model;

import dev.lamina.engine.Execution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training was like: one fit, however often it was resumed, or all fits of a model.
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

  /** That of fits one after the other. */
  static History of(List<History> fits) {
    History last =
        fits.isEmpty()
            ? new History(new float[0], List.of(), 0, 0, 0, false, "", new Execution(false, 0))
            : fits.get(fits.size() - 1);
    float[] losses = new float[fits.stream().mapToInt(History::updates).sum()];
    int from = 0;
    for (History fit : fits) {
      System.arraycopy(fit.losses, 0, losses, from, fit.updates());
      from += fit.updates();
    }
    return new History(
        losses,
        fits.stream().flatMap(fit -> fit.epochs.stream()).toList(),
        fits.stream().mapToLong(History::examples).sum(),
        fits.stream().mapToDouble(History::seconds).sum(),
        fits.stream().mapToDouble(History::loadSeconds).sum(),
        last.interrupted,
        last.stopReason,
        last.execution);
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

  /**
   * All of {@link #values} by name, of the epochs that ended: the loss, the metrics, and those on
   * validation data.
   */
  public Map<String, double[]> metrics() {
    Map<String, double[]> all = new LinkedHashMap<>();
    if (!epochs.isEmpty()) {
      lastEpoch().values().keySet().forEach(name -> all.put(name, values(name)));
    }
    return all;
  }

  /** The last epoch that ended. */
  public Epoch lastEpoch() {
    return epochs.get(epochs.size() - 1);
  }
}
