package dev.lamina.lecture;

import dev.lamina.data.MnistFolder;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.model.Callback;
import dev.lamina.model.Settings;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where the lecture is given.
 *
 * @param device that its trainings run on, where a section is not about devices; looked for when
 *     one does
 * @param jit whether XLA compiles the updates
 * @param mnist finds MNIST when it is needed
 * @param callbacks gives the callback of a long training by its name
 */
public record Setting(
    Device device, Jit jit, Supplier<MnistFolder> mnist, Function<String, Callback> callbacks) {

  /** The settings of a model, placed and run like the rest of the lecture. */
  Settings apply(Settings settings) {
    return settings.device(device).jit(jit);
  }
}
