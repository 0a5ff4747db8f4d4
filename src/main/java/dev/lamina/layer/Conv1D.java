package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Lays a kernel upon every place of a sequence: from {@code [batch, steps, channels]} to {@code
 * [batch, steps, filters]}.
 *
 * @param filters the number of channels that come out, at least 1
 * @param kernelSize how many steps the kernel sees at once, at least 1
 * @param strides how far the kernel goes at once, at least 1
 * @param padding what the kernel does at the ends
 * @param dilationRate the distance between the steps that the kernel sees, at least 1
 * @param linear the settings that all layers with a linear transform share
 */
public record Conv1D(
    int filters, int kernelSize, int strides, Padding padding, int dilationRate, Linear linear)
    implements LinearLayer<Conv1D> {

  public Conv1D {
    Checks.atLeast("Conv1D", "filters", filters, 1);
    Checks.atLeast("Conv1D", "kernelSize", kernelSize, 1);
    Checks.atLeast("Conv1D", "strides", strides, 1);
    Checks.atLeast("Conv1D", "dilationRate", dilationRate, 1);
  }

  /** The same layer with another stride. */
  public Conv1D strides(int strides) {
    return new Conv1D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  /** The same layer with other ends. */
  public Conv1D padding(Padding padding) {
    return new Conv1D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  /** The same layer whose kernel sees steps at another distance. */
  public Conv1D dilationRate(int dilationRate) {
    return new Conv1D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Conv1D linear(Linear linear) {
    return new Conv1D(filters, kernelSize, strides, padding, dilationRate, linear);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Sequences.places("Conv1D", window(), input).append(filters);
  }

  @Override
  public List<Weight> weights(Shape input) {
    return Kernels.withBias(
        linear,
        filters,
        Kernels.declare("kernel", Shape.of(kernelSize, input.get(1), filters), linear.kernel()));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> kernel =
        Kernels.dilate(
            tf, tf.expandDims(pass.weight("kernel"), tf.constant(0)), Size.of(1, dilationRate));
    Operand<TFloat32> image =
        tf.nn.conv2d(Sequences.image(tf, input), kernel, window().steps(), padding.name());
    return linear.finish(pass, Sequences.of(tf, image));
  }

  @Override
  public long multiplications(Shape input) {
    return outputShape(input).get(0) * Kernels.values(weights(input));
  }

  @Override
  public boolean prefersPlainGraph() {
    return true;
  }

  private Window window() {
    int span = (kernelSize - 1) * dilationRate + 1;
    return Sequences.window(span, strides, padding);
  }

  @Override
  public String toString() {
    return "conv1D(" + filters + ", " + kernelSize + ")" + linear.suffix();
  }
}
