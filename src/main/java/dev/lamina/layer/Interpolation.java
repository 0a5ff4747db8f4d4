package dev.lamina.layer;

/** What comes between pixels that are moved apart. */
public enum Interpolation {
  /** The nearest pixel's value. */
  NEAREST,
  /** The mean of the nearest pixels on both sides, weighted by their nearness. */
  BILINEAR
}
