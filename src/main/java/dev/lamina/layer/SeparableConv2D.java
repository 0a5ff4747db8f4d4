package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A {@link DepthwiseConv2D} whose channels are mixed by a second kernel of one pixel: from {@code
 * [batch, height, width, channels]} to {@code [batch, height, width, filters]} with far fewer
 * weights than {@link Conv2D} (Chollet 2017).
 *
 * @param filters the number of channels that come out, at least 1
 * @param kernelSize how many pixels the depthwise kernel sees at once
 * @param strides how far the depthwise kernel goes at once, as far down as across
 * @param padding what the depthwise kernel does at the borders
 * @param depthMultiplier the number of depthwise kernels of each channel, at least 1
 * @param dilationRate the distance between the pixels that the depthwise kernel sees
 * @param depthwise of the depthwise kernel
 * @param linear the settings that all layers with a linear transform share; its kernel is the
 *     pointwise one
 */
public record SeparableConv2D(
    int filters,
    Size kernelSize,
    Size strides,
    Padding padding,
    int depthMultiplier,
    Size dilationRate,
    WeightRule depthwise,
    Linear linear)
    implements Convolution<SeparableConv2D> {

  public SeparableConv2D {
    Checks.atLeast("SeparableConv2D", "filters", filters, 1);
    Checks.atLeast("SeparableConv2D", "depthMultiplier", depthMultiplier, 1);
    Kernels.checkDepthwise("SeparableConv2D", strides);
  }

  @Override
  public SeparableConv2D strides(Size strides) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, dilationRate, depthwise, linear);
  }

  @Override
  public SeparableConv2D padding(Padding padding) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, dilationRate, depthwise, linear);
  }

  /** The same layer with another number of depthwise kernels for each channel. */
  public SeparableConv2D depthMultiplier(int depthMultiplier) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, dilationRate, depthwise, linear);
  }

  @Override
  public SeparableConv2D dilationRate(Size dilationRate) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, dilationRate, depthwise, linear);
  }

  /** The same layer with another initializer of its depthwise kernel. */
  public SeparableConv2D depthwiseInitializer(Initializer initializer) {
    return depthwise(depthwise.initializer(initializer));
  }

  /** The same layer with a penalty on its depthwise kernel. */
  public SeparableConv2D depthwiseRegularizer(Regularizer regularizer) {
    return depthwise(depthwise.regularizer(regularizer));
  }

  /** The same layer with a constraint of its depthwise kernel. */
  public SeparableConv2D depthwiseConstraint(Constraint constraint) {
    return depthwise(depthwise.constraint(constraint));
  }

  private SeparableConv2D depthwise(WeightRule depthwise) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, dilationRate, depthwise, linear);
  }

  @Override
  public SeparableConv2D linear(Linear linear) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, dilationRate, depthwise, linear);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Window.of(this).places("SeparableConv2D", input).append(filters);
  }

  @Override
  public List<Weight> weights(Shape input) {
    long channels = input.get(2);
    Shape kernel = Shape.of(kernelSize.height(), kernelSize.width(), channels, depthMultiplier);
    return Kernels.withBias(
        linear,
        filters,
        Kernels.declare("depthwiseKernel", kernel, depthwise),
        Kernels.declare(
            "pointwiseKernel",
            Shape.of(1, 1, channels * depthMultiplier, filters),
            linear.kernel()));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> kernel = Kernels.dilate(tf, pass.weight("depthwiseKernel"), dilationRate);
    Operand<TFloat32> apart =
        tf.nn.depthwiseConv2dNative(input, kernel, Window.of(this).steps(), padding.name());
    return linear.finish(
        pass,
        tf.nn.conv2d(apart, pass.weight("pointwiseKernel"), List.of(1L, 1L, 1L, 1L), "VALID"));
  }

  @Override
  public String toString() {
    return "separableConv2D(" + filters + ", " + kernelSize + ")" + linear.suffix();
  }
}
