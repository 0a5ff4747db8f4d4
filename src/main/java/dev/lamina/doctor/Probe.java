package dev.lamina.doctor;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final Pattern ERROR =
      Pattern.compile("^\\S.*?(?:Error|Exception): (.*)", Pattern.MULTILINE);

  private static final long PATIENCE_SECONDS = 120;

  /** The example (1, 0, 0, 0), of which 3 is to be learned. */
  private static final Dataset THREE = Dataset.of(new float[][] {{1, 0, 0, 0}}, new float[] {3});

  /** From 1, each of three updates at the rate 0.25 goes half the way to 3, without rounding. */
  private static final float LEARNED = 2.75f;

  /**
   * What the process writes as JSON.
   *
   * @param version of TensorFlow
   * @param trials one of XLA and one of convolutions for each device
   */
  record Answer(String version, List<Trial> trials) {}

  /**
   * A small training.
   *
   * @param device where
   * @param what was tried
   * @param problem why it failed, or what it gave instead of the right result; empty if all is well
   * @param milliseconds how long it took, compiling included
   */
  record Trial(String device, String what, String problem, long milliseconds) {}

  /** Runs the process, with TensorFlow's own messages. */
  static Probe run() {
    try {
      Path folder = Files.createTempDirectory("lamina-doctor");
      Path out = folder.resolve("out");
      Path log = folder.resolve("log");
      try {
        String end = run(out, log);
        return new Probe(read(out), Files.readString(log), end);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(log);
        Files.delete(folder);
      }
    } catch (IOException e) {
      return new Probe(Optional.empty(), "", "it could not be started (" + e + ")");
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

  private static Optional<Answer> read(Path out) throws IOException {
    byte[] json = Files.readAllBytes(out);
    return json.length == 0
        ? Optional.empty()
        : Optional.of(new ObjectMapper().readValue(json, Answer.class));
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

  /** Is the process: writes the answer to standard output. */
  public static void main(String[] arguments) throws IOException {
    // What TensorFlow notes is what the doctor reads.
    System.setProperty(NativeLibrary.VERBOSE, "true");
    String version = NativeLibrary.load();
    Sequential dense =
        Sequential.of(Shape.of(4), dense(1).useBias(false).kernel(Initializers.ones()));
    Sequential convolution =
        Sequential.of(
            Shape.of(2, 2, 1), conv2D(1, 2).useBias(false).kernel(Initializers.ones()), flatten());
    List<Trial> trials = new ArrayList<>();
    for (Device device : Device.found()) {
      trials.add(trial(device, "a dense layer compiled by XLA", Jit.ON, dense));
      trials.add(trial(device, "a convolution as a plain graph", Jit.OFF, convolution));
    }
    new ObjectMapper().writeValue(System.out, new Answer(version, trials));
  }

  private static Trial trial(Device device, String what, Jit jit, Sequential network) {
    long begin = System.nanoTime();
    String problem;
    try {
      problem = train(device, jit, network);
    } catch (RuntimeException e) {
      problem = Messages.firstLine(e);
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
