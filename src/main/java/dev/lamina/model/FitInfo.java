package dev.lamina.model;

import dev.lamina.layer.FloatArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fit is about to do, as callbacks are told.
 *
 * @param firstEpoch the number of its first epoch, which goes on over several fits; of a fit that
 *     is resumed from a checkpoint, the first one of all
 * @param epochs how many epochs it is to make
 * @param epochUpdates how many updates an epoch has
 * @param learningRate of its next update; NaN if it follows a schedule
 * @param monitors the names of the values that every epoch will have, such as {@code loss}, {@code
 *     binaryAccuracy} and, with validation data, {@code val_loss} and {@code val_binaryAccuracy}
 * @param memory what the callback's {@link Callback#memory} was at the checkpoint from which the
 *     fit is resumed; empty if it begins
 * @param model what callbacks may see of the model
 */
public record FitInfo(
    int firstEpoch,
    int epochs,
    int epochUpdates,
    float learningRate,
    List<String> monitors,
    Map<String, Double> memory,
    ModelView model) {

  public FitInfo {
    monitors = List.copyOf(monitors);
    memory = Collections.unmodifiableMap(new LinkedHashMap<>(memory));
  }

  /** The same for a callback that has something to remember. */
  FitInfo memory(Map<String, Double> memory) {
    return new FitInfo(firstEpoch, epochs, epochUpdates, learningRate, monitors, memory, model);
  }

  /**
   * Checks that callbacks may set the learning rate.
   *
   * @param callback the name of the callback that asks, for the message
   * @throws IllegalArgumentException if it follows a schedule
   */
  public void requireConstantLearningRate(String callback) {
    if (Float.isNaN(learningRate)) {
      throw new IllegalArgumentException(
          "%s sets the learning rate, but the optimizer's follows a schedule; compile with a constant learning rate, or leave one of the two out."
              .formatted(callback));
    }
  }

  /** What callbacks may see of the model that is trained. */
  public interface ModelView {

    /** Its network. */
    Sequential network();

    /** How many updates it has seen, over all calls of fit. */
    long updates();

    /** A copy of its weights of now by name, such as {@code dense/kernel}. */
    Map<String, FloatArray> weights();
  }
}
