package dev.lamina.serving;

import dev.lamina.engine.Device;
import java.util.Optional;

/**
 * How a {@link Predictor} is loaded.
 *
 * @param device where the model runs
 * @param signature what {@code predict} calls; by default {@code serving_default}, or the only one
 * @param output of that signature, what {@code predict} gives; by default the only one
 */
public record Loading(Device device, Optional<String> signature, Optional<String> output) {

  /** On the device that {@link Device#AUTO} stands for, with the default signature and output. */
  public static Loading standard() {
    return new Loading(Device.AUTO, Optional.empty(), Optional.empty());
  }

  /** The same on another device. */
  public Loading device(Device device) {
    return new Loading(device, signature, output);
  }

  /** The same for a model whose {@code predict} is to call this signature. */
  public Loading signature(String name) {
    return new Loading(device, Optional.of(name), output);
  }

  /** The same for a signature of several outputs, of which {@code predict} is to give this one. */
  public Loading output(String name) {
    return new Loading(device, signature, Optional.of(name));
  }
}
