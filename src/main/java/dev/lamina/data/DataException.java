package dev.lamina.data;

/**
 * Data that is missing, damaged, or not what it should be; the message says where, what came, and
 * what to do.
 */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public DataException(String message) {
    super(message);
  }

  /** Creates an exception with a message for the user and its cause. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
