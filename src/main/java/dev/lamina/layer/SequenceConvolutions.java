package dev.lamina.layer;

import dev.lamina.layer.DepthwiseConvolutions.DepthwiseConv2D;
import dev.lamina.layer.DepthwiseConvolutions.SeparableConv2D;
import dev.lamina.spec.Checks;
import dev.lamina.spec.Flattened;
import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** The layers that slide a kernel over sequences as others do over images. */
public final class SequenceConvolutions {
  private SequenceConvolutions() {}

  /**
   * How a kernel goes over a sequence.
   *
   * @param kernelSize how many steps it sees at once, at least 1
   * @param strides how far it goes at once, at least 1
   * @param padding what it does at the ends
   * @param dilationRate the distance between the steps that it sees, at least 1
   */
  @Flattened
  public record Window(int kernelSize, int strides, Padding padding, int dilationRate) {

    static Window of(int kernelSize) {
      return new Window(kernelSize, 1, Padding.VALID, 1);
    }

    /** How many steps the kernel spans. */
    public int span() {
      return Convolution.span(kernelSize, dilationRate);
    }

    private void check(String layer) {
      Checks.atLeast(layer, "kernelSize", kernelSize, 1);
      Checks.atLeast(layer, "strides", strides, 1);
      Checks.atLeast(layer, "dilationRate", dilationRate, 1);
    }

    private Size kernel() {
      return Size.of(1, kernelSize);
    }

    private Size dilation() {
      return Size.of(1, dilationRate);
    }
  }

  /**
   * A convolution over sequences.
   *
   * @param <L> the layer's own type
   */
  public interface Convolution1D<L extends Convolution1D<L>> extends LinearLayer<L>, OverSteps {

    /** How the kernel goes over a sequence. */
    Window window();

    /** The same layer but for the settings that are given. */
    L with(Window window, Linear settings);

    /** The same layer with another stride. */
    default L strides(int strides) {
      Window old = window();
      return with(new Window(old.kernelSize, strides, old.padding, old.dilationRate), settings());
    }

    /** The same layer with other ends. */
    default L padding(Padding padding) {
      Window old = window();
      return with(new Window(old.kernelSize, old.strides, padding, old.dilationRate), settings());
    }

    /** The same layer whose kernel sees steps at another distance. */
    default L dilationRate(int dilationRate) {
      Window old = window();
      return with(new Window(old.kernelSize, old.strides, old.padding, dilationRate), settings());
    }

    @Override
    default L settings(Linear settings) {
      return with(window(), settings);
    }
  }

  /**
   * Lays a kernel upon every place of a sequence: from {@code [batch, steps, channels]} to {@code
   * [batch, steps, filters]}.
   *
   * @param filters the number of channels that come out, at least 1
   * @param window how the kernel goes over a sequence
   * @param groups into how many parts the channels are divided, as in {@link Convolutions.Conv2D}
   * @param settings of the linear transform
   */
  public record Conv1D(int filters, Window window, int groups, Linear settings)
      implements Convolution1D<Conv1D> {
    static final Type<Conv1D> TYPE = Type.of(Layers.conv1D(1, 1), "filters", "kernelSize");

    public Conv1D {
      Convolution.checkGroups("Conv1D", filters, groups);
      window.check("Conv1D");
    }

    @Override
    public Conv1D with(Window window, Linear settings) {
      return new Conv1D(filters, window, groups, settings);
    }

    /** The same layer whose filters see one of so many parts of the channels each. */
    public Conv1D groups(int groups) {
      return new Conv1D(filters, window, groups, settings);
    }

    @Override
    public Layer ofImages() {
      return new Convolutions.Conv2D(
          filters,
          window.kernel(),
          Size.of(1, window.strides),
          window.padding,
          window.dilation(),
          groups,
          settings);
    }

    @Override
    public Shape outputShape(Shape input) {
      Shape places = window.padding.places("Conv1D", input, window.span(), window.strides);
      Convolution.checkGroups("Conv1D", groups, input);
      return places.append(filters);
    }

    @Override
    public String toString() {
      return "conv1D(" + filters + ", " + window.kernelSize + ")" + settings.suffix();
    }
  }

