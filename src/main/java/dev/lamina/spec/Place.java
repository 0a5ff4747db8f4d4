package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.text.Messages;

/**
 * A place in a spec.
 *
 * @param text such as {@code layers[2].units}; empty for the whole spec
 */
record Place(String text) {
  static final Place WHOLE = new Place("");

  Place option(String name) {
    return new Place(text.isEmpty() ? name : text + "." + name);
  }

  Place element(int index) {
    return new Place(text + "[" + index + "]");
  }

  /** The exception for what is wrong here. */
  SpecException wrong(String what) {
    return new SpecException(located(what));
  }

  /** The exception for something else than what is needed here. */
  SpecException needs(String needed, JsonNode got) {
    return wrong(needed + " is needed, but got " + shown(got) + ".");
  }

  /** The same failure with its place. */
  SpecException wrong(IllegalArgumentException failure) {
    return new SpecException(located(String.valueOf(failure.getMessage())), failure);
  }

  private String located(String what) {
    return text.isEmpty() ? what : text + ": " + what;
  }

  static String shown(JsonNode json) {
    return Messages.shortened(json.toString());
  }
}
