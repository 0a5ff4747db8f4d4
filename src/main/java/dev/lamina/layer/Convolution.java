package dev.lamina.layer;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;

/**
 * A layer that slides a kernel over images {@code [batch, height, width, channels]}.
 *
 * @param <L> the layer's own type
 */
interface Convolution<L extends Convolution<L>> extends LinearLayer<L>, Windowed<L> {

  /** From how many values on the product of matrices is taken. */
  long LARGE = 1 << 18;

  /** The bits of four axes. */
  long ALL_AXES = 0b1111;

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
    return outputShape(input).take(2).size() * values(this, input);
  }

  /** At how many places a kernel stops in an image, {@code [height, width]}. */
  static Shape places(Convolution<?> layer, Shape image) {
    return layer.padding().places(layer.type(), image, span(layer), layer.strides());
  }

  /** How much the dilated kernel of a layer spans. */
  static Size span(Convolution<?> layer) {
    return span(layer.kernelSize(), layer.dilationRate());
  }

  private static Size span(Size kernel, Size dilation) {
    return Size.of(
        (kernel.height() - 1) * dilation.height() + 1, (kernel.width() - 1) * dilation.width() + 1);
  }

  /** The number of values of all kernels of a layer, without the bias. */
  static long values(Layer layer, Shape input) {
    return layer.weights(input).stream()
        .filter(weight -> !weight.name().equals("bias"))
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /**
   * Builds the convolution of images with a kernel, which is a matrix product if the kernel shows
   * one pixel and is large: oneDNN's convolution divides by zero on some processors for such.
   *
   * @param kernel {@code [height, width, channels, filters]}
   */
  static Operand<TFloat32> convolve(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> kernel, Size strides, Padding padding) {
    Shape shape = kernel.shape();
    if (shape.take(2).size() > 1 || shape.size() < LARGE) {
      return tf.nn.conv2d(images, kernel, strides.axes(), padding.name());
    }
    Operand<TFloat32> seen =
        strides.equals(Size.of(1))
            ? images
            : tf.stridedSlice(
                images,
                tf.constant(new int[4]),
                tf.constant(new int[4]),
                tf.constant(new int[] {1, strides.height(), strides.width(), 1}),
                StridedSlice.endMask(ALL_AXES));
    Operand<TFloat32> products =
        tf.linalg.matMul(
            tf.reshape(seen, tf.constant(new long[] {-1, shape.get(2)})),
            tf.reshape(kernel, tf.constant(new long[] {shape.get(2), shape.get(3)})));
    Shape output = Shapes.example(seen).take(2).append(shape.get(3));
    return tf.reshape(products, tf.constant(Shapes.batch(Shape.UNKNOWN_SIZE, output).asArray()));
  }

  /**
   * Builds the convolution of each channel of images with kernels of its own. That of a single
   * channel is an ordinary one, and must be: oneDNN takes a depthwise convolution without a bias
   * for an ordinary one with a bias if every size of both kernels is 1, and uses the wrong one.
   *
   * @param kernel {@code [height, width, channels, multiplier]}
   */
  static Operand<TFloat32> convolveApart(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> kernel, Size strides, Padding padding) {
    return kernel.shape().get(2) == 1
        ? tf.nn.conv2d(images, kernel, strides.axes(), padding.name())
        : tf.nn.depthwiseConv2dNative(images, kernel, strides.axes(), padding.name());
  }

  /**
   * Builds the kernel that spans as much as the dilated one, with zeros between its values:
   * TensorFlow's own dilation has wrong gradients or none.
   *
   * @param kernel {@code [height, width, channels, channels]}
   */
  static Operand<TFloat32> dilate(Ops tf, Operand<TFloat32> kernel, Size dilation) {
    if (dilation.equals(Size.of(1))) {
      return kernel;
    }
    long[] shape = kernel.shape().asArray();
    int down = dilation.height();
    int across = dilation.width();
    Operand<TFloat32> apart =
        tf.reshape(kernel, tf.constant(new long[] {shape[0], 1, shape[1], 1, shape[2], shape[3]}));
    int[][] zeros = {{0, 0}, {0, down - 1}, {0, 0}, {0, across - 1}, {0, 0}, {0, 0}};
    Operand<TFloat32> filled = tf.pad(apart, tf.constant(zeros), tf.constant(0f));
    long[] sizes = {shape[0] * down, shape[1] * across, shape[2], shape[3]};
    Size span = span(Size.of((int) shape[0], (int) shape[1]), dilation);
    return tf.slice(
        tf.reshape(filled, tf.constant(sizes)),
        tf.constant(new int[4]),
        tf.constant(new int[] {span.height(), span.width(), -1, -1}));
  }

  /** Checks that the groups have as many filters each. */
  static void checkGroups(String layer, int filters, int groups) {
    Checks.atLeast(layer, "filters", filters, 1);
    Checks.atLeast(layer, "groups", groups, 1);
    if (filters % groups != 0) {
      throw new IllegalArgumentException(
          "%s needs as many filters in each group, but got %s filters and %s groups."
              .formatted(layer, filters, groups));
    }
  }

  /** Checks that the groups have as many channels each. */
  static void checkGroups(String layer, int groups, Shape input) {
    if (Shapes.last(input) % groups != 0) {
      throw new ShapeException(
          "%s has %s groups, but got %s, whose %s channels they do not divide; give it other groups."
              .formatted(layer, groups, Shapes.text(input), Shapes.last(input)));
    }
  }
}
