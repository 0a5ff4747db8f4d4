package dev.lamina.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamina.ChildJvm;
import dev.lamina.model.Checkpoints;
import dev.lamina.persist.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals, sent to a process of its own. */
@Tag("trains")
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
      send(signal, process);
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

  /** Within an epoch, and when all that is left is to write. */
  @ParameterizedTest
  @CsvSource({"HUP, 129, 'epoch 1:'", "TERM, 143, 'trained for'"})
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void writesAllThatWasAskedFor(String signal, int code, String line)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("train", "models/mlp.json", "--labels", "0,1"));
    arguments.addAll(List.of("--batch", "1024", "--epochs", line.equals("epoch 1:") ? "400" : "1"));
    for (String what : List.of("save", "report", "csv", "checkpoint", "tensorboard")) {
      arguments.addAll(List.of("--" + what, folder.resolve(what).toString()));
    }

    Process process = ChildJvm.start(Main.class, arguments.toArray());
    String out = signalAfter(process, signal, line);

    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(out).contains("\ntest: ", "\nsaved: ", "\nreport: ");
    assertThat(Checkpoint.isIn(folder.resolve("save"))).isTrue();
    assertThat(folder.resolve("report/index.html")).isNotEmptyFile();
    assertThat(Files.readAllLines(folder.resolve("csv"))).hasSizeBetween(2, 400);
    assertThat(Checkpoints.in(folder.resolve("checkpoint")).newest()).isPresent();
  }

  @Test
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsALecture() throws IOException, InterruptedException {
    Path report = folder.resolve("report");
    Process process =
        ChildJvm.start(
            Main.class, "lecture", "devices", "3F", "--device", "cpu", "--report", report);

    String out = signalAfter(process, "TERM", "");

    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(out).endsWith("report: " + report + "/index.html\n");
  }

  /** Reading a pipe that nobody writes to ends by no interrupt. */
  @Test
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsAtOnceAtTheSecondSignal() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process process = ChildJvm.start(Main.class, "train", pipe);
    try {
      while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
        send("TERM", process);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(143);
  }

  /** What a process prints that gets a signal after it has printed a line that begins so. */
  private static String signalAfter(Process process, String signal, String begin)
      throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String line;
      do {
        line = out.readLine();
        all.append(line).append('\n');
      } while (!line.startsWith(begin));
      send(signal, process);
      out.lines().forEach(each -> all.append(each).append('\n'));
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return all.toString();
  }

  private static void send(String signal, Process process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
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
