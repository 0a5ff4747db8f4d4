package dev.lamina.doctor;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.engine.NativeLibrary;
import dev.lamina.io.JavaProcess;
import dev.lamina.layer.Initializers;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.text.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.tensorflow.ndarray.Shape;

/**
 * A trial of what is native in a process of its own: it loads TensorFlow, lists the devices and
 * trains on each of them. A fault in a native library ends that process and no other.
 *
 * @param answer what it found; empty if it did not get that far
 * @param log what TensorFlow and Java wrote
 * @param end how it ended, in words
 */
record Probe(Optional<Answer> answer, String log, String end) {
  /**
   * What Java says of an exception, TensorFlow of a failed check, C++ of an exception, and Java of
   * a signal.
   */
  private static final Pattern ERROR =
      Pattern.compile(
          "^(?:\\S.*?(?:Error|Exception): |F\\d{4} .*?\\] |  what\\(\\): |#  (?=SIG))\\s*(.*)",
          Pattern.MULTILINE);

  private static final Map<Integer, String> SIGNALS =
      Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV");

  private static final String KILLED = "its process was ended by ";

  /** The problem of a trial that has begun. */
  private static final String BEGUN = "begun";

  private static final long PATIENCE_SECONDS = 120;

  /** The example (1, 0, 0, 0), of which 3 is to be learned. */
  private static final Dataset THREE = Dataset.of(new float[][] {{1, 0, 0, 0}}, new float[] {3});

  /** From 1, each of three updates at the rate 0.25 goes half the way to 3, without rounding. */
  private static final float LEARNED = 2.75f;

  /**
   * What the process writes as a line of JSON whenever it knows more.
   *
   * @param version of TensorFlow
   * @param obstacle why it finds no GPU; empty if it does, or if that cannot be told
   * @param trials of XLA and plain graphs, with and without convolutions, for each device
   */
  record Answer(String version, String obstacle, List<Trial> trials) {
    /** The same where the last trial ended the process, which is then its problem. */
    private Answer ended(String how) {
      return new Answer(
          version,
          obstacle,
          trials.stream()
              .map(trial -> trial.problem.equals(BEGUN) ? trial.failed(how) : trial)
              .toList());
    }
  }

  /**
   * A small training.
   *
   * @param device where
   * @param what was tried
   * @param problem why it failed, or what it gave instead of the right result; empty if all is well
   * @param milliseconds how long it took, compiling included
   */
  record Trial(String device, String what, String problem, long milliseconds) {
    private Trial failed(String how) {
      return new Trial(device, what, how, milliseconds);
    }
  }

  /** Runs the process, with TensorFlow's own messages. */
  static Probe run() {
    try {
      Path folder = Files.createTempDirectory("lamina-doctor");
      Path out = folder.resolve("out");
      Path log = folder.resolve("log");
      Path crash = folder.resolve("crash");
      try {
        String end = run(out, log, crash);
        return of(text(out), text(log), end);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(log);
        Files.deleteIfExists(crash);
        Files.delete(folder);
      }
    } catch (IOException e) {
      return new Probe(Optional.empty(), "", "it could not be started (" + e + ")");
    }
  }

  private static String run(Path out, Path log, Path crash) throws IOException {
    List<String> command = JavaProcess.command(Probe.class, List.of());
    // Otherwise what Java writes of a crash is left where the user is.
    command.add(1, "-XX:ErrorFile=" + crash);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile());
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "0");
    Process process = builder.start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          ? end(process.exitValue())
          : "it did not end within " + PATIENCE_SECONDS + " s";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it was interrupted";
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /** What native code writes may be in any encoding. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String end(int code) {
    return Optional.ofNullable(SIGNALS.get(code - 128))
        .map(KILLED::concat)
        .orElse("it ended with code " + code);
  }

  /** Reads what the process has written; Java's message of a crash stands between the answers. */
  static Probe of(String out, String log, String end) {
    Optional<Answer> answer = Optional.empty();
    StringBuilder all = new StringBuilder(log);
    for (String line : out.split("\n", -1)) {
      try {
        answer = Optional.of(new ObjectMapper().readValue(line, Answer.class));
      } catch (JsonProcessingException e) {
        all.append(line).append('\n');
      }
    }
    Probe probe = new Probe(answer, all.toString(), end);
    return new Probe(answer.map(known -> known.ended(probe.lastWords())), probe.log, end);
  }

  /** Why it failed: the message of the exception that it wrote last, or how it ended. */
  String lastWords() {
    Optional<String> words =
        ERROR.matcher(log).results().reduce((first, last) -> last).map(error -> error.group(1));
    return words
        .map(last -> end.startsWith(KILLED) ? "%s (%s)".formatted(end, last) : last)
        .orElse(end);
  }

  /** Is the process: writes the answer to standard output. */
  public static void main(String[] arguments) throws IOException {
    // What TensorFlow notes is what the doctor reads.
    System.setProperty(NativeLibrary.VERBOSE, "true");
    String version = NativeLibrary.load();
    Map<String, Sequential> networks =
        new TreeMap<>(
            Map.of(
                "a dense layer",
                Sequential.of(Shape.of(4), dense(1).useBias(false).kernel(Initializers.ones())),
                "a convolution",
                Sequential.of(
                    Shape.of(2, 2, 1),
                    conv2D(1, 2).useBias(false).kernel(Initializers.ones()),
                    flatten())));
    List<Trial> trials =
        new ArrayList<>(List.of(new Trial("devices", "a look for GPUs", BEGUN, 0)));
    write(new Answer(version, "", trials));
    List<Device> devices = Device.found();
    String obstacle = Device.obstacle().orElse("");
    trials.clear();
    for (Device device : devices) {
      for (Jit jit : device.compiles() ? List.of(Jit.ON, Jit.OFF) : List.of(Jit.OFF)) {
        for (Map.Entry<String, Sequential> network : networks.entrySet()) {
          String what =
              network.getKey() + (jit == Jit.ON ? " compiled by XLA" : " as a plain graph");
          trials.add(new Trial(device.toString(), what, BEGUN, 0));
          write(new Answer(version, obstacle, trials));
          trials.set(trials.size() - 1, trial(device, what, jit, network.getValue()));
        }
      }
    }
    write(new Answer(version, obstacle, trials));
  }

  private static void write(Answer answer) throws IOException {
    System.out.println(new ObjectMapper().writeValueAsString(answer));
  }

  private static Trial trial(Device device, String what, Jit jit, Sequential network) {
    long begin = System.nanoTime();
    String problem;
    try {
      problem = train(device, jit, network);
    } catch (RuntimeException e) {
      problem = Messages.reason(e);
    }
    return new Trial(device.toString(), what, problem, (System.nanoTime() - begin) / 1_000_000);
  }

  private static String train(Device device, Jit jit, Sequential network) {
    Settings settings = Settings.of(sgd(0.25f), meanSquaredError()).device(device).jit(jit);
    try (Model model = network.compile(settings)) {
      model.fit(THREE.reshape(network.inputShape()).batch(1), Fit.epochs(3));
      float weight = model.weights().values().iterator().next().values()[0];
      return weight == LEARNED ? "" : "it learned %s instead of %s".formatted(weight, LEARNED);
    }
  }
}
