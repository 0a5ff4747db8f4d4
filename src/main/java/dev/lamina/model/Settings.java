package dev.lamina.model;

import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import java.util.HashSet;
import java.util.List;

/**
 * Everything that makes a network a model.
 *
 * @param optimizer the update rule
 * @param loss what training makes small
 * @param metrics what is shown beside the loss
 * @param seed of the initial weights and of all that is random in training
 * @param device where the model lives
 * @param jit whether XLA compiles the training step
 */
public record Settings(
    Optimizer optimizer, Loss loss, List<Metric> metrics, long seed, Device device, Jit jit) {

  public Settings {
    metrics = List.copyOf(metrics);
    List<String> names = metrics.stream().map(Metric::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Metrics are told apart by their names, but two of %s are the same; leave one out."
              .formatted(names));
    }
  }

  /** Settings with seed 0, the automatically chosen device and way to run. */
  public static Settings of(Optimizer optimizer, Loss loss, Metric... metrics) {
    return new Settings(optimizer, loss, List.of(metrics), 0, Device.AUTO, Jit.AUTO);
  }

  /** The same settings with another seed. */
  public Settings seed(long seed) {
    return new Settings(optimizer, loss, metrics, seed, device, jit);
  }

  /** The same settings on another device. */
  public Settings device(Device device) {
    return new Settings(optimizer, loss, metrics, seed, device, jit);
  }

  /** The same settings with XLA chosen, on or off. */
  public Settings jit(Jit jit) {
    return new Settings(optimizer, loss, metrics, seed, device, jit);
  }
}
