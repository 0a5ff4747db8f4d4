package dev.lamina.layer;

import dev.lamina.spec.Checks;
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
      Ops tf = pass.tf();
      int[][] zeros = {
        {0, 0}, {padding.top(), padding.bottom()}, {padding.left(), padding.right()}, {0, 0}
      };
      return tf.pad(input, tf.constant(zeros), tf.constant(0f));
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
      return switch (interpolation) {
        case NEAREST -> nearest(pass.tf(), input);
        case BILINEAR -> bilinear(pass.tf(), input);
      };
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

    private Operand<TFloat32> bilinear(Ops tf, Operand<TFloat32> input) {
      Shape image = Shapes.example(input);
      return resize(
          tf,
          input,
          means((int) image.get(0), size.height()),
          means((int) image.get(1), size.width()));
    }

    /** The share of each pixel of a line in each pixel of the line that is longer by a factor. */
    private static float[][] means(int length, int factor) {
      float[][] shares = new float[length * factor][length];
      for (int i = 0; i < shares.length; i++) {
        // Pixels are squares, so their centres lie half a pixel inside.
        float centre = Math.max(0, (i + 0.5f) / factor - 0.5f);
        int before = (int) centre;
        int after = Math.min(before + 1, length - 1);
        shares[i][before] += 1 - (centre - before);
        shares[i][after] += centre - before;
      }
      return shares;
    }

    @Override
    public String toString() {
      String suffix = interpolation == Interpolation.BILINEAR ? " bilinear" : "";
      return "upSampling2D(" + size + ")" + suffix;
    }
  }

  /**
   * Brings images to another height and width, by the pixels at the same share of both sides.
   *
   * @param height of the images that come out, at least 1
   * @param width of the images that come out, at least 1
   * @param interpolation what comes between the pixels
   */
  public record ResizedImages(int height, int width, Interpolation interpolation) implements Layer {
    static final Type<ResizedImages> TYPE =
        Type.of("Resizing", Layers.resizing(1, 1), "height", "width");

    public ResizedImages {
      Checks.atLeast("Resizing", "height", height, 1);
      Checks.atLeast("Resizing", "width", width, 1);
    }

    /** The same layer with something else between the pixels. */
    public ResizedImages interpolation(Interpolation interpolation) {
      return new ResizedImages(height, width, interpolation);
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
      Shape image = Shapes.example(input);
      return resize(
          pass.tf(),
          input,
          shares((int) image.get(0), height, interpolation),
          shares((int) image.get(1), width, interpolation));
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

  /** Builds images as matrix products, since XLA has no gradient for resized images. */
  private static Operand<TFloat32> resize(
      Ops tf, Operand<TFloat32> images, float[][] ofRows, float[][] ofColumns) {
    Operand<TFloat32> higher =
        tf.linalg.einsum(List.of(tf.constant(ofRows), images), "oh,bhwc->bowc");
    return tf.linalg.einsum(List.of(tf.constant(ofColumns), higher), "ow,bhwc->bhoc");
  }

  /** The share of each pixel of a line in each pixel of a longer or shorter one. */
  private static float[][] shares(int from, int to, Interpolation interpolation) {
    float[][] shares = new float[to][from];
    float scale = (float) from / to;
    for (int i = 0; i < to; i++) {
      // Pixels are squares, so their centres lie half a pixel inside.
      float centre = (i + 0.5f) * scale;
      if (interpolation == Interpolation.NEAREST) {
        shares[i][Math.min((int) centre, from - 1)] = 1;
        continue;
      }
      float place = Math.max(0, centre - 0.5f);
      int before = Math.min((int) place, from - 1);
      int after = Math.min(before + 1, from - 1);
      shares[i][before] += 1 - (place - before);
      shares[i][after] += place - before;
    }
    return shares;
  }
}
