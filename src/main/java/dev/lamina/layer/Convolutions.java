package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The layers that slide a kernel over images. */
public final class Convolutions {
  private Convolutions() {}

  /**
   * Lays a kernel upon every place of an image: from {@code [batch, height, width, channels]} to
   * {@code [batch, height, width, filters]}.
   *
   * @param filters the number of channels that come out, at least 1
   * @param kernelSize how many pixels the kernel sees at once
   * @param strides how far the kernel goes at once
   * @param padding what the kernel does at the borders
   * @param dilationRate the distance between the pixels that the kernel sees
   * @param groups into how many parts the channels are divided, at least 1; the filters, which it
   *     divides too, see only those of their part
   * @param settings of the linear transform
   */
  public record Conv2D(
      int filters,
      Size kernelSize,
      Size strides,
      Padding padding,
      Size dilationRate,
      int groups,
      Linear settings)
      implements Convolution<Conv2D> {
    static final Type<Conv2D> TYPE = Type.of(Layers.conv2D(1, 1), "filters", "kernelSize");

    public Conv2D {
      Convolution.checkGroups("Conv2D", filters, groups);
    }

    /** The same layer whose filters see one of so many parts of the channels each. */
    public Conv2D groups(int groups) {
      return new Conv2D(filters, kernelSize, strides, padding, dilationRate, groups, settings);
    }

    @Override
    public Conv2D with(Size strides, Padding padding, Size dilationRate, Linear settings) {
      return new Conv2D(filters, kernelSize, strides, padding, dilationRate, groups, settings);
    }

    @Override
    public Shape outputShape(Shape input) {
      Shape places = Convolution.places(this, input);
      Convolution.checkGroups("Conv2D", groups, input);
      return places.append(filters);
    }

    @Override
    public List<Weight> weights(Shape input) {
      Shape kernel =
          Shape.of(kernelSize.height(), kernelSize.width(), input.get(2) / groups, filters);
      return settings.weights(filters, Weight.kernel("kernel", kernel, settings.kernel()));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return settings.finish(pass, transform(pass.tf(), input, pass.weight("kernel")));
    }

    private Operand<TFloat32> transform(Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel) {
      Operand<TFloat32> dilated = Convolution.dilate(tf, kernel, dilationRate);
      return groups == 1
          ? Convolution.convolve(tf, input, dilated, strides, padding)
          : grouped(tf, input, dilated);
    }

    /** TensorFlow's op has no gradients of groups on processors. */
    private Operand<TFloat32> grouped(Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel) {
      if (groups == Shapes.last(input.shape()) && strides.height() == strides.width()) {
        long[] sizes = kernel.shape().asArray();
        Operand<TFloat32> depthwise =
            Shapes.reshape(tf, kernel, sizes[0], sizes[1], groups, filters / groups);
        return Convolution.convolveApart(tf, input, depthwise, strides, padding);
      }
      Operand<TInt32> channels = tf.constant(3);
      List<Output<TFloat32>> inputs = tf.split(channels, input, (long) groups).output();
      List<Output<TFloat32>> kernels = tf.split(channels, kernel, (long) groups).output();
      List<Operand<TFloat32>> outputs = new ArrayList<>();
      for (int i = 0; i < groups; i++) {
        outputs.add(Convolution.convolve(tf, inputs.get(i), kernels.get(i), strides, padding));
      }
      return tf.concat(outputs, channels);
    }

    @Override
    public String toString() {
      return "conv2D(" + filters + ", " + kernelSize + ")" + settings.suffix();
    }
  }

  /**
   * Spreads every pixel of an image over a kernel's size, the gradient of {@link Conv2D}: from
   * {@code [batch, height, width, channels]} to {@code [batch, height, width, filters]}, larger by
   * the strides.
   *
   * @param filters the number of channels that come out, at least 1
   * @param kernelSize over how many pixels each one is spread
   * @param strides how far apart neighbours are laid
   * @param padding {@code SAME}: the output is as large as the input times the strides; {@code
   *     VALID}: it has all that the kernel covers
   * @param outputPadding how many rows and columns more there are than one that the kernel's middle
   *     is at (with {@code SAME}) or that the kernel covers, less than the strides: one number for
   *     both or two; none for the sizes that {@code padding} says
   * @param dilationRate the distance between the pixels that each one is spread over
   * @param settings of the linear transform
   */
  public record Conv2DTranspose(
      int filters,
      Size kernelSize,
      Size strides,
      Padding padding,
      List<Integer> outputPadding,
      Size dilationRate,
      Linear settings)
      implements Convolution<Conv2DTranspose> {
    static final Type<Conv2DTranspose> TYPE =
        Type.of(Layers.conv2DTranspose(1, 1), "filters", "kernelSize");

    public Conv2DTranspose {
      Checks.atLeast("Conv2DTranspose", "filters", filters, 1);
      int given = outputPadding.size();
      if (given > 2) {
        throw new IllegalArgumentException(
            "Conv2DTranspose needs an outputPadding of one number or two, but got %s."
                .formatted(outputPadding));
      }
      outputPadding =
          given == 1
              ? List.of(outputPadding.get(0), outputPadding.get(0))
              : List.copyOf(outputPadding);
    }

    @Override
    public Conv2DTranspose with(Size strides, Padding padding, Size dilationRate, Linear settings) {
      return new Conv2DTranspose(
          filters, kernelSize, strides, padding, outputPadding, dilationRate, settings);
    }

    /** The same layer with so many more rows and columns, one number for both or two. */
    public Conv2DTranspose outputPadding(Integer... rowsAndColumns) {
      return new Conv2DTranspose(
          filters, kernelSize, strides, padding, List.of(rowsAndColumns), dilationRate, settings);
    }

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkImage("Conv2DTranspose", input);
      Size span = Convolution.span(this);
      return Shape.of(
          length(0, input, span.height(), strides.height()),
          length(1, input, span.width(), strides.width()),
          filters);
    }

    private long length(int axis, Shape input, int span, int stride) {
      long size = input.get(axis);
      boolean valid = padding == Padding.VALID;
      if (outputPadding.isEmpty()) {
        return size * stride + (valid ? Math.max(span - stride, 0) : 0);
      }
      int least = valid || span % 2 == 1 ? 0 : 1;
      int more = outputPadding.get(axis);
      if (more < least || more >= stride) {
        throw new ShapeException(
            "%s needs an outputPadding of at least %s and less than its strides, %s, but got %s."
                .formatted(type(), least, strides, outputPadding));
      }
      return (size - 1) * stride + (valid ? span : span % 2) + more;
    }

    @Override
    public List<Weight> weights(Shape input) {
      Shape kernel = Shape.of(kernelSize.height(), kernelSize.width(), filters, input.get(2));
      return settings.weights(filters, Weight.kernel("kernel", kernel, settings.kernel()));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Operand<TFloat32> kernel = Convolution.dilate(tf, pass.weight("kernel"), dilationRate);
      Shape output = outputShape(Shapes.example(input));
      return settings.finish(pass, Convolution.spread(tf, input, kernel, strides, padding, output));
    }

    @Override
    public long multiplications(Shape input) {
      return input.take(2).size() * Convolution.values(this, input);
    }

    @Override
    public String toString() {
      return "conv2DTranspose(" + filters + ", " + kernelSize + ")" + settings.suffix();
    }
  }
}
