package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import dev.lamina.spec.Checks;
import java.util.Map;

/** Raises the learning rate step by step over the first epochs of a fit. */
record WarmUp(int epochs) implements Callback {
  private static final String NAME = "warmUp";

  WarmUp {
    Checks.atLeast(NAME, "epochs", epochs, 1);
  }

  @Override
  public Callback begin(FitInfo fit) {
    fit.requireConstantLearningRate(NAME);
    return new Rise(fit);
  }

  private final class Rise implements Callback {
    private final float full;
    private boolean reached;

    Rise(FitInfo fit) {
      this.full = fit.memory().getOrDefault("full", (double) fit.learningRate()).floatValue();
      this.reached = fit.memory().getOrDefault("reached", 0.0) > 0;
    }

    @Override
    public Map<String, Double> memory() {
      return Map.of("full", (double) full, "reached", reached ? 1.0 : 0.0);
    }

    @Override
    public Decision onEpochBegin(EpochBegin begin) {
      if (reached) {
        return Decision.go();
      }
      reached = begin.fitEpoch() >= epochs;
      return Decision.go().learningRate(reached ? full : full * begin.fitEpoch() / epochs);
    }

    /** A later fit is not to begin with a rate on the way. */
    @Override
    public Decision onFitEnd() {
      return reached ? Decision.go() : Decision.go().learningRate(full);
    }
  }
}
