package dev.lamina.layer;

import dev.lamina.layer.Resampling.FillMode;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Takes the pixels of images from other places. Places are counted in pixels from the first one and
 * may be anywhere, in between and outside. The gradient passes to the images.
 *
 * @param tf builds the ops
 * @param images {@code [batch, height, width, channels]}, all known
 * @param fill what stands outside
 * @param interpolation what is seen between pixels
 */
record Resampler(Ops tf, Operand<TFloat32> images, FillMode fill, Interpolation interpolation) {

  /** A pixel along one axis, {@code index}, and its share in what is seen. */
  private record Tap(Operand<TInt32> index, Operand<TFloat32> share) {}

  /**
   * Builds the images that are seen at the given places.
   *
   * @param rows where each pixel is taken from, with {@code columns} broadcasting to {@code [batch,
   *     height, width]}
   * @param columns likewise
   */
  Operand<TFloat32> sample(Operand<TFloat32> rows, Operand<TFloat32> columns) {
    Operand<TFloat32> pixels = tf.reshape(images, tf.constant(new int[] {-1, size(3)}));
    Operand<TInt32> first = firstPixels(size(0), height() * width());
    List<Tap> ofColumns = taps(columns, width());
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (Tap row : taps(rows, height())) {
      Operand<TInt32> start = tf.math.add(first, tf.math.mul(row.index, tf.constant(width())));
      for (Tap column : ofColumns) {
        Operand<TFloat32> seen =
            tf.gather(pixels, tf.math.add(start, column.index), tf.constant(0));
        Operand<TFloat32> share = tf.math.mul(row.share, column.share);
        parts.add(tf.math.mul(seen, tf.expandDims(share, tf.constant(-1))));
      }
    }
    return tf.math.addN(parts);
  }

  int height() {
    return size(1);
  }

  int width() {
    return size(2);
  }

  private int size(int axis) {
    return Math.toIntExact(images.shape().get(axis));
  }

  private Operand<TInt32> firstPixels(int batch, int pixels) {
    int[] first = new int[batch];
    for (int i = 0; i < batch; i++) {
      first[i] = i * pixels;
    }
    return tf.reshape(tf.constant(first), tf.constant(new int[] {batch, 1, 1}));
  }

  private List<Tap> taps(Operand<TFloat32> places, int size) {
    if (interpolation == Interpolation.NEAREST) {
      Operand<TFloat32> nearest = tf.math.floor(tf.math.add(places, tf.constant(0.5f)));
      return List.of(tap(nearest, tf.onesLike(places), size));
    }
    Operand<TFloat32> below = tf.math.floor(places);
    Operand<TFloat32> share = tf.math.sub(places, below);
    Operand<TFloat32> one = tf.constant(1f);
    return List.of(
        tap(below, tf.math.sub(one, share), size), tap(tf.math.add(below, one), share, size));
  }

  private Tap tap(Operand<TFloat32> place, Operand<TFloat32> share, int size) {
    Operand<TFloat32> inside =
        switch (fill) {
          case CONSTANT, NEAREST -> tf.clipByValue(place, tf.constant(0f), tf.constant(size - 1f));
          case WRAP -> tf.math.floorMod(place, tf.constant((float) size));
          case REFLECT -> {
            Operand<TFloat32> there = tf.math.floorMod(place, tf.constant(2f * size));
            Operand<TFloat32> back = tf.math.sub(tf.constant(2f * size - 1), there);
            yield tf.math.minimum(there, back);
          }
        };
    Operand<TFloat32> seen =
        fill == FillMode.CONSTANT
            ? tf.math.mul(share, tf.dtypes.cast(tf.math.equal(place, inside), TFloat32.class))
            : share;
    return new Tap(tf.dtypes.cast(inside, TInt32.class), seen);
  }

  /** Random numbers from {@code -most} to {@code most} for each image, {@code [batch, 1, 1]}. */
  Operand<TFloat32> symmetric(Pass pass, float most) {
    Operand<TFloat32> uniform = Noise.uniform(pass, images, 1, 1);
    return tf.math.mul(tf.math.sub(uniform, tf.constant(0.5f)), tf.constant(2 * most));
  }

  /** The place of each row counted from the origin, {@code [1, height, 1]}. */
  Operand<TFloat32> rows(float origin) {
    return places(Shape.of(1, height(), 1), origin);
  }

  /** The place of each column counted from the origin, {@code [1, 1, width]}. */
  Operand<TFloat32> columns(float origin) {
    return places(Shape.of(1, 1, width()), origin);
  }

  private Operand<TFloat32> places(Shape shape, float origin) {
    float[] places = new float[(int) shape.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i - origin;
    }
    return tf.constant(shape, DataBuffers.of(places));
  }
}
