package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import dev.lamina.model.Monitor;
import dev.lamina.model.Monitor.Mode;
import dev.lamina.spec.Checks;
import java.util.Locale;
import java.util.Map;

/**
 * Stops when a value has not improved for some epochs.
 *
 * @param monitor the name of the value, such as {@code val_loss}
 * @param minDelta a smaller improvement does not count; at least 0
 * @param patience after how many epochs without improvement to stop; 0 and 1 both stop at the first
 *     one
 * @param mode whether the value is to become small or large
 * @param baseline a value to be better than: until then patience runs out even with improvements,
 *     to stop at the first epoch without one; NaN for none
 * @param restoreBestWeights whether the model gets the weights of its best epoch back when the fit
 *     ends, stopped or not
 * @param startFromEpoch how many epochs of the fit to let pass before looking
 */
public record EarlyStopping(
    String monitor,
    double minDelta,
    int patience,
    Mode mode,
    double baseline,
    boolean restoreBestWeights,
    int startFromEpoch)
    implements Callback {
  private static final String NAME = "earlyStopping";

  public EarlyStopping {
    Checks.atLeast(NAME, "minDelta", minDelta, 0);
    Checks.atLeast(NAME, "patience", patience, 0);
    Checks.atLeast(NAME, "startFromEpoch", startFromEpoch, 0);
  }

  /** The same, and a smaller improvement does not count. */
  public EarlyStopping minDelta(double minDelta) {
    return new EarlyStopping(
        monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
  }

  /** The same, and so many epochs without improvement stop it. */
  public EarlyStopping patience(int patience) {
    return new EarlyStopping(
        monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
  }

  /** The same, and the value is to become small or large. */
  public EarlyStopping mode(Mode mode) {
    return new EarlyStopping(
        monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
  }

  /** The same, and patience runs out unless the value becomes better than this. */
  public EarlyStopping baseline(double baseline) {
    return new EarlyStopping(
        monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
  }

  /** The same; whether the weights of the best epoch come back when the fit ends. */
  public EarlyStopping restoreBestWeights(boolean restoreBestWeights) {
    return new EarlyStopping(
        monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
  }

  /** The same, and it looks only after so many epochs of the fit. */
  public EarlyStopping startFromEpoch(int startFromEpoch) {
    return new EarlyStopping(
        monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
  }

  @Override
  public Callback begin(FitInfo fit) {
    return new BestWatch(Monitor.of(NAME, monitor, mode, fit), fit.memory());
  }

  private final class BestWatch implements Callback {
    private final Monitor watched;
    private double best;
    private int bestEpoch;
    private int wait;
    private boolean kept;

    BestWatch(Monitor watched, Map<String, Double> memory) {
      this.watched = watched;
      this.best = memory.getOrDefault("best", watched.worst());
      this.bestEpoch = memory.getOrDefault("bestEpoch", 0.0).intValue();
      this.wait = memory.getOrDefault("wait", 0.0).intValue();
      this.kept = memory.getOrDefault("kept", 0.0) > 0;
    }

    @Override
    public Map<String, Double> memory() {
      return Map.of(
          "best",
          best,
          "bestEpoch",
          (double) bestEpoch,
          "wait",
          (double) wait,
          "kept",
          kept ? 1.0 : 0.0);
    }

    @Override
    public Decision onEpochEnd(EpochEnd end) {
      if (end.fitEpoch() <= startFromEpoch) {
        return Decision.go();
      }
      double value = end.value(monitor);
      boolean improved = watched.improves(value, best, minDelta);
      Decision decision = improved || !kept ? keep() : Decision.go();
      wait++;
      if (improved) {
        best = value;
        bestEpoch = end.epoch().number();
        wait = beatsBaseline(value) ? 0 : wait;
        return decision;
      }
      return wait < patience ? decision : decision.and(Decision.stop(reason()));
    }

    private Decision keep() {
      kept = restoreBestWeights;
      return restoreBestWeights ? Decision.go().keepWeights() : Decision.go();
    }

    private boolean beatsBaseline(double value) {
      return Double.isNaN(baseline) || watched.improves(value, baseline, minDelta);
    }

    private String reason() {
      String waited = wait == 1 ? "1 epoch" : wait + " epochs";
      return bestEpoch == 0
          ? "%s was no number for %s".formatted(monitor, waited)
          : String.format(
              Locale.ROOT,
              "%s did not get better than %.4g of epoch %d in %s",
              monitor,
              best,
              bestEpoch,
              waited);
    }

    @Override
    public Decision onFitEnd() {
      return kept ? Decision.go().restoreKept() : Decision.go();
    }
  }
}
