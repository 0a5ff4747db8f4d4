package dev.lamina.layer;

/**
 * A layer that slides a window over images {@code [batch, height, width, channels]}.
 *
 * @param <L> the layer's own type
 */
public interface Windowed<L extends Windowed<L>> extends Layer {

  /** How far the window goes at once. */
  Size strides();

  /** What the window does at the borders. */
  Padding padding();

  /** The same layer with other strides. */
  L strides(Size strides);

  /** The same layer with one stride for both directions. */
  default L strides(int stride) {
    return strides(Size.of(stride));
  }

  /** The same layer with other borders. */
  L padding(Padding padding);

  @Override
  default boolean prefersPlainGraph() {
    return true;
  }
}
