package dev.lamina.view.live;

/** A live page cannot be served; the message says why and what to do. */
public final class DashboardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DashboardException(String message, Throwable cause) {
    super(message, cause);
  }
}