  /**
   * Spreads every step over a kernel's length, the gradient of {@link Conv1D}: from {@code [batch,
   * steps, channels]} to {@code [batch, steps, filters]}, longer by the stride.
   *
   * @param filters the number of channels that come out, at least 1
   * @param window over what each step is spread; padding as in {@link Convolutions.Conv2DTranspose}
   * @param outputPadding none or one number, as in {@link Convolutions.Conv2DTranspose}
   * @param settings of the linear transform
   */
  public record Conv1DTranspose(
      int filters, Window window, List<Integer> outputPadding, Linear settings)
      implements Convolution1D<Conv1DTranspose> {
    static final Type<Conv1DTranspose> TYPE =
        Type.of(Layers.conv1DTranspose(1, 1), "filters", "kernelSize");

    public Conv1DTranspose {
      window.check("Conv1DTranspose");
      outputPadding = List.copyOf(outputPadding);
      if (outputPadding.size() > 1) {
        throw new IllegalArgumentException(
            "Conv1DTranspose needs an outputPadding of one number, but got %s."
                .formatted(outputPadding));
      }
    }

    /** The same layer with so many more steps. */
    public Conv1DTranspose outputPadding(int steps) {
      return new Conv1DTranspose(filters, window, List.of(steps), settings);
    }

    @Override
    public Conv1DTranspose with(Window window, Linear settings) {
      return new Conv1DTranspose(filters, window, outputPadding, settings);
    }

    @Override
    public Layer ofImages() {
      return new Convolutions.Conv2DTranspose(
          filters,
          window.kernel(),
          Size.of(1, window.strides),
          window.padding,
          outputPadding.isEmpty() ? List.of() : List.of(0, outputPadding.get(0)),
          window.dilation(),
          settings);
    }

    @Override
    public String toString() {
      return "conv1DTranspose(" + filters + ", " + window.kernelSize + ")" + settings.suffix();
    }
  }

  /**
   * Lays kernels upon every place of a sequence, each upon one channel alone: from {@code [batch,
   * steps, channels]} to {@code [batch, steps, channels · depthMultiplier]}.
   *
   * @param window how the kernels go over a sequence
   * @param depthMultiplier the number of kernels of each channel, at least 1
   * @param settings of the linear transform
   */
  public record DepthwiseConv1D(Window window, int depthMultiplier, Linear settings)
      implements Convolution1D<DepthwiseConv1D> {
    static final Type<DepthwiseConv1D> TYPE =
        Type.of(Layers.depthwiseConv1D(1), "kernelSize").alias("depthwise", "kernel");

    public DepthwiseConv1D {
      window.check("DepthwiseConv1D");
    }

    @Override
    public DepthwiseConv1D with(Window window, Linear settings) {
      return new DepthwiseConv1D(window, depthMultiplier, settings);
    }

    /** The same layer with another number of kernels for each channel. */
    public DepthwiseConv1D depthMultiplier(int depthMultiplier) {
      return new DepthwiseConv1D(window, depthMultiplier, settings);
    }

    @Override
    public Layer ofImages() {
      return new DepthwiseConv2D(
          window.kernel(),
          Size.of(window.strides),
          window.padding,
          depthMultiplier,
          window.dilation(),
          settings);
    }

    @Override
    public String toString() {
      return "depthwiseConv1D(" + window.kernelSize + ")" + settings.suffix();
    }
  }

  /**
   * A {@link DepthwiseConv1D} whose channels are mixed by a second kernel of one step: from {@code
   * [batch, steps, channels]} to {@code [batch, steps, filters]}.
   *
   * @param filters the number of channels that come out, at least 1
   * @param window how the depthwise kernels go over a sequence
   * @param depthMultiplier the number of depthwise kernels of each channel, at least 1
   * @param depthwise of the depthwise kernel
   * @param settings of the linear transform; its kernel is the pointwise one
   */
  public record SeparableConv1D(
      int filters, Window window, int depthMultiplier, WeightRule depthwise, Linear settings)
      implements Convolution1D<SeparableConv1D> {
    static final Type<SeparableConv1D> TYPE =
        Type.of(Layers.separableConv1D(1, 1), "filters", "kernelSize").alias("pointwise", "kernel");

    public SeparableConv1D {
      window.check("SeparableConv1D");
    }

    @Override
    public SeparableConv1D with(Window window, Linear settings) {
      return new SeparableConv1D(filters, window, depthMultiplier, depthwise, settings);
    }

    /** The same layer with another number of depthwise kernels for each channel. */
    public SeparableConv1D depthMultiplier(int depthMultiplier) {
      return new SeparableConv1D(filters, window, depthMultiplier, depthwise, settings);
    }

    /** The same layer with another initializer, regularizer or constraint of its first kernel. */
    public SeparableConv1D depthwise(WeightOption... options) {
      return new SeparableConv1D(
          filters, window, depthMultiplier, depthwise.with(options), settings);
    }

    @Override
    public Layer ofImages() {
      return new SeparableConv2D(
          filters,
          window.kernel(),
          Size.of(window.strides),
          window.padding,
          depthMultiplier,
          window.dilation(),
          depthwise,
          settings);
    }

    @Override
    public String toString() {
      return "separableConv1D(" + filters + ", " + window.kernelSize + ")" + settings.suffix();
    }
  }
}
