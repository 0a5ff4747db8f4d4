package dev.lamina.data;

import java.util.function.ToDoubleFunction;
import org.tensorflow.ndarray.Shape;

/** Another source whose examples count in the loss as much as they are told to. */
record WeightedSource(Source source, Weighting weighting) implements Source {

  /** Says how much a row of the source counts. */
  @FunctionalInterface
  interface Weighting {
    float of(int row);
  }

  /** Copies a weight for each row. */
  static WeightedSource of(Source source, float[] weights) {
    if (weights.length != source.size()) {
      throw new IllegalArgumentException(
          "sampleWeights takes one weight for each of %s examples, but got %s"
              .formatted(source.size(), weights.length));
    }
    float[] copy = weights.clone();
    for (int row = 0; row < copy.length; row++) {
      check(row, copy[row]);
    }
    return new WeightedSource(source, row -> copy[row]);
  }

  /** Asks for a row's weight each time it is read. */
  static WeightedSource of(Source source, ToDoubleFunction<Example> function) {
    return new WeightedSource(
        source, row -> (float) function.applyAsDouble(Example.read(source, row)));
  }

  private static void check(int row, float weight) {
    if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of an example must be finite and at least 0, but that of example %s is %s"
              .formatted(row, weight));
    }
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Shape xShape() {
    return source.xShape();
  }

  @Override
  public Shape yShape() {
    return source.yShape();
  }

  @Override
  public void x(int row, float[] into, int offset) {
    source.x(row, into, offset);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    source.y(row, into, offset);
  }

  @Override
  public boolean weighted() {
    return true;
  }

  @Override
  public float weight(int row) {
    return weighting.of(row);
  }
}
