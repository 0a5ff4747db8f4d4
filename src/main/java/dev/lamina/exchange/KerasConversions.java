package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Layers;
import dev.lamina.layer.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** Layers whose options say in Keras otherwise what they say in Lamina. */
final class KerasConversions {
  private KerasConversions() {}

  static Layer relu(KerasLayer keras) {
    double slope = keras.config().path("negative_slope").asDouble();
    JsonNode most = keras.config().path("max_value");
    if (keras.config().path("threshold").asDouble() != 0) {
      throw keras.lacks("threshold", "has it as 0 alone");
    }
    if (most.isNumber() && (most.asDouble() != 6 || slope != 0)) {
      throw keras.lacks("max_value", "has it as 6 alone, with a negative_slope of 0");
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

  /** With numbers for each feature it is a normalization. */
  static Layer rescaling(KerasLayer keras) {
    JsonNode scale = keras.config().path("scale");
    if (!scale.isArray()) {
      return KerasOptions.layer(keras, KerasLayers.options(keras));
    }
    JsonNode offset = keras.config().path("offset");
    List<Float> means = new ArrayList<>();
    List<Float> variances = new ArrayList<>();
    for (int i = 0; i < scale.size(); i++) {
      double shift = offset.isArray() ? offset.path(i).asDouble() : offset.asDouble();
      double factor = scale.get(i).asDouble();
      means.add((float) (-shift / factor));
      variances.add((float) (1 / (factor * factor)));
    }
    return Layers.normalization(new Moments(means, variances));
  }

  static Layer dot(KerasLayer keras) {
    ObjectNode options = KerasLayers.options(keras);
    JsonNode axes = options.path("axes");
    return axes.isArray()
        ? KerasOptions.layer(keras, options)
        : KerasOptions.layer(keras, options.set("axes", options.arrayNode().add(axes)));
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
}
