package dev.lamina.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.io.Limits;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON as people write and read it. */
public final class Json {
  private static final JsonMapper MAPPER = mapper().build();

  private Json() {}

  /**
   * What reads JSON that others wrote: one value, which names nothing twice in an object and nests
   * no deeper than {@link Limits#NESTING}.
   */
  public static JsonMapper.Builder mapper() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder().maxNestingDepth(Limits.NESTING).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Reads one JSON value.
   *
   * @throws SpecException with line and column if the text is not JSON, holds more than one value
   *     or names something twice in one object
   */
  static JsonNode parse(String text) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SpecException(located(e) + "this is not JSON: " + reason(e) + ".", e);
    }
    if (json.isMissingNode()) {
      throw new SpecException("a JSON object {…} is needed, but the text is empty.");
    }
    return json;
  }

  private static String located(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : "line %s, column %s: ".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** The parser's reason, without where it began to read what it could not read. */
  private static String reason(JsonProcessingException e) {
    String line = e.getOriginalMessage().lines().findFirst().orElse("");
    return line.replaceFirst(" \\([^(]*\\[Source.*", "");
  }

  /** Writes an object, one line for each of its values and each object in a list. */
  static String text(ObjectNode json) {
    return json.properties().stream()
        .map(entry -> "  \"%s\": %s".formatted(entry.getKey(), lines(entry.getValue())))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String lines(JsonNode json) {
    if (!json.isArray() || json.isEmpty() || !json.get(0).isObject()) {
      return line(json);
    }
    return elements(json)
        .map(Json::line)
        .collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
  }

  private static String line(JsonNode json) {
    if (json.isArray()) {
      return elements(json).map(Json::line).collect(Collectors.joining(", ", "[", "]"));
    }
    return json.isObject()
        ? json.properties().stream()
            .map(entry -> "\"%s\": %s".formatted(entry.getKey(), line(entry.getValue())))
            .collect(Collectors.joining(", ", "{", "}"))
        : json.toString();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
