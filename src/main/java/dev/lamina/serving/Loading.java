package dev.lamina.serving;

import dev.lamina.engine.Device;
import java.util.Optional;

/**
 * How a {@link Predictor} is loaded.
 *
 * @param device where the model runs
 * @param signature what {@code predict} calls; by default {@code serving_default}, or the only one
 * @param output of that signature, what {@code predict} gives; by default the only one
 * @param trust whether the model may do more than reckon: write and read files, open sockets, run
 *     code of the host; by default it may not
 */
public record Loading(
    Device device, Optional<String> signature, Optional<String> output, boolean trust) {

  /** On the device that {@link Device#AUTO} stands for, with the default signature and output. */
  public static Loading standard() {
    return new Loading(Device.AUTO, Optional.empty(), Optional.empty(), false);
  }

  /** The same on another device. */
  public Loading device(Device device) {
    return new Loading(device, signature, output, trust);
  }

  /** The same for a model whose {@code predict} is to call this signature. */
  public Loading signature(String name) {
    return new Loading(device, Optional.of(name), output, trust);
  }

  /** The same for a signature of several outputs, of which {@code predict} is to give this one. */
  public Loading output(String name) {
    return new Loading(device, signature, Optional.of(name), trust);
  }

  /** The same for a model that may do whatever it was made to: only for one you would run. */
  public Loading trusted() {
    return new Loading(device, signature, output, true);
  }
}
