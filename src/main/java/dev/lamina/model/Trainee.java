package dev.lamina.model;

import dev.lamina.engine.Fitting;
import dev.lamina.engine.RunReport;
import java.util.Map;

/** What a fit does to a model. */
interface Trainee extends ModelView {

  /** Makes the updates of the next run. */
  RunReport run(Fitting fitting);

  /** The learning rate of the next update; NaN if it follows a schedule. */
  float learningRate();

  /** Sets the learning rate of all updates from now on. */
  void learningRate(float rate);

  /** Sets the weights. */
  void restore(Map<String, float[]> weights);
}
