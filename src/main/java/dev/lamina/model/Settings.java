package dev.lamina.model;

import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.Objective;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that makes a network a model:
 *
 * <pre>{@code
 * Settings.of(adam(0.001f), binaryCrossentropy(), binaryAccuracy())
 *
 * Settings.of(adam(0.001f))
 *     .loss("digit", sparseCategoricalCrossentropy())
 *     .loss("even", binaryCrossentropy(), 0.3f)
 *     .metrics("digit", accuracy())
 * }</pre>
 *
 * @param optimizer the update rule
 * @param objectives what training makes small, and what is shown beside it, for each output that
 *     has a loss
 * @param seed of the initial weights and of all that is random in training
 * @param device where the model lives
 * @param jit whether XLA compiles the training step
 */
public record Settings(
    Optimizer optimizer, List<Objective> objectives, long seed, Device device, Jit jit) {

  public Settings {
    objectives = List.copyOf(objectives);
  }

  /**
   * Settings for a network with one output, with seed 0, the automatically chosen device and way to
   * run.
   *
   * @throws IllegalArgumentException if two metrics have one name
   */
  public static Settings of(Optimizer optimizer, Loss loss, Metric... metrics) {
    return of(optimizer).with(Objective.of(loss, List.of(metrics)));
  }

  /**
   * Settings for a network with several outputs, whose losses are yet to be named; otherwise as
   * {@link #of(Optimizer, Loss, Metric...)}.
   */
  public static Settings of(Optimizer optimizer) {
    return new Settings(optimizer, List.of(), 0, Device.AUTO, Jit.AUTO);
  }

  /** The same settings with a loss for an output. */
  public Settings loss(String output, Loss loss) {
    return loss(output, loss, 1);
  }

  /**
   * The same settings with a loss for an output.
   *
   * @param weight by which it counts in the sum over all outputs that training makes small, at
   *     least 0
   */
  public Settings loss(String output, Loss loss, double weight) {
    return with(new Objective(output, loss, (float) weight, List.of()));
  }

  /**
   * The same settings with metrics for an output.
   *
   * @throws IllegalArgumentException if the output has no loss, which says what its targets are, or
   *     two metrics have one name
   */
  public Settings metrics(String output, Metric... metrics) {
    if (objectives.stream().noneMatch(objective -> objective.output().equals(output))) {
      throw new IllegalArgumentException(
          "Metrics are for an output with a loss, but \"%s\" has none; give it one first, with the weight 0 if it shall not be learned."
              .formatted(output));
    }
    List<Objective> changed =
        objectives.stream()
            .map(
                objective ->
                    objective.output().equals(output)
                        ? objective.metrics(List.of(metrics))
                        : objective)
            .toList();
    return new Settings(optimizer, changed, seed, device, jit);
  }

  private Settings with(Objective objective) {
    List<Objective> more = new ArrayList<>(objectives);
    more.add(objective);
    return new Settings(optimizer, more, seed, device, jit);
  }

  /** The same settings with another optimizer. */
  public Settings optimizer(Optimizer other) {
    return new Settings(other, objectives, seed, device, jit);
  }

  /** The same settings with another seed. */
  public Settings seed(long seed) {
    return new Settings(optimizer, objectives, seed, device, jit);
  }

  /** The same settings on another device. */
  public Settings device(Device device) {
    return new Settings(optimizer, objectives, seed, device, jit);
  }

  /** The same settings with XLA chosen, on or off. */
  public Settings jit(Jit jit) {
    return new Settings(optimizer, objectives, seed, device, jit);
  }
}
