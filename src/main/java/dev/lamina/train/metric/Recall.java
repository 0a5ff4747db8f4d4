package dev.lamina.train.metric;

import java.util.List;

/**
 * The share of what was meant that was said: how much is found.
 *
 * @param threshold what a prediction must be above to say its class
 * @param mostProbable whether predictions say their most probable class and no other
 * @param average how one number is made of the classes' scores
 * @param classes the classes that count; all of them if empty
 */
public record Recall(float threshold, boolean mostProbable, Average average, List<Integer> classes)
    implements ClassScore<Recall> {

  public Recall {
    classes = List.copyOf(classes);
    ClassScore.check("Recall", threshold, classes);
  }

  @Override
  public Recall with(
      float threshold, boolean mostProbable, Average average, List<Integer> classes) {
    return new Recall(threshold, mostProbable, average, classes);
  }

  @Override
  public double score(double right, double said, double meant) {
    return Ratio.of(right, meant);
  }
}
