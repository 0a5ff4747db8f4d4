package dev.lamina.layer;

import org.tensorflow.ndarray.Shape;

/**
 * A layer that takes the pixels of images {@code [height, width, channels]} from other places.
 *
 * @param <L> the layer's own type
 */
public interface Resampling<L extends Resampling<L>> extends InTraining.OfImages {

  /** What stands outside an image. */
  enum FillMode {
    /** Zeros. */
    CONSTANT,
    /** The nearest pixel of the image. */
    NEAREST,
    /** The image mirrored at its edge: {@code d c b a | a b c d | d c b a}. */
    REFLECT,
    /** The image again: {@code a b c d | a b c d | a b c d}. */
    WRAP
  }

  /** What stands outside an image. */
  FillMode fillMode();

  /** What is seen between pixels. */
  Interpolation interpolation();

  /** The same layer but for the settings that are given. */
  L with(FillMode fillMode, Interpolation interpolation);

  /** The same layer with something else outside the images. */
  default L fillMode(FillMode fillMode) {
    return with(fillMode, interpolation());
  }

  /** The same layer with something else between pixels. */
  default L interpolation(Interpolation interpolation) {
    return with(fillMode(), interpolation);
  }

  /** About eight multiplications for a value that is made of four others. */
  @Override
  default long multiplications(Shape input) {
    return 8 * input.size();
  }
}
