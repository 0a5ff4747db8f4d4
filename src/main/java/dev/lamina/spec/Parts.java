package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Records that are arrays of their components.
 *
 * @param type the record
 * @param codecs of its components
 * @param rows how many arrays the components are parted into
 */
record Parts(Class<?> type, List<Codec> codecs, int rows) implements Codec {

  static Parts of(Specs specs, Class<?> type) {
    List<Codec> codecs =
        Arrays.stream(type.getRecordComponents())
            .map(component -> Codec.of(specs, component.getGenericType()))
            .toList();
    return new Parts(type, codecs, type.getAnnotation(AsArray.class).rows());
  }

  @Override
  public Object read(JsonNode json, Place place) {
    return Records.create(type, read(codecs, rows, json, place).toArray(), place);
  }

  private static List<Object> read(List<Codec> codecs, int rows, JsonNode json, Place place) {
    List<Object> values = new ArrayList<>();
    if (!json.isArray()) {
      codecs.forEach(codec -> values.add(codec.read(json, place)));
      return values;
    }
    int size = rows == 1 ? codecs.size() : rows;
    if (json.size() != size) {
      throw place.needs("a list of " + size, json);
    }
    for (int i = 0; i < size; i++) {
      List<Codec> part = codecs.subList(i * codecs.size() / size, (i + 1) * codecs.size() / size);
      if (rows == 1) {
        values.add(part.get(0).read(json.get(i), place.element(i)));
      } else {
        values.addAll(read(part, 1, json.get(i), place.element(i)));
      }
    }
    return values;
  }

  @Override
  public ArrayNode write(Object value, Place place) {
    List<JsonNode> written = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Object part = Objects.requireNonNull(Records.get((Record) value, components[i]));
      written.add(codecs.get(i).write(part, place.element(i)));
    }
    if (rows == 1) {
      return array(written);
    }
    List<JsonNode> parted = new ArrayList<>();
    int each = written.size() / rows;
    for (int i = 0; i < rows; i++) {
      parted.add(array(written.subList(i * each, (i + 1) * each)));
    }
    return array(parted);
  }

  private static ArrayNode array(List<JsonNode> elements) {
    return JsonNodeFactory.instance.arrayNode().addAll(elements);
  }
}
