package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.SameAs;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The largest number of each channel in a window that slides over a sequence: from {@code [batch,
 * steps, channels]} to fewer steps.
 *
 * @param poolSize how many steps the window shows, at least 1
 * @param strides how far the window goes at once, at least 1
 * @param padding what the window does at the ends
 */
public record MaxPooling1D(int poolSize, @SameAs("poolSize") int strides, Padding padding)
    implements Layer {

  public MaxPooling1D {
    Checks.atLeast("MaxPooling1D", "poolSize", poolSize, 1);
    Checks.atLeast("MaxPooling1D", "strides", strides, 1);
  }

  /** The same layer with another stride. */
  public MaxPooling1D strides(int strides) {
    return new MaxPooling1D(poolSize, strides, padding);
  }

  /** The same layer with other ends. */
  public MaxPooling1D padding(Padding padding) {
    return new MaxPooling1D(poolSize, strides, padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Sequences.places("MaxPooling1D", window(), input).append(input.get(1));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    return Sequences.of(tf, window().maximum(tf, Sequences.image(tf, input)));
  }

  @Override
  public boolean prefersPlainGraph() {
    return true;
  }

  private Window window() {
    return Sequences.window(poolSize, strides, padding);
  }

  @Override
  public String toString() {
    return "maxPooling1D(" + poolSize + ")";
  }
}
