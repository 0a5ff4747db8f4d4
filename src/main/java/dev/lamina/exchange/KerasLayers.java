package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Layers;
import dev.lamina.layer.RecurrentLayer;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Wrappers.Bidirectional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * Makes Lamina's layers of Keras'.
 *
 * @param variables those of a group, in their order
 */
record KerasLayers(Function<String, List<FloatArray>> variables) {
  private static final String ACTIVATION = "activation";
  private static final String PENALTY = "activity_regularizer";
  private static final List<String> RECURRENT = List.of("SimpleRNN", "LSTM", "GRU");

  /**
   * Lamina's layer that computes the same.
   *
   * @param input the shape of one example
   * @throws IllegalArgumentException if there is none; names the option and what there is
   */
  Layer layer(KerasLayer keras, Shape input) {
    checkType(keras);
    boolean recurrent = RECURRENT.contains(keras.className());
    if (keras.config().path(recurrent ? PENALTY : ACTIVATION).isObject()) {
      return parted(keras, input);
    }
    Layer layer =
        switch (keras.className()) {
          case "Sequential", "Functional" -> sequence(keras, input);
          case "Bidirectional" -> bidirectional(keras, input);
          case "TimeDistributed" -> timeDistributed(keras, input);
          case "BatchNormalization", "GroupNormalization", "LayerNormalization" ->
              ofLastAxis(keras, input);
          case "Normalization" -> normalization(keras, input);
          case "Softmax" -> softmax(keras, input);
          case "MultiHeadAttention" -> KerasConversions.attention(keras);
          case "ReLU" -> KerasConversions.relu(keras);
          case "ELU" -> KerasConversions.elu(keras);
          case "Conv1D" -> KerasConversions.conv1D(keras);
          case "Dropout" -> KerasConversions.dropout(keras);
          case "StochasticDepth" -> KerasConversions.stochasticDepth(keras, input);
          case "Rescaling" -> KerasConversions.rescaling(keras);
          case "Dot" -> KerasConversions.dot(keras);
          case "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum" ->
              KerasOperations.merging(keras.className()).orElseThrow();
          case "Identity" -> Layers.activation(ActivationFunction.LINEAR);
          case "RandomTranslation" ->
              KerasConversions.symmetric(keras, "height_factor", "width_factor");
          case "RandomZoom" -> KerasConversions.randomZoom(keras);
          case "RandomRotation" -> KerasConversions.symmetric(keras, "factor");
          default -> KerasOptions.layer(keras, options(keras));
        };
    return layer.trainable(keras.trainable());
  }

  /** Keras writes a policy, or just its name. Weights of float16 are read as float32. */
  private static void checkType(KerasLayer keras) {
    JsonNode type = keras.config().path("dtype");
    String name = type.isTextual() ? type.asText() : type.path("config").path("name").asText();
    if (!List.of("", "float32", "float16", "mixed_float16", "mixed_bfloat16").contains(name)) {
      throw keras.lacks("dtype", "computes in float32 alone");
    }
  }

  /**
   * An activation that is a layer with options of its own is one of Lamina's, behind the layer, and
   * so is the penalty of what comes out there.
   */
  private Layer parted(KerasLayer keras, Shape input) {
    ObjectNode options = options(keras);
    boolean activated =
        !RECURRENT.contains(keras.className()) && options.path(ACTIVATION).isObject();
    if (activated) {
      options.put(ACTIVATION, "linear");
    }
    JsonNode penalty = options.remove(PENALTY);
    List<Layer> layers = new ArrayList<>(List.of(layer(keras.with(options), input)));
    Shape output = layers.get(0).outputShape(input);
    if (activated) {
      layers.add(layer(keras.inner(ACTIVATION, ACTIVATION), output));
    }
    if (penalty instanceof ObjectNode regularizer) {
      regularizer.put("class_name", "ActivityRegularization");
      layers.add(layer(KerasLayer.of(regularizer, ""), output));
    }
    return Layers.sequence(layers.toArray(Layer[]::new)).trainable(keras.trainable());
  }

  static ObjectNode options(KerasLayer keras) {
    if (keras.config() instanceof ObjectNode options) {
      return options.deepCopy();
    }
    throw new IllegalArgumentException("its config is no JSON object; write the file again.");
  }

  private static ObjectNode without(KerasLayer keras, String... names) {
    return options(keras).without(List.of(names));
  }

  private Layer sequence(KerasLayer keras, Shape input) {
    if (!keras.isChain()) {
      throw new IllegalArgumentException(
          "it holds a model that is no list of layers, as it has to be within another layer."
              + KerasLayer.WAY_OUT);
    }
    List<Layer> layers = new ArrayList<>();
    Shape shape = input;
    for (KerasLayer inner : keras.layers()) {
      try {
        Layer layer = layer(inner, shape);
        shape = Shapes.checked(layer.outputShape(shape));
        layers.add(layer);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s: %s".formatted(inner, e.getMessage()), e);
      }
    }
    return Layers.sequence(layers.toArray(Layer[]::new));
  }

