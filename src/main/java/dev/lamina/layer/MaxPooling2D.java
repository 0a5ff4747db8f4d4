package dev.lamina.layer;

import dev.lamina.spec.SameAs;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The largest number of each channel in a window that slides over an image: from {@code [batch,
 * height, width, channels]} to a smaller height and width.
 *
 * @param poolSize how many pixels the window shows
 * @param strides how far the window goes at once
 * @param padding what the window does at the borders
 */
public record MaxPooling2D(Size poolSize, @SameAs("poolSize") Size strides, Padding padding)
    implements Windowed<MaxPooling2D> {

  @Override
  public MaxPooling2D strides(Size strides) {
    return new MaxPooling2D(poolSize, strides, padding);
  }

  @Override
  public MaxPooling2D padding(Padding padding) {
    return new MaxPooling2D(poolSize, strides, padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    return window().places("MaxPooling2D", input).append(input.get(2));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return window().maximum(pass.tf(), input);
  }

  private Window window() {
    return new Window(poolSize, strides, padding);
  }

  @Override
  public String toString() {
    return "maxPooling2D(" + poolSize + ")";
  }
}
