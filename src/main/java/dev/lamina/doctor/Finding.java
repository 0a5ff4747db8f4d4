package dev.lamina.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a check found.
 *
 * @param subject what was looked at, in a word or two
 * @param status how it is
 * @param text what there is
 * @param advice what to do about it; empty if there is nothing to do
 */
public record Finding(
    String subject,
    Status status,
    String text,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String advice) {

  /** How a thing is. */
  public enum Status {
    /** As it should be. */
    OK,
    /** Works, but not as well as it could. */
    WARNING,
    /** Something that a user needs does not work. */
    BROKEN;

    /** The status as people and programs read it. */
    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String subject, String text) {
    return new Finding(subject, Status.OK, text, "");
  }

  static Finding warning(String subject, String text, String advice) {
    return new Finding(subject, Status.WARNING, text, advice);
  }

  static Finding broken(String subject, String text, String advice) {
    return new Finding(subject, Status.BROKEN, text, advice);
  }
}
