package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Lays a kernel upon every place of an image: from {@code [batch, height, width, channels]} to
 * {@code [batch, height, width, filters]}.
 *
 * @param filters the number of channels that come out, at least 1
 * @param kernelSize how many pixels the kernel sees at once
 * @param strides how far the kernel goes at once
 * @param padding what the kernel does at the borders
 * @param dilationRate the distance between the pixels that the kernel sees
 * @param linear the settings that all layers with a linear transform share
 */
public record Conv2D(
    int filters, Size kernelSize, Size strides, Padding padding, Size dilationRate, Linear linear)
    implements Convolution<Conv2D> {

  public Conv2D {
    Checks.atLeast("Conv2D", "filters", filters, 1);
  }

  @Override
  public Conv2D strides(Size strides) {
    return new Conv2D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Conv2D padding(Padding padding) {
    return new Conv2D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Conv2D dilationRate(Size dilationRate) {
    return new Conv2D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Conv2D linear(Linear linear) {
    return new Conv2D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Window.of(this).places("Conv2D", input).append(filters);
  }

  @Override
  public List<Weight> weights(Shape input) {
    Shape kernel = Shape.of(kernelSize.height(), kernelSize.width(), input.get(2), filters);
    return Kernels.withBias(linear, filters, Kernels.declare("kernel", kernel, linear.kernel()));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> kernel = Kernels.dilate(tf, pass.weight("kernel"), dilationRate);
    return linear.finish(
        pass, tf.nn.conv2d(input, kernel, Window.of(this).steps(), padding.name()));
  }

  @Override
  public String toString() {
    return "conv2D(" + filters + ", " + kernelSize + ")" + linear.suffix();
  }
}
