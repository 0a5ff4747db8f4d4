package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Shifts each image {@code [height, width, channels]} by a random distance while training; passes
 * images through otherwise.
 *
 * @param heightFactor the largest shift up and down, as a share of the height, at least 0
 * @param widthFactor the largest shift left and right, as a share of the width, at least 0
 * @param fillMode what stands outside an image
 * @param interpolation what is seen between pixels
 */
public record RandomTranslation(
    float heightFactor, float widthFactor, FillMode fillMode, Interpolation interpolation)
    implements Resampling<RandomTranslation> {

  public RandomTranslation {
    Images.checkFactor("RandomTranslation", "heightFactor", heightFactor);
    Images.checkFactor("RandomTranslation", "widthFactor", widthFactor);
  }

  @Override
  public RandomTranslation fillMode(FillMode fillMode) {
    return new RandomTranslation(heightFactor, widthFactor, fillMode, interpolation);
  }

  @Override
  public RandomTranslation interpolation(Interpolation interpolation) {
    return new RandomTranslation(heightFactor, widthFactor, fillMode, interpolation);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("RandomTranslation", input);
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
    Operand<TFloat32> down = Images.symmetric(pass, input, heightFactor * height);
    Operand<TFloat32> right = Images.symmetric(pass, input, widthFactor * width);
    return new Resampler(fillMode, interpolation)
        .sample(
            tf,
            input,
            tf.math.sub(Images.rows(tf, height, 0), down),
            tf.math.sub(Images.columns(tf, width, 0), right));
  }

  @Override
  public long multiplications(Shape input) {
    return Images.RESAMPLING * input.size();
  }

  @Override
  public String toString() {
    return "randomTranslation(" + heightFactor + ", " + widthFactor + ")";
  }
}
