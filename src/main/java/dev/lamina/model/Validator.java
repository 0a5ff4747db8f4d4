package dev.lamina.model;

import dev.lamina.data.Dataset;
import dev.lamina.engine.EvaluationData;
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

  /**
   * One of a model.
   *
   * @param memory how many bytes of the examples may stay in memory
   */
  static Validator of(Trainee model, Dataset examples, long memory) {
    EvaluationData data = model.inference().evaluationData(examples, memory);
    return new Validator() {
      @Override
      public Map<String, Double> values() {
        return model.evaluation(model.inference().evaluate(data)).values(Epoch.VALIDATION);
      }

      @Override
      public void close() {
        data.close();
      }
    };
  }
}
