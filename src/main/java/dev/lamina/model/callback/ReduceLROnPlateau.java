package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import dev.lamina.model.Monitor;
import dev.lamina.model.Monitor.Mode;
import dev.lamina.spec.Checks;
import java.util.Map;

/**
 * Lowers the learning rate when a value has not improved for some epochs. The optimizer's learning
 * rate must be constant.
 *
 * @param monitor the name of the value, such as {@code val_loss}
 * @param factor what to multiply the learning rate by, more than 0 and less than 1
 * @param patience after how many epochs without improvement to lower it; 0 and 1 both do so at the
 *     first one
 * @param mode whether the value is to become small or large
 * @param minDelta a smaller improvement does not count; at least 0
 * @param cooldown how many epochs after it was lowered do not count
 * @param minLearningRate it becomes no smaller than this; at least 0
 */
public record ReduceLROnPlateau(
    String monitor,
    double factor,
    int patience,
    Mode mode,
    double minDelta,
    int cooldown,
    double minLearningRate)
    implements Callback {
  private static final String NAME = "reduceLROnPlateau";

  public ReduceLROnPlateau {
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "%s needs a factor of more than 0 and less than 1, but got %s.".formatted(NAME, factor));
    }
    Checks.atLeast(NAME, "patience", patience, 0);
    Checks.atLeast(NAME, "minDelta", minDelta, 0);
    Checks.atLeast(NAME, "cooldown", cooldown, 0);
    Checks.atLeast(NAME, "minLearningRate", minLearningRate, 0);
  }

  /** The same, and the learning rate is multiplied by this. */
  public ReduceLROnPlateau factor(double factor) {
    return new ReduceLROnPlateau(
        monitor, factor, patience, mode, minDelta, cooldown, minLearningRate);
  }

  /** The same, and so many epochs without improvement lower it. */
  public ReduceLROnPlateau patience(int patience) {
    return new ReduceLROnPlateau(
        monitor, factor, patience, mode, minDelta, cooldown, minLearningRate);
  }

  /** The same, and the value is to become small or large. */
  public ReduceLROnPlateau mode(Mode mode) {
    return new ReduceLROnPlateau(
        monitor, factor, patience, mode, minDelta, cooldown, minLearningRate);
  }

  /** The same, and a smaller improvement does not count. */
  public ReduceLROnPlateau minDelta(double minDelta) {
    return new ReduceLROnPlateau(
        monitor, factor, patience, mode, minDelta, cooldown, minLearningRate);
  }

  /** The same, and so many epochs after it was lowered do not count. */
  public ReduceLROnPlateau cooldown(int cooldown) {
    return new ReduceLROnPlateau(
        monitor, factor, patience, mode, minDelta, cooldown, minLearningRate);
  }

  /** The same, and it becomes no smaller than this. */
  public ReduceLROnPlateau minLearningRate(double minLearningRate) {
    return new ReduceLROnPlateau(
        monitor, factor, patience, mode, minDelta, cooldown, minLearningRate);
  }

  @Override
  public Callback begin(FitInfo fit) {
    fit.requireConstantLearningRate(NAME);
    return new PlateauWatch(Monitor.of(NAME, monitor, mode, fit), fit.memory());
  }

  private final class PlateauWatch implements Callback {
    private final Monitor watched;
    private double best;
    private int wait;
    private int cooling;

    PlateauWatch(Monitor watched, Map<String, Double> memory) {
      this.watched = watched;
      this.best = memory.getOrDefault("best", watched.worst());
      this.wait = memory.getOrDefault("wait", 0.0).intValue();
      this.cooling = memory.getOrDefault("cooling", 0.0).intValue();
    }

    @Override
    public Map<String, Double> memory() {
      return Map.of("best", best, "wait", (double) wait, "cooling", (double) cooling);
    }

    @Override
    public Decision onEpochEnd(EpochEnd end) {
      double value = end.value(monitor);
      boolean cooled = cooling > 0;
      cooling -= cooled ? 1 : 0;
      wait = cooled ? 0 : wait;
      if (watched.improves(value, best, minDelta)) {
        best = value;
        wait = 0;
      } else if (cooling == 0) {
        wait++;
      }
      return wait > 0 && wait >= patience ? lower(end.epoch().learningRate()) : Decision.go();
    }

    private Decision lower(float rate) {
      if (rate <= (float) minLearningRate) {
        return Decision.go();
      }
      wait = 0;
      cooling = cooldown;
      return Decision.go().learningRate((float) Math.max(rate * factor, minLearningRate));
    }
  }
}
