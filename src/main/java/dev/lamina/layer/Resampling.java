package dev.lamina.layer;

/** The settings of layers that take the pixels of images from other places. */
public interface Resampling<L extends Resampling<L>> extends Layer {

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

  /** The same layer with something else outside the images. */
  L fillMode(FillMode fillMode);

  /** The same layer with something else between pixels. */
  L interpolation(Interpolation interpolation);
}
