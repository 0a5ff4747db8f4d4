package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Single numbers, texts and truth values.
 *
 * @param needed what is needed, in words
 * @param fits whether the JSON is that
 * @param range what is needed of those that fit, in words
 * @param inRange whether JSON that fits is in range
 * @param reader gives the value
 * @param writer gives the JSON
 */
record Scalar(
    String needed,
    Predicate<JsonNode> fits,
    String range,
    Predicate<JsonNode> inRange,
    Function<JsonNode, Object> reader,
    Function<Object, JsonNode> writer)
    implements Codec {
  private static final Scalar INT =
      whole(
          "from -2147483648 to 2147483647",
          JsonNode::canConvertToInt,
          JsonNode::intValue,
          value -> IntNode.valueOf((int) value));
  private static final Scalar LONG =
      whole(
          "of at most 64 bits",
          JsonNode::canConvertToLong,
          JsonNode::longValue,
          value -> LongNode.valueOf((long) value));
  // By way of the decimal digits: rounding to a double first may end at another float.
  private static final Scalar FLOAT =
      number(
          "that a float can hold",
          json -> Float.isFinite(json.floatValue()),
          json -> json.decimalValue().floatValue(),
          value -> FloatNode.valueOf((float) value));
  private static final Scalar DOUBLE =
      number(
          "that a double can hold",
          json -> Double.isFinite(json.doubleValue()),
          JsonNode::doubleValue,
          value -> DoubleNode.valueOf((double) value));
  private static final Scalar BOOLEAN =
      any(
          "true or false",
          JsonNode::isBoolean,
          JsonNode::booleanValue,
          value -> BooleanNode.valueOf((boolean) value));
  private static final Scalar TEXT =
      any(
          "a text",
          JsonNode::isTextual,
          JsonNode::textValue,
          value -> TextNode.valueOf((String) value));

  /** By the class of what is read. */
  static final Map<Class<?>, Scalar> BY_CLASS =
      Map.of(
          int.class, INT,
          Integer.class, INT,
          long.class, LONG,
          float.class, FLOAT,
          Float.class, FLOAT,
          double.class, DOUBLE,
          boolean.class, BOOLEAN,
          String.class, TEXT);

  private static Scalar whole(
      String range,
      Predicate<JsonNode> inRange,
      Function<JsonNode, Object> reader,
      Function<Object, JsonNode> writer) {
    return new Scalar(
        "a whole number",
        json -> json.isNumber() && json.canConvertToExactIntegral(),
        range,
        inRange,
        reader,
        writer);
  }

  private static Scalar number(
      String range,
      Predicate<JsonNode> inRange,
      Function<JsonNode, Object> reader,
      Function<Object, JsonNode> writer) {
    return new Scalar("a number", JsonNode::isNumber, range, inRange, reader, writer);
  }

  private static Scalar any(
      String needed,
      Predicate<JsonNode> fits,
      Function<JsonNode, Object> reader,
      Function<Object, JsonNode> writer) {
    return new Scalar(needed, fits, "", json -> true, reader, writer);
  }

  @Override
  public Object read(JsonNode json, Place place) {
    if (!fits.test(json)) {
      throw place.needs(needed, json);
    }
    if (!inRange.test(json)) {
      throw place.needs(needed + " " + range, json);
    }
    return reader.apply(json);
  }

  @Override
  public JsonNode write(Object value, Place place) {
    JsonNode json = writer.apply(value);
    if (!inRange.test(json)) {
      throw place.needs(needed + " " + range, json);
    }
    return json;
  }
}
