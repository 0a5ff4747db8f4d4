package dev.lamina.exchange;

import org.tensorflow.ndarray.Shape;

/**
 * How the numbers of a weight lie in another library.
 *
 * @param shape there
 * @param order for each of Lamina's numbers, row-major, its place there
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Layout(Shape shape, int[] order) {

  /** As in Lamina, be it in another shape. */
  static Layout same(Shape shape) {
    int[] order = new int[Math.toIntExact(shape.size())];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return new Layout(shape, order);
  }

  /**
   * With its axes in another order.
   *
   * @param shape there
   * @param axes for each of Lamina's axes the one there
   */
  static Layout transposed(Shape shape, int... axes) {
    int[] strides = new int[axes.length];
    int stride = 1;
    for (int axis = axes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= (int) shape.get(axis);
    }
    int[] order = new int[stride];
    int[] index = new int[axes.length];
    for (int i = 0; i < order.length; i++) {
      for (int axis = 0; axis < axes.length; axis++) {
        order[i] += index[axis] * strides[axes[axis]];
      }
      for (int axis = axes.length - 1; axis >= 0; axis--) {
        index[axis]++;
        if (index[axis] < shape.get(axes[axis])) {
          break;
        }
        index[axis] = 0;
      }
    }
    return new Layout(shape, order);
  }

  /** The same places in another shape. */
  Layout reshaped(Shape other) {
    return new Layout(other, order);
  }

  /** Lamina's numbers of those that lie there. */
  float[] read(float[] there) {
    float[] values = new float[order.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = there[order[i]];
    }
    return values;
  }

  /** Those that lie there of Lamina's numbers. */
  float[] write(float[] values) {
    float[] there = new float[order.length];
    for (int i = 0; i < values.length; i++) {
      there[order[i]] = values[i];
    }
    return there;
  }
}
