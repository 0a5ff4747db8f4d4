package dev.lamina.train.metric;

import java.util.List;

/**
 * The harmonic mean of precision and recall.
 *
 * @param threshold what a prediction must be above to say its class
 * @param mostProbable whether predictions say their most probable class and no other
 * @param average how one number is made of the classes' scores
 * @param classes the classes that count; all of them if empty
 */
public record F1Score(float threshold, boolean mostProbable, Average average, List<Integer> classes)
    implements ClassScore<F1Score> {

  public F1Score {
    classes = List.copyOf(classes);
    ClassScore.check("F1Score", threshold, classes);
  }

  @Override
  public F1Score with(
      float threshold, boolean mostProbable, Average average, List<Integer> classes) {
    return new F1Score(threshold, mostProbable, average, classes);
  }

  @Override
  public double score(double right, double said, double meant) {
    return Ratio.of(2 * right, said + meant);
  }
}
