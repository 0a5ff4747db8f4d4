package dev.lamina.model;

import dev.lamina.engine.Training;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch was like, seen by the forward passes of its updates, each before its update.
 *
 * @param number counted from 1, on over several calls of fit
 * @param updates how many updates it made
 * @param examples how many examples it saw
 * @param loss the mean over its examples
 * @param metrics their values over its examples, by name
 * @param validation the loss and the metrics over the validation data after its updates, by name:
 *     {@code val_loss}, {@code val_binaryAccuracy}; empty without validation data
 * @param learningRate of its last update
 * @param seconds how long its updates took; an even share if one run made many epochs
 */
public record Epoch(
    int number,
    int updates,
    long examples,
    double loss,
    Map<String, Double> metrics,
    Map<String, Double> validation,
    float learningRate,
    double seconds) {
  /** Comes before the names of values on validation data. */
  public static final String VALIDATION = Training.VALIDATION;

  public Epoch {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
  }

  /** How good the model was during the epoch. */
  public Evaluation evaluation() {
    return new Evaluation(examples, loss, metrics);
  }

  /** All values by name: the loss, the metrics, and those on validation data. */
  public Map<String, Double> values() {
    Map<String, Double> all = evaluation().values("");
    all.putAll(validation);
    return all;
  }

  /**
   * One of {@link #values}.
   *
   * @throws IllegalArgumentException if there is none of this name; names those there are
   */
  public double value(String name) {
    Double value = values().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "An epoch has no value \"%s\"; it has %s.".formatted(name, values().keySet()));
    }
    return value;
  }

  /**
   * The epoch in one line: {@code epoch 3: loss 0.4786, binaryAccuracy 0.9931, val_loss 0.4512,
   * val_binaryAccuracy 0.9920}.
   */
  @Override
  public String toString() {
    return "epoch " + number + ": " + Evaluation.line(values());
  }
}
