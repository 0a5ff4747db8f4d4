package dev.lamina.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.train.loss.ClassNumbers;
import java.util.Locale;

/**
 * What a network gives for one example.
 *
 * @param values the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Prediction(float[] values) {

  /** Whether the network tells classes apart, rather than giving one number. */
  boolean hasClasses() {
    return values.length > 1;
  }

  /** Whether the numbers may be probabilities. */
  boolean isProbability() {
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
    }
    return true;
  }

  /** The most probable class; of a single probability whether it is above 0.5. */
  int mostProbable() {
    return hasClasses() ? ClassNumbers.mostProbable(values) : values[0] > 0.5f ? 1 : 0;
  }

  /** The number of the most probable class; a single probability is that of class 1. */
  float best() {
    if (hasClasses()) {
      return values[mostProbable()];
    }
    return isProbability() && mostProbable() == 0 ? 1 - values[0] : values[0];
  }

  /**
   * The example of this number in a line.
   *
   * @param binary whether the examples are of classes 0 and 1
   */
  String line(int example, boolean binary) {
    return hasClasses() || (binary && isProbability())
        ? String.format(Locale.ROOT, "%d: class %d, %.4f", example, mostProbable(), best())
        : String.format(Locale.ROOT, "%d: %.6g", example, values[0]);
  }

  /**
   * The example of this number as a JSON object.
   *
   * @param binary whether the examples are of classes 0 and 1
   */
  ObjectNode json(int example, boolean binary) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("example", example);
    return addTo(
        !hasClasses() && binary && isProbability()
            ? object.put("class", mostProbable()).put("probability", best())
            : object);
  }

  /** The picture of this name as a JSON object. */
  ObjectNode json(String picture) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("file", picture);
    return addTo(
        isProbability() ? object.put("class", mostProbable()).put("probability", best()) : object);
  }

  private ObjectNode addTo(ObjectNode object) {
    if (hasClasses()) {
      object.put("class", mostProbable());
    }
    ArrayNode all = object.putArray("output");
    for (float value : values) {
      all.add(value);
    }
    return object;
  }
}
