package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The constants of an enum.
 *
 * @param byName in order
 */
record Constants(Map<String, Object> byName) implements Codec {

  static Constants of(Class<?> type) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(Names.of((Enum<?>) constant), constant);
    }
    return new Constants(byName);
  }

  @Override
  public Object read(JsonNode json, Place place) {
    String all = String.join(", ", byName.keySet());
    if (!json.isTextual()) {
      throw place.needs("one of " + all, json);
    }
    Object constant = byName.get(json.textValue());
    if (constant == null) {
      throw place.wrong(
          "there is no \"%s\"; did you mean \"%s\"? There are %s."
              .formatted(json.textValue(), Nearest.of(json.textValue(), byName.keySet()), all));
    }
    return constant;
  }

  @Override
  public JsonNode write(Object value, Place place) {
    return TextNode.valueOf(Names.of((Enum<?>) value));
  }
}
