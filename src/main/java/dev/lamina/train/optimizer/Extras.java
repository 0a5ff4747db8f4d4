package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;

/**
 * What any optimizer can do besides its rule, in this order: gather the gradients of several
 * batches, clip, update by the rule, average the weights. At most one of the three ways to clip.
 *
 * @param clipNorm the greatest norm of each weight's gradient, 0 for any
 * @param clipValue the greatest absolute value in the gradients, 0 for any
 * @param globalClipNorm the greatest norm of all gradients together, 0 for any
 * @param gradientAccumulationSteps how many batches make one update, at least 1. The rule counts
 *     only updates that were made, the learning rate's schedule counts batches, as in Keras
 * @param emaMomentum what the running means of the weights keep of themselves after each batch, in
 *     [0, 1); the weights become these means when a training ends. 0 for weights as they are
 */
public record Extras(
    float clipNorm,
    float clipValue,
    float globalClipNorm,
    int gradientAccumulationSteps,
    double emaMomentum) {

  /** The rule alone. */
  public static final Extras NONE = new Extras(0, 0, 0, 1, 0);

  public Extras {
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

  /** The same with another greatest norm of each gradient. */
  public Extras clipNorm(float clipNorm) {
    return new Extras(clipNorm, clipValue, globalClipNorm, gradientAccumulationSteps, emaMomentum);
  }

  /** The same with another greatest absolute value in the gradients. */
  public Extras clipValue(float clipValue) {
    return new Extras(clipNorm, clipValue, globalClipNorm, gradientAccumulationSteps, emaMomentum);
  }

  /** The same with another greatest norm of all gradients together. */
  public Extras globalClipNorm(float globalClipNorm) {
    return new Extras(clipNorm, clipValue, globalClipNorm, gradientAccumulationSteps, emaMomentum);
  }

  /** The same with another number of batches for each update. */
  public Extras gradientAccumulationSteps(int gradientAccumulationSteps) {
    return new Extras(clipNorm, clipValue, globalClipNorm, gradientAccumulationSteps, emaMomentum);
  }

  /** The same with other running means of the weights. */
  public Extras emaMomentum(double emaMomentum) {
    return new Extras(clipNorm, clipValue, globalClipNorm, gradientAccumulationSteps, emaMomentum);
  }

  /** The rule with these things done besides. */
  Optimizer around(Optimizer rule) {
    Optimizer all = rule;
    if (clipNorm > 0 || clipValue > 0 || globalClipNorm > 0) {
      all = new Clipped(all, this);
    }
    if (gradientAccumulationSteps > 1) {
      all = new Accumulated(all, gradientAccumulationSteps);
    }
    if (emaMomentum > 0) {
      all = new Averaged(all, emaMomentum, gradientAccumulationSteps);
    }
    return all;
  }
}
