package dev.lamina.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class QuietStderrTest {

  @Test
  void passesOnAllButNotes() {
    String written =
        """
        WARNING: All log messages before absl::InitializeLog() is called
        I0000 00:00:17.4 8576 service.cc:145] XLA service
        not enough memory
        """;

    assertThat(passedOn(written)).isEqualTo("not enough memory\n");
  }

  @Test
  void passesOnWhatAnInterruptedThreadHasWritten() {
    Thread.currentThread().interrupt();

    assertThat(passedOn("stopped\n")).isEqualTo("stopped\n");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static String passedOn(String written) {
    PrintStream before = System.err;
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(passed, true, UTF_8));
    try {
      assertThat(
              QuietStderr.during(
                  () -> {
                    // Not closed, for that would close standard error.
                    FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
                    try {
                      stderr.write(written.getBytes(UTF_8));
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                    return 7;
                  }))
          .isEqualTo(7);
      return passed.toString(UTF_8);
    } finally {
      System.setErr(before);
    }
  }
}
