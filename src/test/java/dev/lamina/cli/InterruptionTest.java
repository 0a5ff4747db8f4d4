package dev.lamina.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals, sent to a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void printsWhatWasLearnedSoFar(String signal, int code) throws IOException, InterruptedException {
    assumeThat(signal)
        .satisfiesAnyOf(
            name -> assertThat(name).isEqualTo("TERM"),
            name -> assertThat(ignoresInterrupts()).isFalse());
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlog4j2.configurationFile=classpath:log4j2-lamina.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lamina.cli.Main",
                "compare",
                "--epochs",
                "1,500,1")
            .redirectOutput(out.toFile())
            .start();
    try (BufferedReader err =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      while (!err.readLine().startsWith("SGD: epoch ")) {}
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      assertThat(err.lines().filter(line -> line.startsWith("\tat "))).isEmpty();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(Files.readString(out))
        .containsPattern("(?m)^batch size +12,665 +2,048$")
        .contains("gradient descent *\n")
        .endsWith(
            "\nInterrupted during stochastic gradient descent; 1 of 3 trainings were finished.\n");
  }

  /** A shell may start what runs in its background so that Ctrl-C does not reach it. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 2) != 0;
  }
}
