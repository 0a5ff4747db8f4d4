package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.layer.Activations;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Layers;
import dev.lamina.layer.SequenceConvolutions.Conv1D;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** Layers whose options say in Keras otherwise what they say in Lamina. */
final class KerasConversions {
  private KerasConversions() {}

  static Layer relu(KerasLayer keras) {
    double slope = keras.config().path("negative_slope").asDouble();
    JsonNode most = keras.config().path("max_value");
    double threshold = keras.config().path("threshold").asDouble();
    if (threshold != 0 || (most.isNumber() && (most.asDouble() != 6 || slope != 0))) {
      return new Activations.ClippedReLU(
          (float) most.asDouble(Float.MAX_VALUE), (float) slope, (float) threshold);
    }
    if (slope != 0) {
      return Layers.leakyReLU().negativeSlope((float) slope);
    }
    return most.isNumber() ? Layers.relu6() : Layers.relu();
  }

  static Layer elu(KerasLayer keras) {
    if (keras.config().path("alpha").asDouble(1) != 1) {
      throw keras.lacks("alpha", "has it as 1 alone");
    }
    return Layers.elu();
  }

  /** The first size of a noise shape is that of the batch. */
  static Layer dropout(KerasLayer keras) {
    ObjectNode options = KerasLayers.options(keras);
    JsonNode sizes = options.path("noise_shape");
    if (sizes.isArray()) {
      if (!sizes.path(0).isNull()) {
        throw keras.lacks(
            "noise_shape", "draws for each example of a batch, as null at its beginning says");
      }
      ArrayNode ofExample = options.putArray("noise_shape");
      for (int axis = 1; axis < sizes.size(); axis++) {
        ofExample.add(sizes.get(axis).asInt(-1));
      }
    }
    return KerasOptions.layer(keras, options);
  }

  static Layer stochasticDepth(KerasLayer keras, Shape input) {
    int[] ones = new int[input.numDimensions()];
    Arrays.fill(ones, 1);
    return Layers.dropout((float) keras.config().path("drop_path_rate").asDouble())
        .noiseShape(ones);
  }

  /** What is causal sees as many zeros before the sequence as its kernel spans. */
  static Layer conv1D(KerasLayer keras) {
    ObjectNode options = KerasLayers.options(keras);
    if (!options.path("padding").asText().equals("causal")) {
      return KerasOptions.layer(keras, options);
    }
    Conv1D valid = (Conv1D) KerasOptions.layer(keras, options.put("padding", "valid"));
    return Layers.sequence(Layers.zeroPadding1D(valid.window().span() - 1, 0), valid);
  }

  /** A number stands for as much to both sides; no factor of the width for that of the height. */
  static Layer randomZoom(KerasLayer keras) {
    ObjectNode options = KerasLayers.options(keras);
    options.put("same_factor", options.path("width_factor").isNull());
    for (String factor : List.of("height_factor", "width_factor")) {
      JsonNode range = options.path(factor);
      if (range.isNumber()) {
        options.putArray(factor).add(-range.asDouble()).add(range.asDouble());
      }
    }
    return KerasOptions.layer(keras, options);
  }

  /** With numbers for each feature it is a layer of its own. */
  static Layer rescaling(KerasLayer keras) {
    boolean ofFeatures =
        keras.config().path("scale").isArray() || keras.config().path("offset").isArray();
    return KerasOptions.layer(
        keras, KerasLayers.options(keras), ofFeatures ? "FeatureRescaling" : "Rescaling");
  }

  static Layer dot(KerasLayer keras) {
    ObjectNode options = KerasLayers.options(keras);
    JsonNode axes = options.path("axes");
    return axes.isArray()
        ? KerasOptions.layer(keras, options)
        : KerasOptions.layer(keras, options.set("axes", options.arrayNode().add(axes)));
  }

  /** Keras says of each call whether it is causal, and what axes have the steps. */
  static Layer attention(KerasLayer keras) {
    ObjectNode options = KerasLayers.options(keras);
    JsonNode axes = options.remove("attention_axes");
    if (axes != null && !axes.isNull() && !axes.equals(options.arrayNode().add(1))) {
      throw keras.lacks("attention_axes", "attends along the steps of a sequence, [1]");
    }
    JsonNode output = options.path("output_shape");
    if (output.size() > 1) {
      throw keras.lacks("output_shape", "gives a vector for each step, of one size");
    }
    options.set("output_dim", options.remove("output_shape"));
    List<Boolean> causal = keras.calls().stream().map(KerasCall::causal).distinct().toList();
    if (causal.size() > 1) {
      throw new IllegalArgumentException(
          "it is called both with use_causal_mask=True and without, but Lamina's layer is causal or not."
              + KerasLayer.WAY_OUT);
    }
    return KerasOptions.layer(keras, options.put("causal", causal.contains(true)));
  }

  /** Keras takes a range, or the end of one that is as long to both sides. */
  static Layer symmetric(KerasLayer keras, String... factors) {
    ObjectNode options = KerasLayers.options(keras);
    for (String factor : factors) {
      JsonNode range = options.path(factor);
      if (range.isArray()) {
        if (range.path(0).asDouble() != -range.path(1).asDouble()) {
          throw keras.lacks(factor, "takes a range that is as long to both sides");
        }
        options.set(factor, range.path(1));
      }
    }
    return KerasOptions.layer(keras, options);
  }

  /** Whether it does in training something else than otherwise. */
  static boolean ofTraining(KerasLayer keras) {
    return keras
            .className()
            .matches(
                "BatchNormalization|GaussianNoise|StochasticDepth|TimeDistributed|Random.*|.*Dropout.*")
        || dropsOut(keras.config())
        || dropsOut(keras.config().path("layer").path("config"));
  }

  /** Whether it is the config of a recurrent layer that drops out. */
  private static boolean dropsOut(JsonNode config) {
    return config.path("dropout").asDouble() > 0 || config.path("recurrent_dropout").asDouble() > 0;
  }
}
