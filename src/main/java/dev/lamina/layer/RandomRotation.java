package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns each image {@code [height, width, channels]} about its middle by a random angle while
 * training; passes images through otherwise.
 *
 * @param factor the largest angle to either side, as a share of a full turn, at least 0
 * @param fillMode what stands outside an image
 * @param interpolation what is seen between pixels
 */
public record RandomRotation(float factor, FillMode fillMode, Interpolation interpolation)
    implements Resampling<RandomRotation> {

  public RandomRotation {
    Images.checkFactor("RandomRotation", "factor", factor);
  }

  @Override
  public RandomRotation fillMode(FillMode fillMode) {
    return new RandomRotation(factor, fillMode, interpolation);
  }

  @Override
  public RandomRotation interpolation(Interpolation interpolation) {
    return new RandomRotation(factor, fillMode, interpolation);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("RandomRotation", input);
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    if (!pass.training()) {
      return input;
    }
    Ops tf = pass.tf();
    int height = Math.toIntExact(input.shape().get(1));
    int width = Math.toIntExact(input.shape().get(2));
    float middleRow = (height - 1) / 2f;
    float middleColumn = (width - 1) / 2f;
    Operand<TFloat32> angle = Images.symmetric(pass, input, (float) (2 * Math.PI * factor));
    Operand<TFloat32> sine = tf.math.sin(angle);
    Operand<TFloat32> cosine = tf.math.cos(angle);
    Operand<TFloat32> down = Images.rows(tf, height, middleRow);
    Operand<TFloat32> right = Images.columns(tf, width, middleColumn);
    // What is seen at a place was, before a turn against the clock, at the place turned back.
    Operand<TFloat32> fromDown = tf.math.add(tf.math.mul(sine, right), tf.math.mul(cosine, down));
    Operand<TFloat32> fromRight = tf.math.sub(tf.math.mul(cosine, right), tf.math.mul(sine, down));
    return new Resampler(fillMode, interpolation)
        .sample(
            tf,
            input,
            tf.math.add(fromDown, tf.constant(middleRow)),
            tf.math.add(fromRight, tf.constant(middleColumn)));
  }

  @Override
  public long multiplications(Shape input) {
    return Images.RESAMPLING * input.size();
  }

  @Override
  public String toString() {
    return "randomRotation(" + factor + ")";
  }
}
