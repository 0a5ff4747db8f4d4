package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Spreads every pixel of an image over a kernel's size, the gradient of {@link Conv2D}: from {@code
 * [batch, height, width, channels]} to {@code [batch, height, width, filters]}, larger by the
 * strides.
 *
 * @param filters the number of channels that come out, at least 1
 * @param kernelSize over how many pixels each one is spread
 * @param strides how far apart neighbours are laid
 * @param padding {@code SAME}: the output is as large as the input times the strides; {@code
 *     VALID}: it has all that the kernel covers
 * @param dilationRate the distance between the pixels that each one is spread over
 * @param linear the settings that all layers with a linear transform share
 */
public record Conv2DTranspose(
    int filters, Size kernelSize, Size strides, Padding padding, Size dilationRate, Linear linear)
    implements Convolution<Conv2DTranspose> {

  public Conv2DTranspose {
    Checks.atLeast("Conv2DTranspose", "filters", filters, 1);
  }

  @Override
  public Conv2DTranspose strides(Size strides) {
    return new Conv2DTranspose(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Conv2DTranspose padding(Padding padding) {
    return new Conv2DTranspose(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Conv2DTranspose dilationRate(Size dilationRate) {
    return new Conv2DTranspose(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Conv2DTranspose linear(Linear linear) {
    return new Conv2DTranspose(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("Conv2DTranspose", input);
    Size span = Kernels.span(kernelSize, dilationRate);
    return Shape.of(
        length(input.get(0), span.height(), strides.height()),
        length(input.get(1), span.width(), strides.width()),
        filters);
  }

  private long length(long input, int span, int stride) {
    return input * stride + (padding == Padding.VALID ? Math.max(span - stride, 0) : 0);
  }

  @Override
  public List<Weight> weights(Shape input) {
    Shape kernel = Shape.of(kernelSize.height(), kernelSize.width(), filters, input.get(2));
    return Kernels.withBias(linear, filters, Kernels.declare("kernel", kernel, linear.kernel()));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> kernel = Kernels.dilate(tf, pass.weight("kernel"), dilationRate);
    Operand<TInt32> batch =
        tf.slice(tf.shape(input), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    int[] image = Shapes.sizes(outputShape(Shapes.example(input)));
    Operand<TInt32> sizes = tf.concat(List.of(batch, tf.constant(image)), tf.constant(0));
    return linear.finish(
        pass,
        tf.nn.conv2dBackpropInput(sizes, kernel, input, Window.of(this).steps(), padding.name()));
  }

  @Override
  public long multiplications(Shape input) {
    return input.take(2).size() * Kernels.values(weights(input));
  }

  @Override
  public String toString() {
    return "conv2DTranspose(" + filters + ", " + kernelSize + ")" + linear.suffix();
  }
}
