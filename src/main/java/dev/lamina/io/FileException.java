package dev.lamina.io;

import dev.lamina.text.Messages;
import java.io.IOException;

/** A file that cannot be written, read, or trusted; the message names it and says what to do. */
public final class FileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public FileException(String message) {
    super(message);
  }

  /** What could not be written, such as {@code "The log x.csv"}. */
  public static FileException unwritable(String what, Exception cause) {
    // The messages of others are often but a file's name.
    String reason =
        cause.getClass() == IOException.class
            ? Messages.reason(cause)
            : cause.toString().lines().findFirst().orElse("");
    return new FileException(
        "%s cannot be written (%s); check the disk's space and the folder's permissions."
            .formatted(what, reason),
        cause);
  }

  /** Creates an exception with a message for the user and its cause. */
  public FileException(String message, Throwable cause) {
    super(message, cause);
  }
}
