package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Decider;
import dev.lamina.model.Decision;
import dev.lamina.model.EpochBegin;
import dev.lamina.model.FitInfo;

/** Sets the learning rate of every epoch by a rule. */
record LearningRate(RateRule rule) implements Callback {

  @Override
  public Decider begin(FitInfo fit) {
    fit.requireConstantLearningRate("learningRate");
    return new Decider() {
      @Override
      public Decision onEpochBegin(EpochBegin begin) {
        return Decision.go().learningRate(rule.rate(begin.number(), begin.learningRate()));
      }
    };
  }
}
