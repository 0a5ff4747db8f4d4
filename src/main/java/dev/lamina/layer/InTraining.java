package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A layer that changes numbers while training alone, and passes them through otherwise. */
interface InTraining extends Layer {

  /**
   * Builds what a training step sees.
   *
   * @param input a batch {@code [batch, ...input]}
   * @return a batch of the same shape
   */
  Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input);

  @Override
  default Shape outputShape(Shape input) {
    return input;
  }

  @Override
  default Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return pass.training() && disturbs() ? disturb(pass, input) : input;
  }

  /** Whether there is anything to change: a rate of 0 changes nothing. */
  default boolean disturbs() {
    return true;
  }

  @Override
  default boolean masked(boolean input) {
    return input;
  }

  /** Such a layer of images {@code [height, width, channels]}. */
  interface OfImages extends InTraining {
    @Override
    default Shape outputShape(Shape input) {
      Shapes.checkImage(type(), input);
      return input;
    }

    @Override
    default boolean masked(boolean input) {
      return false;
    }
  }
}
