package dev.lamina.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Keeps TensorFlow's notes from standard error while its library is loaded. It writes them before
 * any setting reaches its logger, so standard error goes to a file meanwhile; whatever else was
 * written is passed on afterwards.
 */
final class QuietStderr {
  private static final Pattern NOTES =
      Pattern.compile("(?m)^(I\\d{4} .*|WARNING: All log messages before absl::InitializeLog.*)\n");
  private static final int STDERR = 2;

  private QuietStderr() {}

  /**
   * Does the work with the notes kept back, where the system's standard error can be redirected.
   */
  static <T> T during(Supplier<T> work) {
    if (Platform.isWindows()) {
      return work.get();
    }
    try {
      Path file = Files.createTempFile("lamina", ".log");
      // A stream of a channel would end when the thread is interrupted.
      try (InputStream written = new FileInputStream(file.toFile())) {
        int redirect = call("creat", file.toString(), 0600);
        // Without a name it is gone with the process, however that ends.
        Files.delete(file);
        try {
          return redirected(redirect, work);
        } finally {
          String all = new String(written.readAllBytes(), Charset.defaultCharset());
          System.err.print(NOTES.matcher(all).replaceAll(""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "TensorFlow's notes need a place in the folder for temporary files; make room there.", e);
    }
  }

  private static <T> T redirected(int redirect, Supplier<T> work) {
    System.err.flush();
    int kept = call("dup", STDERR);
    call("dup2", redirect, STDERR);
    call("close", redirect);
    try {
      return work.get();
    } finally {
      System.err.flush();
      call("dup2", kept, STDERR);
      call("close", kept);
    }
  }

  private static int call(String function, Object... arguments) {
    return Function.getFunction(Platform.C_LIBRARY_NAME, function).invokeInt(arguments);
  }
}
