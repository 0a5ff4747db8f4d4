package dev.lamina.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** SavedModels that Keras and TensorFlow in Python wrote, and what they answered there. */
final class ForeignModels {
  private static final Path FOLDER = Path.of("src/test/resources/savedmodels");

  private ForeignModels() {}

  /**
   * A call in Python.
   *
   * @param model the folder of the SavedModel
   * @param signature what was called
   * @param inputs by name
   * @param outputs by name
   */
  record Call(
      Path model, String signature, Map<String, Values> inputs, Map<String, Values> outputs) {

    @Override
    public String toString() {
      return model.getFileName() + "." + signature + inputs;
    }
  }

  static Path folder(String model) {
    return FOLDER.resolve(model);
  }

  static List<Call> calls() throws IOException {
    JsonNode file = new ObjectMapper().readTree(FOLDER.resolve("expected.json").toFile());
    List<Call> calls = new ArrayList<>();
    for (JsonNode call : file.get("calls")) {
      calls.add(
          new Call(
              folder(call.get("model").asText()),
              call.get("signature").asText(),
              values(call.get("inputs")),
              values(call.get("outputs"))));
    }
    return calls;
  }

  private static Map<String, Values> values(JsonNode byName) {
    Map<String, Values> values = new LinkedHashMap<>();
    byName.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
    return values;
  }

  private static Values value(JsonNode tensor) {
    List<JsonNode> numbers = elements(tensor.get("values"));
    long[] sizes = elements(tensor.get("shape")).stream().mapToLong(JsonNode::asLong).toArray();
    return Values.of(flat(ValueType.named(tensor.get("type").asText()).orElseThrow(), numbers))
        .reshape(sizes);
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Object flat(ValueType type, List<JsonNode> values) {
    return switch (type) {
      case FLOAT32 -> {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = values.get(i).floatValue();
        }
        yield floats;
      }
      case UINT8 -> {
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) values.get(i).asInt();
        }
        yield bytes;
      }
      case BOOL -> {
        boolean[] booleans = new boolean[values.size()];
        for (int i = 0; i < booleans.length; i++) {
          booleans[i] = values.get(i).asBoolean();
        }
        yield booleans;
      }
      case FLOAT64 -> values.stream().mapToDouble(JsonNode::asDouble).toArray();
      case INT32 -> values.stream().mapToInt(JsonNode::asInt).toArray();
      case INT64 -> values.stream().mapToLong(JsonNode::asLong).toArray();
      case STRING -> values.stream().map(JsonNode::asText).toArray(String[]::new);
    };
  }
}
