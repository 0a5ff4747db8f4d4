package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Lays kernels upon every place of an image, each upon one channel alone: from {@code [batch,
 * height, width, channels]} to {@code [batch, height, width, channels · depthMultiplier]}.
 *
 * @param kernelSize how many pixels a kernel sees at once
 * @param strides how far a kernel goes at once, as far down as across
 * @param padding what a kernel does at the borders
 * @param depthMultiplier the number of kernels of each channel, at least 1
 * @param dilationRate the distance between the pixels that a kernel sees
 * @param linear the settings that all layers with a linear transform share
 */
public record DepthwiseConv2D(
    Size kernelSize,
    Size strides,
    Padding padding,
    int depthMultiplier,
    Size dilationRate,
    Linear linear)
    implements Convolution<DepthwiseConv2D> {

  public DepthwiseConv2D {
    Checks.atLeast("DepthwiseConv2D", "depthMultiplier", depthMultiplier, 1);
    Kernels.checkDepthwise("DepthwiseConv2D", strides);
  }

  @Override
  public DepthwiseConv2D strides(Size strides) {
    return new DepthwiseConv2D(kernelSize, strides, padding, depthMultiplier, dilationRate, linear);
  }

  @Override
  public DepthwiseConv2D padding(Padding padding) {
    return new DepthwiseConv2D(kernelSize, strides, padding, depthMultiplier, dilationRate, linear);
  }

  /** The same layer with another number of kernels for each channel. */
  public DepthwiseConv2D depthMultiplier(int depthMultiplier) {
    return new DepthwiseConv2D(kernelSize, strides, padding, depthMultiplier, dilationRate, linear);
  }

  @Override
  public DepthwiseConv2D dilationRate(Size dilationRate) {
    return new DepthwiseConv2D(kernelSize, strides, padding, depthMultiplier, dilationRate, linear);
  }

  @Override
  public DepthwiseConv2D linear(Linear linear) {
    return new DepthwiseConv2D(kernelSize, strides, padding, depthMultiplier, dilationRate, linear);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape places = Window.of(this).places("DepthwiseConv2D", input);
    return places.append(input.get(2) * depthMultiplier);
  }

  @Override
  public List<Weight> weights(Shape input) {
    long channels = input.get(2);
    Shape kernel = Shape.of(kernelSize.height(), kernelSize.width(), channels, depthMultiplier);
    return Kernels.withBias(
        linear, channels * depthMultiplier, Kernels.declare("kernel", kernel, linear.kernel()));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> kernel = Kernels.dilate(tf, pass.weight("kernel"), dilationRate);
    return linear.finish(
        pass, tf.nn.depthwiseConv2dNative(input, kernel, Window.of(this).steps(), padding.name()));
  }

  @Override
  public String toString() {
    return "depthwiseConv2D(" + kernelSize + ")" + linear.suffix();
  }
}
