package dev.lamina.serving;

/** A call of a SavedModel that TensorFlow gave up; names the model and says why. */
public final class CallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallException(String message, Throwable cause) {
    super(message, cause);
  }
}
