package dev.lamina.train.metric;

import java.util.List;

/**
 * The share of what was said that was meant: how far a yes can be trusted.
 *
 * @param threshold what a prediction must be above to say its class
 * @param mostProbable whether predictions say their most probable class and no other
 * @param average how one number is made of the classes' scores
 * @param classes the classes that count; all of them if empty
 */
public record Precision(
    float threshold, boolean mostProbable, Average average, List<Integer> classes)
    implements ClassScore<Precision> {

  public Precision {
    classes = List.copyOf(classes);
    ClassScore.check("Precision", threshold, classes);
  }

  @Override
  public Precision with(
      float threshold, boolean mostProbable, Average average, List<Integer> classes) {
    return new Precision(threshold, mostProbable, average, classes);
  }

  @Override
  public double score(double right, double said, double meant) {
    return Ratio.of(right, said);
  }
}
