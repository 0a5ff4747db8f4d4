package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.SameAs;
import dev.lamina.spec.Type;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** The pooling layers, which give the largest number of many, or their mean. */
public final class Pooling {
  private Pooling() {}

  /**
   * The largest number of each channel in a window that slides over an image: from {@code [batch,
   * height, width, channels]} to a smaller height and width.
   *
   * @param poolSize how many pixels the window shows
   * @param strides how far the window goes at once
   * @param padding what the window does at the borders
   */
  public record MaxPooling2D(Size poolSize, @SameAs("poolSize") Size strides, Padding padding)
      implements Pooling2D<MaxPooling2D> {
    static final Type<MaxPooling2D> TYPE = Type.of(Layers.maxPooling2D(2));

    @Override
    public MaxPooling2D with(Size strides, Padding padding) {
      return new MaxPooling2D(poolSize, strides, padding);
    }

    /** By the op whose window is an attribute, of which oneDNN has a fast kernel. */
    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      // The Java API has only the other op.
      Scope scope = pass.tf().scope();
      return scope
          .env()
          .opBuilder("MaxPool", scope.makeOpName("MaxPool"), scope)
          .addInput(input.asOutput())
          .setAttr("ksize", numbers(poolSize))
          .setAttr("strides", numbers(strides))
          .setAttr("padding", padding.name())
          .build()
          .output(0);
    }

    private static long[] numbers(Size size) {
      return size.axes().stream().mapToLong(n -> n).toArray();
    }

    @Override
    public String toString() {
      return "maxPooling2D(" + poolSize + ")";
    }
  }

  /** The mean of each channel in a window, otherwise as {@link MaxPooling2D}. */
  public record AveragePooling2D(Size poolSize, @SameAs("poolSize") Size strides, Padding padding)
      implements Pooling2D<AveragePooling2D> {
    static final Type<AveragePooling2D> TYPE = Type.of(Layers.averagePooling2D(2));

    @Override
    public AveragePooling2D with(Size strides, Padding padding) {
      return new AveragePooling2D(poolSize, strides, padding);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return pass.tf().nn.avgPool(input, poolSize.axes(), strides.axes(), padding.name());
    }

    @Override
    public String toString() {
      return "averagePooling2D(" + poolSize + ")";
    }
  }

  /**
   * The largest number of each channel in a window that slides over a sequence: from {@code [batch,
   * steps, channels]} to fewer steps.
   *
   * @param poolSize how many steps the window shows, at least 1
   * @param strides how far the window goes at once, at least 1
   * @param padding what the window does at the ends
   */
  public record MaxPooling1D(int poolSize, @SameAs("poolSize") int strides, Padding padding)
      implements Pooling1D<MaxPooling1D> {
    static final Type<MaxPooling1D> TYPE = Type.of(Layers.maxPooling1D(2));

    public MaxPooling1D {
      check("MaxPooling1D", poolSize, strides);
    }

    @Override
    public MaxPooling1D with(int strides, Padding padding) {
      return new MaxPooling1D(poolSize, strides, padding);
    }

    @Override
    public Layer ofImages() {
      return new MaxPooling2D(Size.of(1, poolSize), Size.of(1, strides), padding);
    }

    @Override
    public String toString() {
      return "maxPooling1D(" + poolSize + ")";
    }
  }

  /** The mean of each channel in a window, otherwise as {@link MaxPooling1D}. */
  public record AveragePooling1D(int poolSize, @SameAs("poolSize") int strides, Padding padding)
      implements Pooling1D<AveragePooling1D> {
    static final Type<AveragePooling1D> TYPE = Type.of(Layers.averagePooling1D(2));

    public AveragePooling1D {
      check("AveragePooling1D", poolSize, strides);
    }

    @Override
    public AveragePooling1D with(int strides, Padding padding) {
      return new AveragePooling1D(poolSize, strides, padding);
    }

    @Override
    public Layer ofImages() {
      return new AveragePooling2D(Size.of(1, poolSize), Size.of(1, strides), padding);
    }

    @Override
    public String toString() {
      return "averagePooling1D(" + poolSize + ")";
    }
  }

  /**
   * The largest number of each channel of an image: from {@code [batch, height, width, channels]}
   * to {@code [batch, channels]}.
   *
   * @param keepdims whether the output is {@code [batch, 1, 1, channels]}
   */
  public record GlobalMaxPooling2D(boolean keepdims) implements GlobalPooling2D {
    static final Type<GlobalMaxPooling2D> TYPE = Type.of(Layers.globalMaxPooling2D());

    /** The same layer with or without axes of size 1 in place of height and width. */
    public GlobalMaxPooling2D keepdims(boolean keepdims) {
      return new GlobalMaxPooling2D(keepdims);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      return tf.reduceMax(input, tf.constant(new int[] {1, 2}), ReduceMax.keepDims(keepdims));
    }

    @Override
    public String toString() {
      return "globalMaxPooling2D" + suffix();
    }
  }

  /** The mean of each channel of an image, otherwise as {@link GlobalMaxPooling2D}. */
  public record GlobalAveragePooling2D(boolean keepdims) implements GlobalPooling2D {
    static final Type<GlobalAveragePooling2D> TYPE = Type.of(Layers.globalAveragePooling2D());

    /** The same layer with or without axes of size 1 in place of height and width. */
    public GlobalAveragePooling2D keepdims(boolean keepdims) {
      return new GlobalAveragePooling2D(keepdims);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      return tf.math.mean(input, tf.constant(new int[] {1, 2}), Mean.keepDims(keepdims));
    }

    @Override
    public String toString() {
      return "globalAveragePooling2D" + suffix();
    }
  }

  /** Pooling of whole images. */
  interface GlobalPooling2D extends Layer {

    /** Whether height and width stay, as axes of size 1. */
    boolean keepdims();

    @Override
    default Shape outputShape(Shape input) {
      Shapes.checkImage(type(), input);
      return keepdims() ? Shape.of(1, 1, input.get(2)) : Shape.of(input.get(2));
    }

    /** What follows the layer's name in texts. */
    default String suffix() {
      return keepdims() ? " keepdims" : "";
    }
  }

  private static void check(String layer, int poolSize, int strides) {
    Checks.atLeast(layer, "poolSize", poolSize, 1);
    Checks.atLeast(layer, "strides", strides, 1);
  }

  /** Pooling of images. */
  interface Pooling2D<L extends Pooling2D<L>> extends Windowed<L> {

    /** How many pixels the window shows. */
    Size poolSize();

    @Override
    default Shape outputShape(Shape input) {
      return padding().places(type(), input, poolSize(), strides()).append(input.get(2));
    }
  }

  /** Pooling of sequences, which are images of height 1 to it. */
  interface Pooling1D<L> extends OverSteps {

    /** How many steps the window shows. */
    int poolSize();

    /** How far the window goes at once. */
    int strides();

    /** What the window does at the ends. */
    Padding padding();

    /** The same layer with another stride and other ends. */
    L with(int strides, Padding padding);

    /** The same layer with another stride. */
    default L strides(int strides) {
      return with(strides, padding());
    }

    /** The same layer with other ends. */
    default L padding(Padding padding) {
      return with(strides(), padding);
    }

    @Override
    default Shape outputShape(Shape input) {
      return padding().places(type(), input, poolSize(), strides()).append(input.get(1));
    }
  }
}
