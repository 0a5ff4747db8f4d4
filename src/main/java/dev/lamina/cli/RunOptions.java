package dev.lamina.cli;

import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.model.Settings;
import picocli.CommandLine.Option;

/** The options that say where and how a model runs. */
final class RunOptions {

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = Converters.DeviceName.class,
      description =
          "Where the model lives: auto, cpu, gpu, /CPU:0, /GPU:0 and the like. Default: ${DEFAULT-VALUE}")
  private Device device = Device.AUTO;

  @Option(
      names = "--jit",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "Whether XLA compiles the training step: auto, on or off. Default: ${DEFAULT-VALUE}")
  private Jit jit = Jit.AUTO;

  /** Where a model lives. */
  Device device() {
    return device;
  }

  /** Whether XLA compiles. */
  Jit jit() {
    return jit;
  }

  /** The same settings, placed and run as the options say. */
  Settings apply(Settings settings) {
    return settings.device(device).jit(jit);
  }
}
