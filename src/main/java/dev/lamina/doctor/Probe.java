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
import dev.lamina.layer.Initializers;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.network.Sequential;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * Tries what is native, as a program of its own: loads TensorFlow, lists the devices and trains on
 * each of them. A fault in a native library ends this program and no other.
 */
final class Probe {

  /** The example (1, 0, 0, 0), of which 3 is to be learned. */
  private static final Dataset THREE = Dataset.of(new float[][] {{1, 0, 0, 0}}, new float[] {3});

  /** From 1, each of three updates at the rate 0.25 goes half the way to 3, without rounding. */
  private static final float LEARNED = 2.75f;

  private Probe() {}

  /**
   * What came out.
   *
   * @param version of TensorFlow
   * @param trials one of XLA and one of convolutions for each device
   */
  record Result(String version, List<Trial> trials) {
    Result {
      trials = List.copyOf(trials);
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
  record Trial(String device, String what, String problem, long milliseconds) {}

  /** Writes the result as JSON to standard output. */
  public static void main(String[] arguments) throws IOException {
    // What TensorFlow notes is what the doctor reads.
    System.setProperty(NativeLibrary.VERBOSE, "true");
    String version = NativeLibrary.load();
    List<Trial> trials = new ArrayList<>();
    for (Device device : Device.found()) {
      trials.add(
          trial(
              device,
              "a dense layer compiled by XLA",
              Jit.ON,
              Sequential.of(
                  Shape.of(4), dense(1).useBias(false).kernelInitializer(Initializers.ones()))));
      trials.add(
          trial(
              device,
              "a convolution as a plain graph",
              Jit.OFF,
              Sequential.of(
                  Shape.of(2, 2, 1),
                  conv2D(1, 2).useBias(false).kernelInitializer(Initializers.ones()),
                  flatten())));
    }
    new ObjectMapper().writeValue(System.out, new Result(version, trials));
  }

  private static Trial trial(Device device, String what, Jit jit, Sequential network) {
    long begin = System.nanoTime();
    String problem;
    try {
      problem = train(device, jit, network);
    } catch (RuntimeException e) {
      problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
    return new Trial(device.toString(), what, problem, (System.nanoTime() - begin) / 1_000_000);
  }

  private static String train(Device device, Jit jit, Sequential network) {
    Settings settings = Settings.of(sgd(0.25f), meanSquaredError()).device(device).jit(jit);
    try (Model model = network.compile(settings)) {
      model.fit(THREE.reshape(network.inputShape()).batch(1), Fit.epochs(3));
      float weight = model.weights().values().iterator().next()[0];
      return weight == LEARNED ? "" : "it learned %s instead of %s".formatted(weight, LEARNED);
    }
  }
}
