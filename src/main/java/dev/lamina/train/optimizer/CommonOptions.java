package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;

/**
 * The options that every optimizer has: it can gather the gradients of several batches, clip them,
 * and average the weights that its rule gives. At most one of the three ways to clip.
 *
 * @param clipNorm the greatest norm of each weight's gradient, 0 for any
 * @param clipValue the greatest absolute value in the gradients, 0 for any
 * @param globalClipNorm the greatest norm of all gradients together, 0 for any
 * @param gradientAccumulationSteps how many batches make one update, at least 1. The rule counts
 *     only updates that were made, the learning rate's schedule counts batches, as in Keras
 * @param emaMomentum what the running means of the weights keep of themselves after each batch, in
 *     [0, 1); the weights become these means when a training ends. 0 for weights as they are
 */
public record CommonOptions(
    float clipNorm,
    float clipValue,
    float globalClipNorm,
    int gradientAccumulationSteps,
    double emaMomentum) {

  /** Those of the rule alone. */
  public static final CommonOptions NONE = new CommonOptions(0, 0, 0, 1, 0);

  public CommonOptions {
    Checks.notNegative("An optimizer", "clipNorm", clipNorm);
    Checks.notNegative("An optimizer", "clipValue", clipValue);
    Checks.notNegative("An optimizer", "globalClipNorm", globalClipNorm);
    if ((clipNorm > 0 ? 1 : 0) + (clipValue > 0 ? 1 : 0) + (globalClipNorm > 0 ? 1 : 0) > 1) {
      throw new IllegalArgumentException(
          "An optimizer clips in one way, but got clipNorm %s, clipValue %s and globalClipNorm %s; set the others to 0."
              .formatted(clipNorm, clipValue, globalClipNorm));
    }
    Checks.atLeast("An optimizer", "gradientAccumulationSteps", gradientAccumulationSteps, 1);
    Checks.decay("An optimizer", "emaMomentum", emaMomentum);
  }

  CommonOptions clipNorm(double norm) {
    return new CommonOptions(
        (float) norm, clipValue, globalClipNorm, gradientAccumulationSteps, emaMomentum);
  }

  CommonOptions clipValue(double value) {
    return new CommonOptions(
        clipNorm, (float) value, globalClipNorm, gradientAccumulationSteps, emaMomentum);
  }

  CommonOptions globalClipNorm(double norm) {
    return new CommonOptions(
        clipNorm, clipValue, (float) norm, gradientAccumulationSteps, emaMomentum);
  }

  CommonOptions gradientAccumulationSteps(int steps) {
    return new CommonOptions(clipNorm, clipValue, globalClipNorm, steps, emaMomentum);
  }

  CommonOptions emaMomentum(double momentum) {
    return new CommonOptions(
        clipNorm, clipValue, globalClipNorm, gradientAccumulationSteps, momentum);
  }

  boolean accumulates() {
    return gradientAccumulationSteps > 1;
  }

  boolean averages() {
    return emaMomentum > 0;
  }
}
