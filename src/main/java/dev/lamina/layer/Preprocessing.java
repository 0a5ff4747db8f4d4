package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The layers that bring data to a form that networks learn from: normalization, augmentation. */
public final class Preprocessing {
  private Preprocessing() {}

  /**
   * Brings each feature of the data to mean 0 and variance 1: {@code (x - mean) / √variance}, by
   * numbers that were measured before. Features are the last axis; an input of any rank keeps its
   * shape. A feature that never varies is only shifted to 0.
   *
   * @param mean of each feature, or a single one for all
   * @param variance of each feature, or a single one for all
   */
  record Normalization(List<Float> mean, List<Float> variance) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.normalization(0, 1), "mean", "variance");

    /** Keeps a feature that never varies from a division by zero. */
    private static final double LEAST_DEVIATION = 1e-7;

    Normalization {
      Moments moments = new Moments(mean, variance);
      mean = moments.mean();
      variance = moments.variance();
    }

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkRow("Normalization", input);
      if (mean.size() != 1 && mean.size() != Shapes.last(input)) {
        throw new ShapeException(
            "Normalization has numbers for %s features, but got %s; measure them with moments() on data of this shape."
                .formatted(mean.size(), Shapes.text(input)));
      }
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      float[] factors = new float[mean.size()];
      for (int i = 0; i < factors.length; i++) {
        factors[i] = (float) (1 / Math.max(Math.sqrt(variance.get(i)), LEAST_DEVIATION));
      }
      return tf.math.mul(tf.math.sub(input, tf.constant(array(mean))), tf.constant(factors));
    }

    @Override
    public long multiplications(Shape input) {
      return input.size();
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "normalization";
    }
  }

  /**
   * {@code scale · x + offset} of every number, such as pixels from [0, 255] to [0, 1].
   *
   * @param scale the factor
   * @param offset what is added
   */
  public record Rescaling(float scale, float offset) implements Layer {
    static final Type<Rescaling> TYPE = Type.of(Layers.rescaling(1), "scale");

    /** The same layer that adds something else. */
    public Rescaling offset(double offset) {
      return new Rescaling(scale, (float) offset);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      return tf.math.add(tf.math.mul(input, tf.constant(scale)), tf.constant(offset));
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "rescaling(" + scale + ", " + offset + ")";
    }
  }

  /**
   * Mirrors images {@code [height, width, channels]} at random while training, each with
   * probability 1/2 for each direction; passes them through otherwise.
   *
   * @param mode the directions
   */
  public record RandomFlip(Mode mode) implements InTraining.OfImages {
    static final Type<RandomFlip> TYPE = Type.of(Layers.randomFlip());

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
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
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
      Operand<TBool> flipped =
          tf.math.less(Noise.uniform(pass, images, 1, 1, 1), tf.constant(0.5f));
      return tf.select(flipped, tf.reverse(images, tf.constant(new int[] {axis})), images);
    }

    @Override
    public String toString() {
      return "randomFlip(" + mode.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
  }

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
    static final Type<RandomTranslation> TYPE =
        Type.of(Layers.randomTranslation(0, 0), "heightFactor", "widthFactor");

    public RandomTranslation {
      checkFactor("RandomTranslation", "heightFactor", heightFactor);
      checkFactor("RandomTranslation", "widthFactor", widthFactor);
      interpolation.checkOfTwo("RandomTranslation");
    }

    @Override
    public RandomTranslation with(FillMode fillMode, Interpolation interpolation) {
      return new RandomTranslation(heightFactor, widthFactor, fillMode, interpolation);
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Resampler resampler = new Resampler(tf, input, fillMode, interpolation);
      Operand<TFloat32> down = resampler.symmetric(pass, heightFactor * resampler.height());
      Operand<TFloat32> right = resampler.symmetric(pass, widthFactor * resampler.width());
      return resampler.sample(
          tf.math.sub(resampler.rows(0), down), tf.math.sub(resampler.columns(0), right));
    }

    @Override
    public String toString() {
      return "randomTranslation(" + heightFactor + ", " + widthFactor + ")";
    }
  }

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
    static final Type<RandomRotation> TYPE = Type.of(Layers.randomRotation(0), "factor");

    public RandomRotation {
      checkFactor("RandomRotation", "factor", factor);
      interpolation.checkOfTwo("RandomRotation");
    }

    @Override
    public RandomRotation with(FillMode fillMode, Interpolation interpolation) {
      return new RandomRotation(factor, fillMode, interpolation);
    }

    @Override
    public Operand<TFloat32> disturb(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Resampler resampler = new Resampler(tf, input, fillMode, interpolation);
      float middleRow = (resampler.height() - 1) / 2f;
      float middleColumn = (resampler.width() - 1) / 2f;
      Operand<TFloat32> angle = resampler.symmetric(pass, (float) (2 * Math.PI * factor));
      Operand<TFloat32> sine = tf.math.sin(angle);
      Operand<TFloat32> cosine = tf.math.cos(angle);
      Operand<TFloat32> down = resampler.rows(middleRow);
      Operand<TFloat32> right = resampler.columns(middleColumn);
      // What is seen at a place was, before a turn against the clock, at the place turned back.
      Operand<TFloat32> fromDown = tf.math.add(tf.math.mul(sine, right), tf.math.mul(cosine, down));
      Operand<TFloat32> fromRight =
          tf.math.sub(tf.math.mul(cosine, right), tf.math.mul(sine, down));
      return resampler.sample(
          tf.math.add(fromDown, tf.constant(middleRow)),
          tf.math.add(fromRight, tf.constant(middleColumn)));
    }

    @Override
    public String toString() {
      return "randomRotation(" + factor + ")";
    }
  }

  static float[] array(List<Float> numbers) {
    float[] array = new float[numbers.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = numbers.get(i);
    }
    return array;
  }

  private static void checkFactor(String layer, String option, float factor) {
    if (!(factor >= 0 && factor < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs a %s of at least 0, but got %s.".formatted(layer, option, factor));
    }
  }
}
