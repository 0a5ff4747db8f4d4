package dev.lamina.layer;

import dev.lamina.spec.AsArray;
import dev.lamina.spec.Type;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** The layers that change size, contrast and brightness of images at random while training. */
public final class Augmentation {
  private Augmentation() {}

  /**
   * Numbers from one to another.
   *
   * @param low the lowest
   * @param high the highest, at least as high
   */
  @AsArray
  public record FactorRange(float low, float high) {
    public FactorRange {
      if (!(low <= high && high < Float.POSITIVE_INFINITY && low > Float.NEGATIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "A range needs a low and a high number in this order, but got %s and %s."
                .formatted(low, high));
      }
    }

    /** As far to both sides of 0. */
    public static FactorRange symmetric(double most) {
      return new FactorRange(0 - (float) most, (float) most);
    }

    /** A number of it for each image, {@code [batch, ...ones]}. */
    private Operand<TFloat32> draw(Pass pass, Operand<TFloat32> images, long... ones) {
      Ops tf = pass.tf();
      return tf.math.add(
          tf.math.mul(Noise.uniform(pass, images, ones), tf.constant(high - low)),
          tf.constant(low));
    }

    private Operand<TFloat32> clip(Ops tf, Operand<TFloat32> values) {
      return tf.clipByValue(values, tf.constant(low), tf.constant(high));
    }
  }

  /**
   * Shows each image {@code [height, width, channels]} from a random distance.
   *
   * @param heightFactor how much more of the height is seen, as a share of it; negative factors
   *     bring the image nearer; more than -1
   * @param widthFactor the same of the width, drawn by itself
   * @param sameFactor whether the width has the height's factor, and its own is of no matter
   * @param fillMode what stands outside an image
   * @param interpolation what is seen between pixels
   */
  public record RandomZoom(
      FactorRange heightFactor,
      FactorRange widthFactor,
      boolean sameFactor,
      FillMode fillMode,
      Interpolation interpolation)
      implements Resampling<RandomZoom> {
    static final Type<RandomZoom> TYPE = Type.of(Layers.randomZoom(0), "heightFactor");

    public RandomZoom {
      interpolation.checkOfTwo("RandomZoom");
      if (heightFactor.low() <= -1 || widthFactor.low() <= -1) {
        throw new IllegalArgumentException(
            "RandomZoom needs factors of more than -1, but got %s and %s."
                .formatted(heightFactor, widthFactor));
      }
    }

    /** The same layer with a factor of the width that is drawn by itself. */
    public RandomZoom widthFactor(FactorRange widthFactor) {
      return new RandomZoom(heightFactor, widthFactor, false, fillMode, interpolation);
    }

    @Override
    public RandomZoom with(FillMode fillMode, Interpolation interpolation) {
      return new RandomZoom(heightFactor, widthFactor, sameFactor, fillMode, interpolation);
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Resampler resampler = new Resampler(tf, input, fillMode, interpolation);
      Operand<TFloat32> down = heightFactor.draw(pass, input, 1, 1);
      Operand<TFloat32> right = sameFactor ? down : widthFactor.draw(pass, input, 1, 1);
      float middleRow = (resampler.height() - 1) / 2f;
      float middleColumn = (resampler.width() - 1) / 2f;
      return resampler.sample(
          zoomed(tf, resampler.rows(middleRow), down, middleRow),
          zoomed(tf, resampler.columns(middleColumn), right, middleColumn));
    }

    private static Operand<TFloat32> zoomed(
        Ops tf, Operand<TFloat32> places, Operand<TFloat32> factor, float middle) {
      Operand<TFloat32> more = tf.math.add(factor, tf.constant(1f));
      return tf.math.add(tf.math.mul(places, more), tf.constant(middle));
    }

    @Override
    public String toString() {
      return "randomZoom(" + heightFactor.low() + ", " + heightFactor.high() + ")";
    }
  }

  /**
   * Moves the pixels of each image {@code [height, width, channels]} away from the mean of their
   * channel, or towards it: {@code (x - mean) · (1 + f) + mean}.
   *
   * @param factor of less and of more contrast: f is drawn from {@code [-low, high]}
   * @param valueRange of pixels, to which they are clipped
   */
  public record RandomContrast(FactorRange factor, FactorRange valueRange)
      implements InTraining.OfImages {
    static final Type<RandomContrast> TYPE = Type.of(Layers.randomContrast(0), "factor");

    /** The same layer of pixels in another range. */
    public RandomContrast valueRange(FactorRange valueRange) {
      return new RandomContrast(factor, valueRange);
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Operand<TFloat32> mean =
          tf.math.mean(input, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
      Operand<TFloat32> by =
          new FactorRange(1 - factor.low(), 1 + factor.high()).draw(pass, input, 1, 1, 1);
      return valueRange.clip(tf, tf.math.add(tf.math.mul(tf.math.sub(input, mean), by), mean));
    }

    @Override
    public String toString() {
      return "randomContrast(" + factor.low() + ", " + factor.high() + ")";
    }
  }

  /**
   * Makes each image {@code [height, width, channels]} brighter or darker.
   *
   * @param factor what is added to all its pixels, as a share of their range
   * @param valueRange of pixels, to which they are clipped
   */
  public record RandomBrightness(FactorRange factor, FactorRange valueRange)
      implements InTraining.OfImages {
    static final Type<RandomBrightness> TYPE = Type.of(Layers.randomBrightness(0), "factor");

    /** The same layer of pixels in another range. */
    public RandomBrightness valueRange(FactorRange valueRange) {
      return new RandomBrightness(factor, valueRange);
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Operand<TFloat32> share = factor.draw(pass, input, 1, 1, 1);
      float width = valueRange.high() - valueRange.low();
      return valueRange.clip(tf, tf.math.add(input, tf.math.mul(share, tf.constant(width))));
    }

    @Override
    public String toString() {
      return "randomBrightness(" + factor.low() + ", " + factor.high() + ")";
    }
  }
}
