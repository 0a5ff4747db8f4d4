package dev.lamina.io;

/** A file that cannot be written, read, or trusted; the message names it and says what to do. */
public final class FileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public FileException(String message) {
    super(message);
  }

  /** Creates an exception with a message for the user and its cause. */
  public FileException(String message, Throwable cause) {
    super(message, cause);
  }
}
