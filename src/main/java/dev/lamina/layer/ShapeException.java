package dev.lamina.layer;

/**
 * A layer or a network was given a shape that it cannot take. The message says what came and what
 * to do.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }

  public ShapeException(String message, Throwable cause) {
    super(message, cause);
  }
}
