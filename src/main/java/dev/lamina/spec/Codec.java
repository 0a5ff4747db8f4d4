package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads and writes what an option holds.
 *
 * @param reader gives the value of JSON at a place, or throws a {@link SpecException}
 * @param writer gives the JSON of a value at a place
 */
record Codec(Reader reader, Writer writer) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Codec INT =
      scalar(
          "a whole number",
          Codec::isWhole,
          "from -2147483648 to 2147483647",
          JsonNode::canConvertToInt,
          JsonNode::intValue,
          value -> JSON.numberNode((int) value));
  private static final Codec LONG =
      scalar(
          "a whole number",
          Codec::isWhole,
          "of at most 64 bits",
          JsonNode::canConvertToLong,
          JsonNode::longValue,
          value -> JSON.numberNode((long) value));
  // By way of the decimal digits: rounding to a double first may end at another float.
  private static final Codec FLOAT =
      scalar(
          "a number",
          JsonNode::isNumber,
          "that a float can hold",
          json -> Float.isFinite(json.floatValue()),
          json -> json.decimalValue().floatValue(),
          value -> JSON.numberNode((float) value));
  private static final Codec DOUBLE =
      scalar(
          "a number",
          JsonNode::isNumber,
          "that a double can hold",
          json -> Double.isFinite(json.doubleValue()),
          JsonNode::doubleValue,
          value -> JSON.numberNode((double) value));
  private static final Codec BOOLEAN =
      scalar(
          "true or false",
          JsonNode::isBoolean,
          "",
          json -> true,
          JsonNode::booleanValue,
          value -> JSON.booleanNode((boolean) value));
  private static final Codec TEXT =
      scalar(
          "a text",
          JsonNode::isTextual,
          "",
          json -> true,
          JsonNode::textValue,
          value -> JSON.textNode((String) value));

  private static final Map<Class<?>, Codec> SCALARS =
      Map.of(
          int.class, INT,
          Integer.class, INT,
          long.class, LONG,
          Long.class, LONG,
          float.class, FLOAT,
          Float.class, FLOAT,
          double.class, DOUBLE,
          boolean.class, BOOLEAN,
          String.class, TEXT);

  /** Reads a value. */
  @FunctionalInterface
  interface Reader {
    Object read(JsonNode json, Place place);
  }

  /** Writes a value. */
  @FunctionalInterface
  interface Writer {
    JsonNode write(Object value, Place place);
  }

  Object read(JsonNode json, Place place) {
    return reader.read(json, place);
  }

  JsonNode write(Object value, Place place) {
    return writer.write(value, place);
  }

  /**
   * What reads and writes options of a Java type.
   *
   * @param specs know the kinds of things that options may hold
   * @throws IllegalArgumentException if specs cannot hold such values
   */
  static Codec of(Specs specs, Type type) {
    Codec scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(of(specs, generic.getActualTypeArguments()[0]))
          : of(specs, generic.getRawType());
    }
    if (type == float[].class) {
      return floats();
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("Specs cannot hold " + type + ".");
    }
    if (plain.isEnum()) {
      return constants(plain);
    }
    return plain.isAnnotationPresent(AsArray.class) ? components(specs, plain) : specs.codec(plain);
  }

  /**
   * A single number, text or truth value.
   *
   * @param needed what is needed, in words
   * @param fits whether the JSON is that
   * @param range what is needed of those that fit, in words
   * @param inRange whether JSON that fits is in range
   */
  private static Codec scalar(
      String needed,
      Predicate<JsonNode> fits,
      String range,
      Predicate<JsonNode> inRange,
      Function<JsonNode, Object> reader,
      Function<Object, JsonNode> writer) {
    return new Codec(
        (json, place) -> {
          if (!fits.test(json)) {
            throw place.needs(needed, json);
          }
          return reader.apply(checked(json, needed + " " + range, inRange, place));
        },
        (value, place) -> checked(writer.apply(value), needed + " " + range, inRange, place));
  }

  private static boolean isWhole(JsonNode json) {
    return json.isNumber() && json.canConvertToExactIntegral();
  }

  private static JsonNode checked(
      JsonNode json, String needed, Predicate<JsonNode> inRange, Place place) {
    if (!inRange.test(json)) {
      throw place.needs(needed, json);
    }
    return json;
  }

  /** The constants of an enum, by their names in specs. */
  private static Codec constants(Class<?> type) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(Names.of((Enum<?>) constant), constant);
    }
    return new Codec(
        (json, place) -> constant(json, byName, place),
        (value, place) -> JSON.textNode(Names.of((Enum<?>) value)));
  }

  private static Object constant(JsonNode json, Map<String, Object> byName, Place place) {
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

  /** Lists. A number or text alone is read as a list of one. */
  private static Codec list(Codec element) {
    return new Codec(
        (json, place) -> elements(json, element, place),
        (value, place) -> {
          ArrayNode array = JSON.arrayNode();
          for (Object each : (List<?>) value) {
            array.add(element.write(each, place.element(array.size())));
          }
          return array;
        });
  }

  private static List<Object> elements(JsonNode json, Codec element, Place place) {
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

  /** Arrays of floats, written as lists are. */
  private static Codec floats() {
    return new Codec(
        (json, place) -> {
          List<Object> list = elements(json, FLOAT, place);
          float[] values = new float[list.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) list.get(i);
          }
          return values;
        },
        (value, place) -> {
          List<Object> list = new ArrayList<>();
          for (float each : (float[]) value) {
            list.add(each);
          }
          return list(FLOAT).write(list, place);
        });
  }

  /** Records that are arrays of their components. */
  private static Codec components(Specs specs, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    int rows = type.getAnnotation(AsArray.class).rows();
    List<Codec> codecs =
        Arrays.stream(components).map(component -> of(specs, component.getGenericType())).toList();
    return new Codec(
        (json, place) ->
            Options.create(type, components(codecs, rows, json, place).toArray(), place),
        (value, place) -> {
          List<JsonNode> written = new ArrayList<>();
          for (int i = 0; i < components.length; i++) {
            Object part = Objects.requireNonNull(Options.get((Record) value, components[i]));
            written.add(codecs.get(i).write(part, place.element(i)));
          }
          return array(written, rows);
        });
  }

  private static List<Object> components(List<Codec> codecs, int rows, JsonNode json, Place place) {
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
        values.addAll(components(part, 1, json.get(i), place.element(i)));
      }
    }
    return values;
  }

  private static ArrayNode array(List<JsonNode> elements, int rows) {
    ArrayNode array = JSON.arrayNode();
    if (rows == 1) {
      return array.addAll(elements);
    }
    int each = elements.size() / rows;
    for (int i = 0; i < rows; i++) {
      array.add(array(elements.subList(i * each, (i + 1) * each), 1));
    }
    return array;
  }
}
