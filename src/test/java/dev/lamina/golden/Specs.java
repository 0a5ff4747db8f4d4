package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Layers;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.metric.Metrics;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.optimizer.Optimizers;
import dev.lamina.train.optimizer.Sgd;
import java.util.Locale;

/** Makes what a case's specs say. */
final class Specs {
  private Specs() {}

  static Layer layer(JsonNode spec) {
    return switch (type(spec)) {
      case "Dense" ->
          Layers.dense(spec.path("units").asInt())
              .activation(activation(spec))
              .useBias(spec.path("useBias").asBoolean(true));
      case "Activation" -> Layers.activation(activation(spec));
      case "Dropout" -> Layers.dropout((float) spec.path("rate").asDouble());
      case "Flatten" -> Layers.flatten();
      default -> throw unknown(spec);
    };
  }

  private static ActivationFunction activation(JsonNode spec) {
    String name = spec.path("activation").asText("linear");
    return ActivationFunction.valueOf(
        name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }

  static Loss loss(JsonNode spec) {
    boolean fromLogits = spec.path("fromLogits").asBoolean();
    return switch (type(spec)) {
      case "MeanSquaredError" -> Losses.meanSquaredError();
      case "BinaryCrossentropy" ->
          fromLogits ? Losses.binaryCrossentropyFromLogits() : Losses.binaryCrossentropy();
      case "SparseCategoricalCrossentropy" ->
          fromLogits
              ? Losses.sparseCategoricalCrossentropyFromLogits()
              : Losses.sparseCategoricalCrossentropy();
      default -> throw unknown(spec);
    };
  }

  static Metric metric(JsonNode spec) {
    return switch (type(spec)) {
      case "BinaryAccuracy" -> Metrics.binaryAccuracy((float) spec.path("threshold").asDouble());
      case "SparseCategoricalAccuracy" -> Metrics.sparseCategoricalAccuracy();
      default -> throw unknown(spec);
    };
  }

  static Optimizer optimizer(JsonNode spec) {
    float rate = (float) spec.path("learningRate").asDouble();
    return switch (type(spec)) {
      case "SGD" -> {
        Sgd sgd = Optimizers.sgd(rate).momentum((float) spec.path("momentum").asDouble());
        yield spec.path("nesterov").asBoolean() ? sgd.nesterov(true) : sgd;
      }
      case "Adam" ->
          Optimizers.adam(rate)
              .betas(spec.path("beta1").asDouble(), spec.path("beta2").asDouble())
              .epsilon((float) spec.path("epsilon").asDouble());
      default -> throw unknown(spec);
    };
  }

  private static String type(JsonNode spec) {
    return spec.path("type").asText();
  }

  private static IllegalArgumentException unknown(JsonNode spec) {
    return new IllegalArgumentException("Lamina has nothing for " + spec);
  }
}
