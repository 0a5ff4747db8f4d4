package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Lists. A number or text alone is read as a list of one. */
record Elements(Codec element) implements Codec {

  @Override
  public List<Object> read(JsonNode json, Place place) {
    if (json.isNumber() || json.isTextual()) {
      return List.of(element.read(json, place));
    }
    if (!json.isArray()) {
      throw place.needs("a list", json);
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode each : json) {
      values.add(element.read(each, place.element(values.size())));
    }
    return List.copyOf(values);
  }

  @Override
  public ArrayNode write(Object value, Place place) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Object each : (List<?>) value) {
      array.add(element.write(each, place.element(array.size())));
    }
    return array;
  }
}
