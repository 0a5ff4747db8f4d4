package dev.lamina.layer;

import org.tensorflow.ndarray.Shape;

/**
 * A layer that slides a kernel over images {@code [batch, height, width, channels]}.
 *
 * @param <L> the layer's own type
 */
interface Convolution<L extends Convolution<L>> extends LinearLayer<L>, Windowed<L> {

  /** How many pixels the kernel sees at once. */
  Size kernelSize();

  /** The distance between the pixels that the kernel sees: 1x1 if they touch. */
  Size dilationRate();

  /** The same layer but for the settings that all convolutions share. */
  L with(Size strides, Padding padding, Size dilationRate, Linear settings);

  @Override
  default L with(Size strides, Padding padding) {
    return with(strides, padding, dilationRate(), settings());
  }

  @Override
  default L settings(Linear settings) {
    return with(strides(), padding(), dilationRate(), settings);
  }

  /** The same layer whose kernel sees pixels at other distances. */
  default L dilationRate(Size dilationRate) {
    return with(strides(), padding(), dilationRate, settings());
  }

  /** The same layer whose kernel sees pixels at one distance in both directions. */
  default L dilationRate(int rate) {
    return dilationRate(Size.of(rate));
  }

  @Override
  default long multiplications(Shape input) {
    return outputShape(input).take(2).size() * Kernels.values(this, input);
  }
}
