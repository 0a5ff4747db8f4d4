package dev.lamina.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.lamina.io.FileException;
import dev.lamina.spec.Json;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Records as JSON in checkpoints, to the bit. Of the losses of a history, JSON has how many there
 * are; the losses themselves, of all fits one after the other, are numbers of the checkpoint.
 */
final class CheckpointJson {
  private static final ObjectMapper JSON =
      Json.mapper()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(new SimpleModule().addSerializer(Float.class, new Floats(Float.class)))
          .addMixIn(History.class, CountedLosses.class)
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
    return read(node, type, what, JSON.reader());
  }

  private static <T> T read(JsonNode node, Class<T> type, String what, ObjectReader reader) {
    if (node.isMissingNode()) {
      throw new FileException("The checkpoint has no %s; take another checkpoint.".formatted(what));
    }
    try {
      return reader.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new FileException(
          "The checkpoint's %s cannot be read (%s); take another checkpoint."
              .formatted(what, e.getOriginalMessage()),
          e);
    }
  }

  /**
   * Histories of JSON.
   *
   * @param losses of all of them, one after the other
   * @throws FileException if it has none, or there are too few losses
   */
  static List<History> readHistories(JsonNode node, float[] losses) {
    long count = 0;
    for (JsonNode history : node) {
      JsonNode updates = history.path("updates");
      boolean counts = updates.canConvertToInt() && updates.asInt() >= 0;
      count += counts ? updates.asInt() : Integer.MAX_VALUE + 1L;
    }
    if (count > losses.length) {
      throw new FileException(
          "The checkpoint's history has more updates than losses; take another checkpoint.");
    }
    return List.of(
        read(
            node,
            History[].class,
            "history",
            JSON.reader().withAttribute(LossesReader.ALL, FloatBuffer.wrap(losses))));
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

  /** What a history is as JSON beside its components' names and values. */
  private abstract static class CountedLosses {
    @JsonProperty("updates")
    @JsonSerialize(using = LossesWriter.class)
    @JsonDeserialize(using = LossesReader.class)
    abstract float[] losses();
  }

  /** How many there are. */
  private static final class LossesWriter extends StdSerializer<float[]> {
    private static final long serialVersionUID = 1L;

    LossesWriter() {
      super(float[].class);
    }

    @Override
    public void serialize(float[] losses, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(losses.length);
    }
  }

  /** So many of those that are left. */
  private static final class LossesReader extends StdDeserializer<float[]> {
    private static final long serialVersionUID = 1L;

    /** The attribute that has the losses of all histories. */
    static final String ALL = "losses";

    LossesReader() {
      super(float[].class);
    }

    @Override
    public float[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
      float[] losses = new float[in.getIntValue()];
      ((FloatBuffer) context.getAttribute(ALL)).get(losses);
      return losses;
    }
  }
}
