package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Layers;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.metric.Metrics;
import dev.lamina.train.optimizer.Extras;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.optimizer.Optimizers;
import dev.lamina.train.schedule.Schedule;
import dev.lamina.train.schedule.Schedules;
import java.util.ArrayList;
import java.util.List;
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

  static Schedule schedule(JsonNode spec) {
    float initial = number(spec, "initialLearningRate", 0);
    int steps = spec.path("decaySteps").asInt();
    float decayRate = number(spec, "decayRate", 0);
    boolean staircase = spec.path("staircase").asBoolean();
    return switch (type(spec)) {
      case "ExponentialDecay" ->
          Schedules.exponentialDecay(initial, steps, decayRate).staircase(staircase);
      case "InverseTimeDecay" ->
          Schedules.inverseTimeDecay(initial, steps, decayRate).staircase(staircase);
      case "PiecewiseConstantDecay" -> {
        List<Integer> boundaries = new ArrayList<>();
        spec.path("boundaries").forEach(each -> boundaries.add(each.asInt()));
        List<Float> values = new ArrayList<>();
        spec.path("values").forEach(each -> values.add((float) each.asDouble()));
        yield Schedules.piecewiseConstantDecay(boundaries, values);
      }
      case "PolynomialDecay" ->
          Schedules.polynomialDecay(initial, steps)
              .endLearningRate(number(spec, "endLearningRate", 0.0001))
              .power(number(spec, "power", 1))
              .cycle(spec.path("cycle").asBoolean());
      case "CosineDecay" ->
          Schedules.cosineDecay(initial, steps)
              .alpha(number(spec, "alpha", 0))
              .warmup(number(spec, "warmupTarget", 0), spec.path("warmupSteps").asInt());
      case "CosineDecayRestarts" ->
          Schedules.cosineDecayRestarts(initial, spec.path("firstDecaySteps").asInt())
              .tMul(number(spec, "tMul", 2))
              .mMul(number(spec, "mMul", 1))
              .alpha(number(spec, "alpha", 0));
      default -> throw unknown(spec);
    };
  }

  static Optimizer optimizer(JsonNode spec) {
    return rule(spec)
        .with(
            new Extras(
                number(spec, "clipNorm", 0),
                number(spec, "clipValue", 0),
                number(spec, "globalClipNorm", 0),
                spec.path("gradientAccumulationSteps").asInt(1),
                spec.path("emaMomentum").asDouble(0)));
  }

  private static Optimizer rule(JsonNode spec) {
    float rate = number(spec, "learningRate", 0);
    double beta1 = spec.path("beta1").asDouble(0.9);
    double beta2 = spec.path("beta2").asDouble(0.999);
    float epsilon = number(spec, "epsilon", 1e-7);
    float momentum = number(spec, "momentum", 0);
    boolean amsgrad = spec.path("amsgrad").asBoolean();
    return switch (type(spec)) {
      case "SGD" ->
          Optimizers.sgd(rate).momentum(momentum).nesterov(spec.path("nesterov").asBoolean());
      case "Adam" -> Optimizers.adam(rate).betas(beta1, beta2).epsilon(epsilon).amsgrad(amsgrad);
      case "AdamW" ->
          Optimizers.adamW(rate)
              .weightDecay(number(spec, "weightDecay", 0.004))
              .betas(beta1, beta2)
              .epsilon(epsilon)
              .amsgrad(amsgrad);
      case "Adamax" -> Optimizers.adamax(rate).betas(beta1, beta2).epsilon(epsilon);
      case "Nadam" -> Optimizers.nadam(rate).betas(beta1, beta2).epsilon(epsilon);
      case "RMSprop" ->
          Optimizers.rmsprop(rate)
              .rho(spec.path("rho").asDouble(0.9))
              .momentum(momentum)
              .epsilon(epsilon)
              .centered(spec.path("centered").asBoolean());
      case "Adagrad" ->
          Optimizers.adagrad(rate)
              .initialAccumulatorValue(number(spec, "initialAccumulatorValue", 0.1))
              .epsilon(epsilon);
      case "Adadelta" ->
          Optimizers.adadelta(rate).rho(spec.path("rho").asDouble(0.95)).epsilon(epsilon);
      case "Ftrl" ->
          Optimizers.ftrl(rate)
              .learningRatePower(number(spec, "learningRatePower", -0.5))
              .initialAccumulatorValue(number(spec, "initialAccumulatorValue", 0.1))
              .l1RegularizationStrength(number(spec, "l1RegularizationStrength", 0))
              .l2RegularizationStrength(number(spec, "l2RegularizationStrength", 0))
              .l2ShrinkageRegularizationStrength(
                  number(spec, "l2ShrinkageRegularizationStrength", 0))
              .beta(number(spec, "beta", 0));
      case "Lion" ->
          Optimizers.lion(rate)
              .betas(beta1, spec.path("beta2").asDouble(0.99))
              .weightDecay(number(spec, "weightDecay", 0));
      default -> throw unknown(spec);
    };
  }

  private static float number(JsonNode spec, String option, double otherwise) {
    return (float) spec.path(option).asDouble(otherwise);
  }

  private static String type(JsonNode spec) {
    return spec.path("type").asText();
  }

  private static IllegalArgumentException unknown(JsonNode spec) {
    return new IllegalArgumentException("Lamina has nothing for " + spec);
  }
}
