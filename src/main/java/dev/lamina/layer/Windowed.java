package dev.lamina.layer;

/**
 * A layer that slides a window over images {@code [batch, height, width, channels]}.
 *
 * @param <L> the layer's own type
 */
interface Windowed<L extends Windowed<L>> extends Layer {

  /** How far the window goes at once. */
  Size strides();

  /** What the window does at the borders. */
  Padding padding();

  /** The same layer with other strides and borders. */
  L with(Size strides, Padding padding);

  /** The same layer with other strides. */
  default L strides(Size strides) {
    return with(strides, padding());
  }

  /** The same layer with one stride for both directions. */
  default L strides(int stride) {
    return strides(Size.of(stride));
  }

  /** The same layer with other borders. */
  default L padding(Padding padding) {
    return with(strides(), padding);
  }

  @Override
  default boolean prefersPlainGraph() {
    return true;
  }
}
