package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import dev.lamina.model.callback.Callbacks.RateRule;

/** Sets the learning rate of every epoch by a rule. */
record LearningRate(RateRule rule) implements Callback {

  @Override
  public Callback begin(FitInfo fit) {
    fit.requireConstantLearningRate("learningRate");
    return this;
  }

  @Override
  public Decision onEpochBegin(EpochBegin begin) {
    return Decision.go().learningRate(rule.rate(begin.number(), begin.learningRate()));
  }
}