  private Layer bidirectional(KerasLayer keras, Shape input) {
    if (keras.trainable() && !(forward(keras).trainable() && backward(keras).trainable())) {
      throw new IllegalArgumentException(
          "only one of its two layers is trainable, but Lamina freezes both or none.");
    }
    RecurrentLayer<?> forward = recurrent(keras, forward(keras), input);
    RecurrentLayer<?> backward = recurrent(keras, backward(keras), input);
    if (!backward.equals(forward.goBackwards(!forward.settings().goBackwards()))) {
      throw keras.lacks(
          "backward_layer",
          "takes a backward layer that is as the forward one, %s".formatted(forward));
    }
    String merge = keras.config().path("merge_mode").asText().toUpperCase(Locale.ROOT);
    return Layers.bidirectional(forward)
        .mergeMode(
            Stream.of(Bidirectional.MergeMode.values())
                .filter(mode -> mode.name().equals(merge))
                .findFirst()
                .orElseThrow(() -> keras.lacks("merge_mode", "merges by concat, sum, ave or mul")));
  }

  private RecurrentLayer<?> recurrent(KerasLayer outer, KerasLayer inner, Shape input) {
    // Of a sequence, Keras' layer and Lamina's give zeros in steps that do not count.
    KerasLayer one = inner.without("zero_output_for_mask");
    if (one.config().path(PENALTY).isObject()) {
      throw outer.lacks("layer", "takes one without %s".formatted(PENALTY));
    }
    if (layer(one, input).trainable(true) instanceof RecurrentLayer<?> recurrent) {
      return recurrent;
    }
    throw outer.lacks("layer", "takes a SimpleRNN, an LSTM or a GRU");
  }

  private static KerasLayer forward(KerasLayer keras) {
    return keras.inner("layer", "forward_layer");
  }

  private static KerasLayer backward(KerasLayer keras) {
    return keras.config().has("backward_layer")
        ? keras.inner("backward_layer", "backward_layer")
        : keras.inner("layer", "backward_layer");
  }

  private Layer timeDistributed(KerasLayer keras, Shape input) {
    if (input.isScalar()) {
      throw new IllegalArgumentException("it takes a sequence, but gets a single number.");
    }
    KerasLayer inner = keras.inner("layer", "layer");
    // Keras calls the layer in a way that adds no penalty of its output.
    ObjectNode options = options(inner).without(PENALTY);
    if (inner.className().equals("ActivityRegularization")) {
      options.put("l1", 0).put("l2", 0);
    }
    return Layers.timeDistributed(layer(inner.with(options), input.tail()));
  }

  private static Layer ofLastAxis(KerasLayer keras, Shape input) {
    checkLastAxis(keras, input);
    return KerasOptions.layer(keras, without(keras, "axis"));
  }

  private static void checkLastAxis(KerasLayer keras, Shape input) {
    int axis = axis(keras);
    if (axis != -1 && axis != input.numDimensions()) {
      throw keras.lacks("axis", "goes along the last axis, -1");
    }
  }

  /** Written as a number or as a list of one. */
  private static int axis(KerasLayer keras) {
    JsonNode axis = keras.config().path("axis");
    JsonNode first = axis.isArray() && axis.size() == 1 ? axis.get(0) : axis;
    if (!first.isInt()) {
      throw keras.lacks("axis", "goes along one axis");
    }
    return first.asInt();
  }

  /** Its numbers stand among its options, or were measured by {@code adapt} and are variables. */
  private Layer normalization(KerasLayer keras, Shape input) {
    JsonNode axis = keras.config().path("axis");
    if (!axis.isNull() && !axis.isEmpty()) {
      checkLastAxis(keras, input);
    }
    ObjectNode options = without(keras, "axis");
    if (options.path("mean").isNull()) {
      List<FloatArray> measured = variables.apply(keras.group());
      if (measured.size() < 2) {
        throw new IllegalArgumentException(
            "it has no mean and no variance; call adapt(data) in Keras and save the model again.");
      }
      addAll(measured.get(0), options.putArray("mean"));
      addAll(measured.get(1), options.putArray("variance"));
    } else {
      addAll(keras.config().path("mean"), options.putArray("mean"));
      addAll(keras.config().path("variance"), options.putArray("variance"));
    }
    return KerasOptions.layer(keras, options);
  }

  private static void addAll(FloatArray array, ArrayNode into) {
    for (float value : array.values()) {
      into.add(value);
    }
  }

  /** Adds a number, or all numbers of a list of lists. */
  private static void addAll(JsonNode numbers, ArrayNode into) {
    if (numbers.isArray()) {
      numbers.forEach(each -> addAll(each, into));
    } else {
      into.add(numbers);
    }
  }

  private static Layer softmax(KerasLayer keras, Shape input) {
    int axis = axis(keras);
    return Layers.softmax(axis < -1 ? axis + input.numDimensions() + 1 : axis);
  }

  /** The weights of a layer in Lamina's order. */
  List<FloatArray> weights(KerasLayer keras) {
    return switch (keras.className()) {
      case "Sequential", "Functional" ->
          keras.layers().stream().flatMap(each -> weights(each).stream()).toList();
      case "Bidirectional" ->
          Stream.of(forward(keras), backward(keras))
              .flatMap(each -> weights(each).stream())
              .toList();
      case "TimeDistributed" -> weights(keras.inner("layer", "layer"));
      case "SimpleRNN", "LSTM", "GRU" -> variables.apply(keras.within("cell"));
      case "MultiHeadAttention" ->
          KerasPart.ATTENTION.stream()
              .flatMap(part -> variables.apply(keras.within(part)).stream())
              .toList();
      case "Normalization" -> List.of();
      default -> variables.apply(keras.group());
    };
  }
}
