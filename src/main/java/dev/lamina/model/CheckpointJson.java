package dev.lamina.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.lamina.io.FileException;
import java.io.IOException;

/** Records as JSON in checkpoints, to the bit. */
final class CheckpointJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(new SimpleModule().addSerializer(Float.class, new Floats(Float.class)))
          .addModule(new SimpleModule("float").addSerializer(float.class, new Floats(float.class)))
          .build();

  private CheckpointJson() {}

  /** The JSON of a record, or of an array of records. */
  static JsonNode write(Object value) {
    return JSON.valueToTree(value);
  }

  /**
   * The record of JSON.
   *
   * @param what it is, for the message
   * @throws FileException if it is none
   */
  static <T> T read(JsonNode node, Class<T> type, String what) {
    if (node.isMissingNode()) {
      throw new FileException("The checkpoint has no %s; take another checkpoint.".formatted(what));
    }
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new FileException(
          "The checkpoint's %s cannot be read (%s); take another checkpoint."
              .formatted(what, e.getOriginalMessage()),
          e);
    }
  }

  /** What a text of JSON says. */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written is no JSON", e);
    }
  }

  /** As the double of the same value: shortened digits would have to be read back as a float. */
  private static final class Floats extends StdSerializer<Float> {
    private static final long serialVersionUID = 1L;

    Floats(Class<Float> type) {
      super(type);
    }

    @Override
    public void serialize(Float value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber((double) value);
    }
  }
}
