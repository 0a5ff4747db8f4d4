package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A layer that slides a kernel over images {@code [batch, height, width, channels]}.
 *
 * @param <L> the layer's own type
 */
interface Convolution<L extends Convolution<L>> extends LinearLayer<L>, Windowed<L> {

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
        span(kernel.height(), dilation.height()), span(kernel.width(), dilation.width()));
  }

  /** How much a dilated kernel spans along an axis. */
  static int span(int kernel, int dilation) {
    long span = (kernel - 1L) * dilation + 1;
    if (span > Integer.MAX_VALUE) {
      throw new ShapeException(
          "A kernel of length %s with the dilation rate %s spans %s; use smaller ones."
              .formatted(kernel, dilation, span));
    }
    return (int) span;
  }

  /** The number of values of all kernels of a layer, without the bias. */
  static long values(Layer layer, Shape input) {
    return layer.weights(input).stream()
        .filter(weight -> !weight.name().equals("bias"))
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /**
   * Builds the convolution of images with a kernel. A kernel of one pixel is a matrix, by which the
   * pixels are multiplied: for some of them oneDNN's convolutions divide by zero, write where they
   * must not, or are taken for others. From one channel to one filter there is a second filter of
   * zeros: with one, oneDNN's gradients of the images are wrong.
   *
   * @param kernel {@code [height, width, channels, filters]}
   */
  static Operand<TFloat32> convolve(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> kernel, Size strides, Padding padding) {
    if (isOnePixel(kernel)) {
      return multiply(tf, every(tf, images, strides), kernel);
    }
    if (isSingle(kernel)) {
      Operand<TFloat32> both = convolve(tf, images, withZeros(tf, kernel), strides, padding);
      return tf.slice(both, tf.constant(new int[4]), tf.constant(new int[] {-1, -1, -1, 1}));
    }
    return tf.nn.conv2d(images, kernel, strides.axes(), padding.name());
  }

  /**
   * Builds the convolution of each channel of images with kernels of its own. Those of one pixel
   * are factors, as in {@link #convolve}.
   *
   * @param kernel {@code [height, width, channels, multiplier]}
   */
  static Operand<TFloat32> convolveApart(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> kernel, Size strides, Padding padding) {
    if (!isOnePixel(kernel)) {
      return tf.nn.depthwiseConv2dNative(images, kernel, strides.axes(), padding.name());
    }
    Operand<TFloat32> seen = every(tf, images, strides);
    Operand<TFloat32> factors = Shapes.reshape(tf, kernel, kernel.shape().takeLast(2));
    Shape output = Shapes.example(seen).take(2).append(factors.shape().size());
    return Shapes.reshape(
        tf,
        tf.math.mul(tf.expandDims(seen, tf.constant(-1)), factors),
        Shapes.batch(Shape.UNKNOWN_SIZE, output));
  }

  private static boolean isOnePixel(Operand<TFloat32> kernel) {
    return kernel.shape().take(2).size() == 1;
  }

  private static boolean isSingle(Operand<TFloat32> kernel) {
    return kernel.shape().takeLast(2).size() == 1;
  }

  /** Beside each number of a last axis of one as many zeros. */
  private static Operand<TFloat32> withZeros(Ops tf, Operand<TFloat32> values) {
    return tf.concat(List.of(values, tf.zerosLike(values)), tf.constant(3));
  }

  private static Operand<TFloat32> multiply(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> kernel) {
    Shape shape = kernel.shape();
    Operand<TFloat32> products =
        tf.linalg.matMul(
            Shapes.reshape(tf, images, -1, shape.get(2)),
            Shapes.reshape(tf, kernel, shape.takeLast(2)));
    Shape output = Shapes.example(images).take(2).append(shape.get(3));
    return Shapes.reshape(tf, products, Shapes.batch(Shape.UNKNOWN_SIZE, output));
  }

  /** The pixels at which a kernel of one pixel stops. */
  private static Operand<TFloat32> every(Ops tf, Operand<TFloat32> images, Size strides) {
    if (strides.equals(Size.of(1))) {
      return images;
    }
    return tf.stridedSlice(
        images,
        tf.constant(new int[4]),
        tf.constant(new int[4]),
        tf.constant(new int[] {1, strides.height(), strides.width(), 1}),
        StridedSlice.endMask(ALL_AXES));
  }

  /**
   * Builds the gradient of a convolution by its images, as a way to make images larger, around what
   * {@link #convolve} goes around too.
   *
   * @param kernel {@code [height, width, filters, channels]}
   * @param output the shape of one image that comes out
   */
  static Operand<TFloat32> spread(
      Ops tf,
      Operand<TFloat32> images,
      Operand<TFloat32> kernel,
      Size strides,
      Padding padding,
      Shape output) {
    if (isOnePixel(kernel)) {
      Operand<TFloat32> products =
          multiply(tf, images, tf.linalg.transpose(kernel, tf.constant(new int[] {0, 1, 3, 2})));
      long[] rows = {-1, products.shape().get(2), 1, output.get(2)};
      Operand<TFloat32> apart =
          Shapes.reshape(
              tf,
              insertZeros(tf, Shapes.reshape(tf, products, rows), rows, strides),
              Shapes.batch(
                  Shape.UNKNOWN_SIZE,
                  Shape.of(
                      images.shape().get(1) * strides.height(),
                      images.shape().get(2) * strides.width(),
                      output.get(2))));
      int[] sizes = Shapes.sizes(Shapes.batch(-1, output));
      return tf.slice(apart, tf.constant(new int[4]), tf.constant(sizes));
    }
    if (isSingle(kernel)) {
      return spread(tf, withZeros(tf, images), withZeros(tf, kernel), strides, padding, output);
    }
    Operand<TInt32> batch =
        tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> sizes =
        tf.concat(List.of(batch, tf.constant(Shapes.sizes(output))), tf.constant(0));
    return tf.nn.conv2dBackpropInput(sizes, kernel, images, strides.axes(), padding.name());
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
    Operand<TFloat32> filled = insertZeros(tf, kernel, shape, dilation);
    Size span = span(Size.of((int) shape[0], (int) shape[1]), dilation);
    return tf.slice(
        filled,
        tf.constant(new int[4]),
        tf.constant(new int[] {span.height(), span.width(), -1, -1}));
  }

  /**
   * Behind each place of the first two axes as many zeros as are left to the next one's.
   *
   * @param shape of the values, {@code [height, width, ...]}; a height of -1 is open
   * @param apart how far the places then are from one another
   */
  private static Operand<TFloat32> insertZeros(
      Ops tf, Operand<TFloat32> values, long[] shape, Size apart) {
    int down = apart.height();
    int across = apart.width();
    long[] alone = {shape[0], 1, shape[1], 1, shape[2], shape[3]};
    int[][] zeros = {{0, 0}, {0, down - 1}, {0, 0}, {0, across - 1}, {0, 0}, {0, 0}};
    Operand<TFloat32> filled =
        tf.pad(Shapes.reshape(tf, values, alone), tf.constant(zeros), tf.constant(0f));
    long height = shape[0] < 0 ? shape[0] : shape[0] * down;
    return Shapes.reshape(tf, filled, height, shape[1] * across, shape[2], shape[3]);
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
