package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Names;
import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers that make images larger or smaller. */
public final class Resizing {
  private Resizing() {}

  /** The layer of {@link Layers#zeroPadding2D(Margins)}. */
  record ZeroPadding2D(Margins padding) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.zeroPadding2D(1));

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkImage("ZeroPadding2D", input);
      return Shape.of(
          input.get(0) + padding.top() + padding.bottom(),
          input.get(1) + padding.left() + padding.right(),
          input.get(2));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return padded(pass.tf(), input, padding, 0);
    }

    @Override
    public String toString() {
      return "zeroPadding2D(" + padding + ")";
    }
  }

  /** The layer of {@link Layers#cropping2D(Margins)}. */
  record Cropping2D(Margins cropping) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.cropping2D(0));

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkImage("Cropping2D", input);
      long height = input.get(0) - cropping.top() - cropping.bottom();
      long width = input.get(1) - cropping.left() - cropping.right();
      if (height < 1 || width < 1) {
        throw new ShapeException(
            "Cropping2D leaves nothing of %s when it cuts off %s; cut off less."
                .formatted(Shapes.text(input), cropping));
      }
      return Shape.of(height, width, input.get(2));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      int[] rest = Shapes.sizes(outputShape(Shapes.example(input)));
      // Not long, for which TensorFlow's gradient of a slice fails.
      return tf.slice(
          input,
          tf.constant(new int[] {0, cropping.top(), cropping.left(), 0}),
          tf.constant(new int[] {-1, rest[0], rest[1], rest[2]}));
    }

    @Override
    public String toString() {
      return "cropping2D(" + cropping + ")";
    }
  }

  /**
   * Enlarges images {@code [batch, height, width, channels]}.
   *
   * @param size how many times as high and as wide
   * @param interpolation what comes between the pixels
   */
  public record UpSampling2D(Size size, Interpolation interpolation) implements Layer {
    static final Type<UpSampling2D> TYPE = Type.of(Layers.upSampling2D(2));

    /** The same layer with something else between the pixels. */
    public UpSampling2D interpolation(Interpolation interpolation) {
      return new UpSampling2D(size, interpolation);
    }

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkImage("UpSampling2D", input);
      return Shape.of(input.get(0) * size.height(), input.get(1) * size.width(), input.get(2));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Shape image = Shapes.example(input);
      return interpolation == Interpolation.NEAREST
          ? nearest(pass.tf(), input)
          : resize(pass.tf(), input, interpolation, false, outputShape(image));
    }

    private Operand<TFloat32> nearest(Ops tf, Operand<TFloat32> input) {
      Shape image = Shapes.example(input);
      Operand<TFloat32> rows = repeat(tf, input, image.get(1) * image.get(2), size.height());
      Operand<TFloat32> pixels = repeat(tf, rows, image.get(2), size.width());
      return Shapes.reshape(tf, pixels, Shapes.batch(Shape.UNKNOWN_SIZE, outputShape(image)));
    }

    /** Every run of {@code length} numbers as often as {@code times} says. */
    private static Operand<TFloat32> repeat(
        Ops tf, Operand<TFloat32> values, long length, int times) {
      Operand<TFloat32> runs = Shapes.reshape(tf, values, -1, 1, length);
      return tf.tile(runs, tf.constant(new int[] {1, times, 1}));
    }

    @Override
    public String toString() {
      String suffix = interpolation == Interpolation.NEAREST ? "" : " " + Names.of(interpolation);
      return "upSampling2D(" + size + ")" + suffix;
    }
  }

  /**
   * Brings images to another height and width.
   *
   * @param height of the images that come out, at least 1
   * @param width of the images that come out, at least 1
   * @param interpolation what comes between the pixels
   * @param antialias whether a pixel of a smaller image is of all pixels that it covers, which
   *     makes no difference to {@code NEAREST} and {@code AREA}
   * @param cropToAspectRatio whether sides are cut off first, so that nothing is stretched
   * @param padToAspectRatio whether sides are put on first, so that nothing is stretched
   * @param fillValue the value of the sides that are put on
   */
  public record ResizedImages(
      int height,
      int width,
      Interpolation interpolation,
      boolean antialias,
      boolean cropToAspectRatio,
      boolean padToAspectRatio,
      float fillValue)
      implements Layer {
    static final Type<ResizedImages> TYPE =
        Type.of("Resizing", Layers.resizing(1, 1), "height", "width");

    public ResizedImages {
      Checks.atLeast("Resizing", "height", height, 1);
      Checks.atLeast("Resizing", "width", width, 1);
      if (cropToAspectRatio && padToAspectRatio) {
        throw new IllegalArgumentException(
            "Resizing crops or pads to the aspect ratio, not both; leave one of them out.");
      }
    }

    /** The same layer with something else between the pixels. */
    public ResizedImages interpolation(Interpolation interpolation) {
      return new ResizedImages(
          height, width, interpolation, antialias, cropToAspectRatio, padToAspectRatio, fillValue);
    }

    /** The same layer whose pixels of smaller images are of all pixels that they cover, or not. */
    public ResizedImages antialias(boolean antialias) {
      return new ResizedImages(
          height, width, interpolation, antialias, cropToAspectRatio, padToAspectRatio, fillValue);
    }

    /** The same layer that cuts off sides instead of stretching images, or does not. */
    public ResizedImages cropToAspectRatio(boolean crop) {
      return new ResizedImages(
          height, width, interpolation, antialias, crop, padToAspectRatio, fillValue);
    }

    /** The same layer that puts on sides instead of stretching images, or does not. */
    public ResizedImages padToAspectRatio(boolean pad) {
      return new ResizedImages(
          height, width, interpolation, antialias, cropToAspectRatio, pad, fillValue);
    }

    /** The same layer that puts on sides of another value. */
    public ResizedImages fillValue(double fillValue) {
      return new ResizedImages(
          height,
          width,
          interpolation,
          antialias,
          cropToAspectRatio,
          padToAspectRatio,
          (float) fillValue);
    }

    @Override
    public String type() {
      return "Resizing";
    }

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkImage("Resizing", input);
      return Shape.of(height, width, input.get(2));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      int high = (int) input.shape().get(1);
      int wide = (int) input.shape().get(2);
      int asHigh = sameRatio(wide, height, width);
      int asWide = sameRatio(high, width, height);
      Operand<TFloat32> framed = input;
      if (cropToAspectRatio) {
        int down = high - Math.max(1, Math.min(high, asHigh));
        int right = wide - Math.max(1, Math.min(wide, asWide));
        framed =
            Layers.cropping2D(new Margins(down / 2, down - down / 2, right / 2, right - right / 2))
                .forward(pass, input);
      } else if (padToAspectRatio) {
        int down = Math.max(0, asHigh - high) / 2;
        int right = Math.max(0, asWide - wide) / 2;
        framed = padded(pass.tf(), input, new Margins(down, down, right, right), fillValue);
      }
      return resize(
          pass.tf(), framed, interpolation, antialias, outputShape(Shapes.example(input)));
    }

    /** The side that is to another one as a side that comes out to its other, as Keras rounds. */
    private static int sameRatio(int other, int side, int otherSide) {
      return (int) ((float) ((long) other * side) / otherSide);
    }

    @Override
    public long multiplications(Shape input) {
      return height * input.size() + (long) height * width * input.get(1) * input.get(2);
    }

    @Override
    public String toString() {
      return "resizing(" + height + ", " + width + ")";
    }
  }

  /** The layer of {@link Layers#centerCrop}. */
  record CenterCrop(int height, int width) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.centerCrop(1, 1), "height", "width");

    CenterCrop {
      Checks.atLeast("CenterCrop", "height", height, 1);
      Checks.atLeast("CenterCrop", "width", width, 1);
    }

    @Override
    public Shape outputShape(Shape input) {
      return cropping(input).outputShape(input);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return cropping(Shapes.example(input)).forward(pass, input);
    }

    private Layer cropping(Shape input) {
      Shapes.checkImage("CenterCrop", input);
      int down = (int) input.get(0) - height;
      int right = (int) input.get(1) - width;
      if (down < 0 || right < 0) {
        throw new ShapeException(
            "CenterCrop takes images of at least %sx%s, but got %s; put resizing(%s, %s) in its place."
                .formatted(height, width, Shapes.text(input), height, width));
      }
      return Layers.cropping2D(
          new Margins(down / 2, down - down / 2, right / 2, right - right / 2));
    }

    @Override
    public String toString() {
      return "centerCrop(" + height + ", " + width + ")";
    }
  }

  /** Builds images with sides of a value. */
  private static Operand<TFloat32> padded(
      Ops tf, Operand<TFloat32> images, Margins sides, float value) {
    int[][] sizes = {{0, 0}, {sides.top(), sides.bottom()}, {sides.left(), sides.right()}, {0, 0}};
    return tf.pad(images, tf.constant(sizes), tf.constant(value));
  }

  /** Builds images as matrix products, since XLA has no gradient for resized images. */
  private static Operand<TFloat32> resize(
      Ops tf,
      Operand<TFloat32> images,
      Interpolation interpolation,
      boolean antialias,
      Shape output) {
    int[] from = Shapes.sizes(Shapes.example(images));
    int[] to = Shapes.sizes(output);
    float[][] ofRows = interpolation.shares(from[0], to[0], antialias);
    float[][] ofColumns = interpolation.shares(from[1], to[1], antialias);
    var higher = tf.linalg.einsum(List.of(tf.constant(ofRows), images), "oh,bhwc->bowc");
    return tf.linalg.einsum(List.of(tf.constant(ofColumns), higher), "ow,bhwc->bhoc");
  }
}
