package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A layer, or a model, as a Keras file describes it.
 *
 * @param className such as {@code Dense}
 * @param config its options by their names in Keras
 * @param group where its variables are
 */
record KerasLayer(String className, JsonNode config, String group) {

  /**
   * A layer as it stands in JSON.
   *
   * @throws IllegalArgumentException if its class is not one of Keras
   */
  static KerasLayer of(JsonNode json, String group) {
    String name = json.path("class_name").asText();
    if (!(json.path("module").asText() + ".").startsWith("keras.")) {
      throw new IllegalArgumentException(
          "%s of %s is no class of Keras, so its code is not in the file."
              .formatted(name, json.path("module").asText("an unknown module")));
    }
    return new KerasLayer(name, json.path("config"), group);
  }

  /** The whole model. */
  static KerasLayer ofModel(JsonNode json) {
    return of(json, "");
  }

  /** A layer that is an option of this one, whose variables are with an attribute of this one. */
  KerasLayer inner(String option, String attribute) {
    return of(config.path(option), within(attribute));
  }

  /** The group of an attribute. */
  String within(String attribute) {
    return group.isEmpty() ? attribute : group + "/" + attribute;
  }

  /** Whether training changes its weights. */
  boolean trainable() {
    return config.path("trainable").asBoolean(true);
  }

  /** The exception for an option that Lamina's layer does not have, or not with this value. */
  IllegalArgumentException lacks(String option, String has) {
    return new IllegalArgumentException(
        "its option %s is %s, but Lamina %s.".formatted(option, config.path(option), has));
  }

  @Override
  public String toString() {
    return "%s \"%s\"".formatted(className, config.path("name").asText());
  }
}
