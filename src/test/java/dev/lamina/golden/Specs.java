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
    float smoothing = (float) spec.path("labelSmoothing").asDouble();
    return switch (type(spec)) {
      case "MeanSquaredError" -> Losses.meanSquaredError();
      case "MeanAbsoluteError" -> Losses.meanAbsoluteError();
      case "MeanAbsolutePercentageError" -> Losses.meanAbsolutePercentageError();
      case "MeanSquaredLogarithmicError" -> Losses.meanSquaredLogarithmicError();
      case "Huber" -> Losses.huber().delta((float) spec.path("delta").asDouble());
      case "LogCosh" -> Losses.logCosh();
      case "BinaryCrossentropy" ->
          Losses.binaryCrossentropy().fromLogits(fromLogits).labelSmoothing(smoothing);
      case "BinaryFocalCrossentropy" ->
          Losses.binaryFocalCrossentropy().gamma((float) spec.path("gamma").asDouble());
      case "CategoricalCrossentropy" ->
          Losses.categoricalCrossentropy().fromLogits(fromLogits).labelSmoothing(smoothing);
      case "SparseCategoricalCrossentropy" ->
          Losses.sparseCategoricalCrossentropy().fromLogits(fromLogits);
      case "KLDivergence" -> Losses.klDivergence();
      case "Poisson" -> Losses.poisson();
      case "Hinge" -> Losses.hinge();
      case "SquaredHinge" -> Losses.squaredHinge();
      case "CategoricalHinge" -> Losses.categoricalHinge();
      case "CosineSimilarity" -> Losses.cosineSimilarity();
      default -> throw unknown(spec);
    };
  }

  static Metric metric(JsonNode spec) {
    float threshold = (float) spec.path("threshold").asDouble();
    int k = spec.path("k").asInt();
    return switch (type(spec)) {
      case "BinaryAccuracy" -> Metrics.binaryAccuracy(threshold);
      case "CategoricalAccuracy" -> Metrics.categoricalAccuracy();
      case "SparseCategoricalAccuracy" -> Metrics.sparseCategoricalAccuracy();
      case "TopKCategoricalAccuracy" -> Metrics.topKCategoricalAccuracy(k);
      case "SparseTopKCategoricalAccuracy" -> Metrics.sparseTopKCategoricalAccuracy(k);
      case "Precision" -> Metrics.precision().threshold(threshold);
      case "Recall" -> Metrics.recall().threshold(threshold);
      case "F1Score" -> Metrics.f1Score().threshold(threshold);
      case "AUC" -> Metrics.auc().numThresholds(spec.path("numThresholds").asInt());
      case "MeanSquaredError" -> Metrics.meanSquaredError();
      case "RootMeanSquaredError" -> Metrics.rootMeanSquaredError();
      case "MeanAbsoluteError" -> Metrics.meanAbsoluteError();
      case "R2Score" -> Metrics.r2Score();
      default -> throw unknown(spec);
    };
  }

  static Optimizer optimizer(JsonNode spec) {
    float rate = (float) spec.path("learningRate").asDouble();
    return switch (type(spec)) {
      case "SGD" -> {
        Sgd sgd = Optimizers.sgd(rate).momentum((float) spec.path("momentum").asDouble());
        yield spec.path("nesterov").asBoolean() ? sgd.withNesterov() : sgd;
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
