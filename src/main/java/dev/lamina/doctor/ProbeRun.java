package dev.lamina.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.doctor.Probe.Result;
import dev.lamina.io.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A run of the probe.
 *
 * @param result what it found; empty if it did not get that far
 * @param log what TensorFlow and Java wrote
 * @param end how it ended, in words
 */
record ProbeRun(Optional<Result> result, String log, String end) {
  private static final Pattern ERROR =
      Pattern.compile("^\\S.*?(?:Error|Exception): (.*)", Pattern.MULTILINE);

  private static final long PATIENCE_SECONDS = 120;

  /** Runs the probe, with TensorFlow's own messages. */
  static ProbeRun start() {
    try {
      Path folder = Files.createTempDirectory("lamina-doctor");
      Path out = folder.resolve("out");
      Path log = folder.resolve("log");
      try {
        String end = run(out, log);
        return new ProbeRun(read(out), Files.readString(log), end);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(log);
        Files.delete(folder);
      }
    } catch (IOException e) {
      return new ProbeRun(Optional.empty(), "", "it could not be started (" + e + ")");
    }
  }

  private static String run(Path out, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(JavaProcess.command(Probe.class, List.of()))
            .redirectOutput(out.toFile())
            .redirectError(log.toFile());
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "0");
    Process process = builder.start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          ? "it ended with code " + process.exitValue()
          : "it did not end within " + PATIENCE_SECONDS + " s";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it was interrupted";
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static Optional<Result> read(Path out) throws IOException {
    byte[] json = Files.readAllBytes(out);
    return json.length == 0
        ? Optional.empty()
        : Optional.of(new ObjectMapper().readValue(json, Result.class));
  }

  /** Why it failed: the message of the exception that it wrote last, or how it ended. */
  String lastWords() {
    return ERROR
        .matcher(log)
        .results()
        .reduce((first, last) -> last)
        .map(error -> error.group(1))
        .orElse(end);
  }
}
