package dev.lamina.bench;

import dev.lamina.data.MnistFolder;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.model.Settings;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to measure.
 *
 * @param epochs in place of the workload's own
 * @param repeat in place of the workload's own number of trainings
 * @param calls how many single predictions to time
 * @param mnist finds MNIST when it is needed
 * @param device where
 * @param jit whether XLA compiles
 */
public record BenchOptions(
    Optional<Integer> epochs,
    Optional<Integer> repeat,
    int calls,
    Supplier<MnistFolder> mnist,
    Device device,
    Jit jit) {

  /** The settings of a model, placed and run as these options say. */
  Settings apply(Settings settings) {
    return settings.device(device).jit(jit);
  }
}
