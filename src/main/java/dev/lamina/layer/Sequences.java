package dev.lamina.layer;

import dev.lamina.layer.Pooling.GlobalAveragePooling2D;
import dev.lamina.layer.Pooling.GlobalMaxPooling2D;
import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The layers that make sequences longer or shorter, as others do with images. */
public final class Sequences {
  private Sequences() {}

  /** The layer of {@link Layers#upSampling1D}. */
  record UpSampling1D(int size) implements OverSteps {
    static final Type<Layer> TYPE = Type.of(Layers.upSampling1D(2));

    UpSampling1D {
      Checks.atLeast("UpSampling1D", "size", size, 1);
    }

    @Override
    public Layer ofImages() {
      return Layers.upSampling2D(Size.of(1, size));
    }

    @Override
    public String toString() {
      return "upSampling1D(" + size + ")";
    }
  }

  /** The layer of {@link Layers#zeroPadding1D}. */
  record ZeroPadding1D(List<Integer> padding) implements OverSteps {
    static final Type<Layer> TYPE = Type.of(Layers.zeroPadding1D(1));

    ZeroPadding1D {
      padding = ends("ZeroPadding1D", padding);
    }

    @Override
    public Layer ofImages() {
      return Layers.zeroPadding2D(new Margins(0, 0, padding.get(0), padding.get(1)));
    }

    @Override
    public String toString() {
      return "zeroPadding1D(" + padding.get(0) + ", " + padding.get(1) + ")";
    }
  }

  /** The layer of {@link Layers#cropping1D}. */
  record Cropping1D(List<Integer> cropping) implements OverSteps {
    static final Type<Layer> TYPE = Type.of(Layers.cropping1D(1));

    Cropping1D {
      cropping = ends("Cropping1D", cropping);
    }

    @Override
    public Layer ofImages() {
      return Layers.cropping2D(new Margins(0, 0, cropping.get(0), cropping.get(1)));
    }

    @Override
    public String toString() {
      return "cropping1D(" + cropping.get(0) + ", " + cropping.get(1) + ")";
    }
  }

  /** The steps at both ends, of one number for both or one for each. */
  private static List<Integer> ends(String layer, List<Integer> steps) {
    if (steps.isEmpty() || steps.size() > 2 || steps.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "%s needs at least 0 steps, one number for both ends or one for each, but got %s."
              .formatted(layer, steps));
    }
    return List.of(steps.get(0), steps.get(steps.size() - 1));
  }

  /**
   * The largest number of each channel of a sequence: from {@code [batch, steps, channels]} to
   * {@code [batch, channels]}.
   *
   * @param keepdims whether the output is {@code [batch, 1, channels]}
   */
  public record GlobalMaxPooling1D(boolean keepdims) implements OverSteps {
    static final Type<GlobalMaxPooling1D> TYPE = Type.of(Layers.globalMaxPooling1D());

    /** The same layer with or without an axis of size 1 in place of the steps. */
    public GlobalMaxPooling1D keepdims(boolean keepdims) {
      return new GlobalMaxPooling1D(keepdims);
    }

    @Override
    public Layer ofImages() {
      return new GlobalMaxPooling2D(keepdims);
    }

    @Override
    public String toString() {
      return "globalMaxPooling1D" + (keepdims ? " keepdims" : "");
    }
  }

  /** The mean of each channel of a sequence, otherwise as {@link GlobalMaxPooling1D}. */
  public record GlobalAveragePooling1D(boolean keepdims) implements OverSteps {
    static final Type<GlobalAveragePooling1D> TYPE = Type.of(Layers.globalAveragePooling1D());

    /** The same layer with or without an axis of size 1 in place of the steps. */
    public GlobalAveragePooling1D keepdims(boolean keepdims) {
      return new GlobalAveragePooling1D(keepdims);
    }

    @Override
    public Layer ofImages() {
      return new GlobalAveragePooling2D(keepdims);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return Masking.ofSteps(pass, input)
          .map(mask -> counted(pass.tf(), mask, input))
          .orElseGet(() -> OverSteps.super.forward(pass, input));
    }

    /** The mean over the steps that count. */
    private Operand<TFloat32> counted(Ops tf, Operand<TBool> mask, Operand<TFloat32> input) {
      Masking.checkRank(this, mask, 2);
      Operand<TFloat32> sum = sum(tf, Masking.zeroed(tf, mask, input));
      Operand<TFloat32> counts = tf.dtypes.cast(Masking.raised(tf, mask, input), TFloat32.class);
      return tf.math.div(sum, sum(tf, counts));
    }

    private Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
      return tf.reduceSum(values, tf.constant(1), ReduceSum.keepDims(keepdims));
    }

    @Override
    public String toString() {
      return "globalAveragePooling1D" + (keepdims ? " keepdims" : "");
    }
  }
}
