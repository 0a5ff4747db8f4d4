package dev.lamina.model;

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
 */
public record Epoch(
    int number, int updates, long examples, double loss, Map<String, Double> metrics) {

  public Epoch {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** How good the model was during the epoch. */
  public Evaluation evaluation() {
    return new Evaluation(examples, loss, metrics);
  }

  /** The epoch in one line: {@code epoch 3: loss 0.4786, binaryAccuracy 0.9931}. */
  @Override
  public String toString() {
    return "epoch " + number + ": " + Evaluation.line(loss, metrics);
  }
}
