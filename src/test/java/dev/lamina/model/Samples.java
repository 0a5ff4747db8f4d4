package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;

import dev.lamina.data.Dataset;
import dev.lamina.layer.Initializers;
import org.tensorflow.ndarray.Shape;

/** Small data sets and networks that the tests of models share. */
final class Samples {
  private Samples() {}

  /** Points of y = 2x + 1. */
  static Dataset line(int count) {
    float[][] x = new float[count][1];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      x[i][0] = i / 10f;
      y[i] = 2 * x[i][0] + 1;
    }
    return Dataset.of(x, y);
  }

  /** Points of two features around the corners of a triangle, each corner a class. */
  static Dataset corners(int count) {
    float[][] x = new float[count][2];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      int corner = i % 3;
      x[i][0] = (corner == 1 ? 1 : 0) + i % 7 / 20f;
      x[i][1] = (corner == 2 ? 1 : 0) + i % 11 / 30f;
      y[i] = corner;
    }
    return Dataset.of(x, y);
  }

  /** y = w·x, w = 1 at first. */
  static Sequential oneWeight() {
    return Sequential.of(Shape.of(1), dense(1).useBias(false).kernel(Initializers.ones()));
  }

  /** y = w·x + b. */
  static Sequential regression() {
    return Sequential.of(Shape.of(1), dense(1));
  }

  /** Tells the corners apart, with a hidden layer. */
  static Sequential classifier() {
    return Sequential.of(Shape.of(2), dense(8), relu(), dense(3), softmax());
  }

  /** As {@link #classifier}, with something random in its training. */
  static Sequential droppingClassifier() {
    return Sequential.of(Shape.of(2), dense(16), relu(), dropout(0.3f), dense(3), softmax());
  }
}
