package dev.lamina.model;

import java.util.Map;

/** Evaluates a model on validation data, which it holds until it is closed. */
interface Validator extends AutoCloseable {

  /** The loss and the metrics with the weights of now, by names such as {@code val_loss}. */
  Map<String, Double> values();

  @Override
  void close();

  /** One without validation data. */
  static Validator none() {
    return new Validator() {
      @Override
      public Map<String, Double> values() {
        return Map.of();
      }

      @Override
      public void close() {}
    };
  }
}
