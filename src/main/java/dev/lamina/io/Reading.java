package dev.lamina.io;

import dev.lamina.text.Messages;
import dev.lamina.text.Numbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/** Reads files so that whatever goes wrong is one exception, which names the file. */
public final class Reading {
  private Reading() {}

  /**
   * Reads a file.
   *
   * @param failure makes the exception that the reader's documentation names, of its message and
   *     its cause; one that the reader itself throws stays as it is
   * @param reader may fail in any way on what is damaged or made on purpose
   */
  public static <T> T of(
      Path file,
      BiFunction<String, Throwable, ? extends RuntimeException> failure,
      Callable<T> reader) {
    try {
      return reader.call();
    } catch (NoSuchFileException e) {
      throw failure.apply("There is no file %s; check the name.".formatted(file), e);
    } catch (IOException | UncheckedIOException e) {
      Throwable cause = e.getCause();
      throw failure.apply(
          "%s cannot be read (%s); check it, or take another copy."
              .formatted(
                  file,
                  Messages.reason(e instanceof UncheckedIOException && cause != null ? cause : e)),
          e);
    } catch (OutOfMemoryError e) {
      throw failure.apply(
          "%s takes more memory than the %s that Java may have; give it more, as by -Xmx4g."
              .formatted(file, Numbers.bytes(Runtime.getRuntime().maxMemory())),
          e);
    } catch (Exception | StackOverflowError e) {
      RuntimeException documented =
          failure.apply(
              "%s is damaged (%s); take another copy.".formatted(file, Messages.reason(e)), e);
      throw e.getClass().equals(documented.getClass()) ? (RuntimeException) e : documented;
    }
  }
}
