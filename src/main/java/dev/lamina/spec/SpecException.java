package dev.lamina.spec;

/**
 * A spec cannot be read, or a value cannot be written as one. The message names the place, what
 * came and what would be right.
 */
public final class SpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public SpecException(String message) {
    super(message);
  }

  public SpecException(String message, Throwable cause) {
    super(message, cause);
  }
}
