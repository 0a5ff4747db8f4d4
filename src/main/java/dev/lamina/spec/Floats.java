package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Arrays of floats, written as lists are. */
record Floats(Elements elements) implements Codec {

  @Override
  public float[] read(JsonNode json, Place place) {
    List<Object> list = elements.read(json, place);
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i);
    }
    return values;
  }

  @Override
  public JsonNode write(Object value, Place place) {
    List<Object> list = new ArrayList<>();
    for (float each : (float[]) value) {
      list.add(each);
    }
    return elements.write(list, place);
  }
}
