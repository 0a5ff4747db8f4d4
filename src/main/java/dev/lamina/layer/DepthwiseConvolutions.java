package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers that slide kernels over each channel of an image alone. */
public final class DepthwiseConvolutions {
  private DepthwiseConvolutions() {}

  /**
   * Lays kernels upon every place of an image, each upon one channel alone: from {@code [batch,
   * height, width, channels]} to {@code [batch, height, width, channels · depthMultiplier]}.
   *
   * @param kernelSize how many pixels a kernel sees at once
   * @param strides how far a kernel goes at once, as far down as across
   * @param padding what a kernel does at the borders
   * @param depthMultiplier the number of kernels of each channel, at least 1
   * @param dilationRate the distance between the pixels that a kernel sees
   * @param settings of the linear transform
   */
  public record DepthwiseConv2D(
      Size kernelSize,
      Size strides,
      Padding padding,
      int depthMultiplier,
      Size dilationRate,
      Linear settings)
      implements Convolution<DepthwiseConv2D> {
    static final Type<DepthwiseConv2D> TYPE =
        Type.of(Layers.depthwiseConv2D(1), "kernelSize").alias("depthwise", "kernel");

    public DepthwiseConv2D {
      check("DepthwiseConv2D", depthMultiplier, strides);
    }

    @Override
    public DepthwiseConv2D with(Size strides, Padding padding, Size dilationRate, Linear settings) {
      return new DepthwiseConv2D(
          kernelSize, strides, padding, depthMultiplier, dilationRate, settings);
    }

    /** The same layer with another number of kernels for each channel. */
    public DepthwiseConv2D depthMultiplier(int depthMultiplier) {
      return new DepthwiseConv2D(
          kernelSize, strides, padding, depthMultiplier, dilationRate, settings);
    }

    @Override
    public Shape outputShape(Shape input) {
      return Convolution.places(this, input).append(input.get(2) * depthMultiplier);
    }

    @Override
    public List<Weight> weights(Shape input) {
      Shape kernel = kernelShape(kernelSize, input, depthMultiplier);
      return settings.weights(
          input.get(2) * depthMultiplier, Weight.kernel("kernel", kernel, settings.kernel()));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return settings.finish(pass, transform(this, pass, input, "kernel"));
    }

    @Override
    public String toString() {
      return "depthwiseConv2D(" + kernelSize + ")" + settings.suffix();
    }
  }

  /**
   * A {@link DepthwiseConv2D} whose channels are mixed by a second kernel of one pixel: from {@code
   * [batch, height, width, channels]} to {@code [batch, height, width, filters]} with far fewer
   * weights than {@link Convolutions.Conv2D} (Chollet 2017).
   *
   * @param filters the number of channels that come out, at least 1
   * @param kernelSize how many pixels the depthwise kernel sees at once
   * @param strides how far the depthwise kernel goes at once, as far down as across
   * @param padding what the depthwise kernel does at the borders
   * @param depthMultiplier the number of depthwise kernels of each channel, at least 1
   * @param dilationRate the distance between the pixels that the depthwise kernel sees
   * @param depthwise of the depthwise kernel
   * @param settings of the linear transform; its kernel is the pointwise one
   */
  public record SeparableConv2D(
      int filters,
      Size kernelSize,
      Size strides,
      Padding padding,
      int depthMultiplier,
      Size dilationRate,
      WeightRule depthwise,
      Linear settings)
      implements Convolution<SeparableConv2D> {
    static final Type<SeparableConv2D> TYPE =
        Type.of(Layers.separableConv2D(1, 1), "filters", "kernelSize").alias("pointwise", "kernel");

    public SeparableConv2D {
      Checks.atLeast("SeparableConv2D", "filters", filters, 1);
      check("SeparableConv2D", depthMultiplier, strides);
    }

    @Override
    public SeparableConv2D with(Size strides, Padding padding, Size dilationRate, Linear settings) {
      return new SeparableConv2D(
          filters,
          kernelSize,
          strides,
          padding,
          depthMultiplier,
          dilationRate,
          depthwise,
          settings);
    }

    /** The same layer with another number of depthwise kernels for each channel. */
    public SeparableConv2D depthMultiplier(int depthMultiplier) {
      return with(depthMultiplier, depthwise);
    }

    /** The same layer with another initializer, regularizer or constraint of its first kernel. */
    public SeparableConv2D depthwise(WeightOption... options) {
      return with(depthMultiplier, depthwise.with(options));
    }

    private SeparableConv2D with(int depthMultiplier, WeightRule depthwise) {
      return new SeparableConv2D(
          filters,
          kernelSize,
          strides,
          padding,
          depthMultiplier,
          dilationRate,
          depthwise,
          settings);
    }

    @Override
    public Shape outputShape(Shape input) {
      return Convolution.places(this, input).append(filters);
    }

    @Override
    public List<Weight> weights(Shape input) {
      Shape pointwise = Shape.of(1, 1, input.get(2) * depthMultiplier, filters);
      return settings.weights(
          filters,
          Weight.kernel(
              "depthwiseKernel", kernelShape(kernelSize, input, depthMultiplier), depthwise),
          Weight.kernel("pointwiseKernel", pointwise, settings.kernel()));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Operand<TFloat32> apart = transform(this, pass, input, "depthwiseKernel");
      Operand<TFloat32> kernel = pass.weight("pointwiseKernel");
      return settings.finish(
          pass, Convolution.convolve(pass.tf(), apart, kernel, Size.of(1), Padding.VALID));
    }

    @Override
    public String toString() {
      return "separableConv2D(" + filters + ", " + kernelSize + ")" + settings.suffix();
    }
  }

  private static void check(String layer, int depthMultiplier, Size strides) {
    Checks.atLeast(layer, "depthMultiplier", depthMultiplier, 1);
    if (strides.height() != strides.width()) {
      // TensorFlow's depthwise convolution has no others.
      throw new IllegalArgumentException(
          "%s needs one stride for both directions, but got %s; use strides(%s)."
              .formatted(layer, strides, strides.height()));
    }
  }

  private static Shape kernelShape(Size size, Shape image, int depthMultiplier) {
    return Shape.of(size.height(), size.width(), image.get(2), depthMultiplier);
  }

  private static Operand<TFloat32> transform(
      Convolution<?> layer, Pass pass, Operand<TFloat32> input, String kernel) {
    Ops tf = pass.tf();
    Operand<TFloat32> dilated = Convolution.dilate(tf, pass.weight(kernel), layer.dilationRate());
    return Convolution.convolveApart(tf, input, dilated, layer.strides(), layer.padding());
  }
}
