package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The kernels of convolutions. */
final class Kernels {
  private Kernels() {}

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
    Operand<TFloat32> apart =
        tf.reshape(kernel, tf.constant(new long[] {shape[0], 1, shape[1], 1, shape[2], shape[3]}));
    Operand<TFloat32> filled =
        tf.pad(
            apart,
            tf.constant(
                new int[][] {
                  {0, 0},
                  {0, dilation.height() - 1},
                  {0, 0},
                  {0, dilation.width() - 1},
                  {0, 0},
                  {0, 0}
                }),
            tf.constant(0f));
    Operand<TFloat32> together =
        tf.reshape(
            filled,
            tf.constant(
                new long[] {
                  shape[0] * dilation.height(), shape[1] * dilation.width(), shape[2], shape[3]
                }));
    Size span = span(Size.of((int) shape[0], (int) shape[1]), dilation);
    return tf.slice(
        together,
        tf.constant(new int[4]),
        tf.constant(new int[] {span.height(), span.width(), -1, -1}));
  }
}
