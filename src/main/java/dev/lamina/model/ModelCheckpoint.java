package dev.lamina.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.io.FileException;
import dev.lamina.persist.Checkpoint;
import dev.lamina.persist.FloatArray;
import dev.lamina.spec.Specs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * A model's state: what it is, how far it was trained, and all its numbers.
 *
 * @param spec the network and what trains it
 * @param epochs how many epochs it was trained for
 * @param updates how many updates those had
 * @param learningRate of the next update; NaN if it follows a schedule
 * @param values weights and slots, row-major by name
 */
record ModelCheckpoint(
    TrainingSpec spec, int epochs, long updates, float learningRate, Map<String, float[]> values) {

  /**
   * What is written.
   *
   * @param specs know every type in the spec
   * @param shapes of the values
   */
  Checkpoint written(Specs specs, Map<String, Shape> shapes) {
    ObjectNode description = JsonNodeFactory.instance.objectNode();
    description.set("training", json(spec.write(specs)));
    description.put("epochs", epochs).put("updates", updates);
    if (!Float.isNaN(learningRate)) {
      description.put("learningRate", learningRate);
    }
    description.set("provenance", provenance());
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) ->
            arrays.put(name, new FloatArray(shape, values.getOrDefault(name, new float[0]))));
    return new Checkpoint(description, arrays);
  }

  private static ObjectNode provenance() {
    Provenance provenance = Provenance.now("");
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", provenance.time().toString())
        .put("lamina", provenance.lamina())
        .put("tensorflow", provenance.tensorflow())
        .put("java", provenance.java())
        .put("system", provenance.system());
  }

  /**
   * What was written.
   *
   * @param specs know every type in the spec
   */
  static ModelCheckpoint read(Specs specs, Checkpoint checkpoint) {
    JsonNode description = checkpoint.description();
    Map<String, float[]> values = new LinkedHashMap<>();
    checkpoint.values().forEach((name, array) -> values.put(name, array.values()));
    return new ModelCheckpoint(
        TrainingSpec.read(specs, description.path("training").toString()),
        description.path("epochs").asInt(),
        description.path("updates").asLong(),
        (float) description.path("learningRate").asDouble(Double.NaN),
        values);
  }

  /**
   * Checks that the values are those of a model.
   *
   * @param shapes of the model's values
   * @throws FileException if one is missing or has another size
   */
  void check(Map<String, Shape> shapes) {
    List<String> wrong = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          float[] given = values.get(name);
          if (given == null || given.length != shape.size()) {
            wrong.add(name);
          }
        });
    if (!wrong.isEmpty() || values.size() != shapes.size()) {
      throw new FileException(
          "The checkpoint's numbers are not those of its network: it has %s, the network %s; take another checkpoint."
              .formatted(values.keySet(), shapes.keySet()));
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec that was just written is no JSON", e);
    }
  }
}
