package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Layers;
import dev.lamina.layer.Margins;
import dev.lamina.layer.Padding;
import dev.lamina.layer.Size;
import dev.lamina.layer.Windowed;
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
      case "LeakyReLU" -> Layers.leakyReLU().negativeSlope(number(spec, "negativeSlope"));
      case "PReLU" -> Layers.pReLU();
      case "Conv1D" ->
          Layers.conv1D(spec.path("filters").asInt(), spec.path("kernelSize").asInt())
              .strides(spec.path("strides").asInt())
              .padding(padding(spec));
      case "Conv2D" ->
          windowed(Layers.conv2D(spec.path("filters").asInt(), size(spec, "kernelSize")), spec)
              .activation(activation(spec))
              .useBias(spec.path("useBias").asBoolean(true));
      case "DepthwiseConv2D" ->
          windowed(Layers.depthwiseConv2D(size(spec, "kernelSize")), spec)
              .depthMultiplier(spec.path("depthMultiplier").asInt());
      case "SeparableConv2D" ->
          Layers.separableConv2D(spec.path("filters").asInt(), size(spec, "kernelSize"))
              .padding(padding(spec));
      case "Conv2DTranspose" ->
          windowed(
              Layers.conv2DTranspose(spec.path("filters").asInt(), size(spec, "kernelSize")), spec);
      case "MaxPooling1D" ->
          Layers.maxPooling1D(spec.path("poolSize").asInt())
              .strides(spec.path("strides").asInt())
              .padding(padding(spec));
      case "AveragePooling1D" ->
          Layers.averagePooling1D(spec.path("poolSize").asInt())
              .strides(spec.path("strides").asInt())
              .padding(padding(spec));
      case "MaxPooling2D" -> windowed(Layers.maxPooling2D(size(spec, "poolSize")), spec);
      case "AveragePooling2D" -> windowed(Layers.averagePooling2D(size(spec, "poolSize")), spec);
      case "GlobalAveragePooling2D" -> Layers.globalAveragePooling2D();
      case "GlobalMaxPooling2D" -> Layers.globalMaxPooling2D();
      case "ZeroPadding2D" -> Layers.zeroPadding2D(margins(spec.path("padding")));
      case "Cropping2D" -> Layers.cropping2D(margins(spec.path("cropping")));
      case "UpSampling2D" -> Layers.upSampling2D(size(spec, "size"));
      case "Reshape" -> Layers.reshape(ints(spec.path("targetShape")));
      case "Permute" -> Layers.permute(ints(spec.path("dims")));
      case "RepeatVector" -> Layers.repeatVector(spec.path("n").asInt());
      case "Rescaling" -> Layers.rescaling(number(spec, "scale")).offset(number(spec, "offset"));
      default -> throw unknown(spec);
    };
  }

  private static <L extends Windowed<L>> L windowed(L layer, JsonNode spec) {
    return layer.strides(size(spec, "strides")).padding(padding(spec));
  }

  private static Padding padding(JsonNode spec) {
    return Padding.valueOf(spec.path("padding").asText().toUpperCase(Locale.ROOT));
  }

  private static Size size(JsonNode spec, String option) {
    int[] sides = ints(spec.path(option));
    return Size.of(sides[0], sides[1]);
  }

  private static Margins margins(JsonNode json) {
    int[] vertical = ints(json.path(0));
    int[] horizontal = ints(json.path(1));
    return new Margins(vertical[0], vertical[1], horizontal[0], horizontal[1]);
  }

  private static int[] ints(JsonNode json) {
    int[] values = new int[json.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = json.get(i).asInt();
    }
    return values;
  }

  private static float number(JsonNode spec, String option) {
    return (float) spec.path(option).asDouble();
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
