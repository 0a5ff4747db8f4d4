package dev.lamina.layer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The weights of convolutions. */
final class Kernels {
  private Kernels() {}

  /**
   * Declares a kernel, with the fans that Keras gives it: what the window shows of the last axis
   * but one, and of the last.
   *
   * @param shape {@code [...window, channels, channels]}
   */
  static Weight declare(String name, Shape shape, WeightRule rule) {
    int rank = shape.numDimensions();
    long window = shape.take(rank - 2).size();
    return Weight.of(name, shape, rule)
        .fans(window * shape.get(rank - 2), window * shape.get(rank - 1));
  }

  /** The kernels, and a bias of the last one's fans if the layer has one. */
  static List<Weight> withBias(Linear linear, long channels, Weight... kernels) {
    List<Weight> weights = new ArrayList<>(List.of(kernels));
    if (linear.useBias()) {
      Weight last = kernels[kernels.length - 1];
      weights.add(
          Weight.of("bias", Shape.of(channels), linear.bias()).fans(last.fanIn(), last.fanOut()));
    }
    return weights;
  }

  /** The number of values of all kernels, without the bias. */
  static long values(List<Weight> weights) {
    return weights.stream()
        .filter(weight -> !weight.name().equals("bias"))
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /** How much a dilated kernel spans. */
  static Size span(Size kernel, Size dilation) {
    return Size.of(
        (kernel.height() - 1) * dilation.height() + 1, (kernel.width() - 1) * dilation.width() + 1);
  }

  /**
   * @throws IllegalArgumentException if the strides differ, which TensorFlow's depthwise
   *     convolution does not have
   */
  static void checkDepthwise(String layer, Size strides) {
    if (strides.height() != strides.width()) {
      throw new IllegalArgumentException(
          "%s needs one stride for both directions, but got %s; use strides(%d)."
              .formatted(layer, strides, strides.height()));
    }
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
