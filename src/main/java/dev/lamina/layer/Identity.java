package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * The matrix that passes everything through, times a gain.
 *
 * @param gain on the diagonal
 */
record Identity(float gain) implements Initializer {

  Identity {
    Draw.check("Identity", "a finite gain", gain, true);
  }

  @Override
  public Draws begin(RandomGenerator random) {
    return this::draw;
  }

  private float[] draw(Weight weight) {
    if (weight.shape().numDimensions() != 2) {
      throw new ShapeException(
          "Identity draws matrices, but %s has shape %s; give it another initializer."
              .formatted(weight.name(), Shapes.text(weight.shape())));
    }
    float[] values = new float[weight.size()];
    int columns = (int) weight.shape().get(1);
    for (int i = 0; i < values.length; i += columns + 1) {
      values[i] = gain;
    }
    return values;
  }
}
