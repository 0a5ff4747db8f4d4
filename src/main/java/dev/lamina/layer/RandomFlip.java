package dev.lamina.layer;

import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Mirrors images {@code [height, width, channels]} at random while training, each with probability
 * 1/2 for each direction; passes them through otherwise.
 *
 * @param mode the directions
 */
public record RandomFlip(Mode mode) implements Layer {
  private static final int HEIGHT_AXIS = 1;
  private static final int WIDTH_AXIS = 2;

  /** Which sides of an image may change places. */
  public enum Mode {
    /** Left and right. */
    HORIZONTAL,
    /** Top and bottom. */
    VERTICAL,
    /** Left and right, and top and bottom, one drawn independently of the other. */
    HORIZONTAL_AND_VERTICAL
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("RandomFlip", input);
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    if (!pass.training()) {
      return input;
    }
    Operand<TFloat32> images = input;
    if (mode != Mode.VERTICAL) {
      images = flip(pass, images, WIDTH_AXIS);
    }
    if (mode != Mode.HORIZONTAL) {
      images = flip(pass, images, HEIGHT_AXIS);
    }
    return images;
  }

  private static Operand<TFloat32> flip(Pass pass, Operand<TFloat32> images, int axis) {
    Ops tf = pass.tf();
    Operand<TBool> flipped = tf.math.less(Images.uniform(pass, images, 1, 1, 1), tf.constant(0.5f));
    return tf.select(flipped, tf.reverse(images, tf.constant(new int[] {axis})), images);
  }

  @Override
  public String toString() {
    return "randomFlip(" + mode.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
  }
}
