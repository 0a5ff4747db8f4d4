package dev.lamina.layer;

import dev.lamina.spec.SameAs;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The mean of each channel in a window that slides over an image: from {@code [batch, height,
 * width, channels]} to a smaller height and width.
 *
 * @param poolSize how many pixels the window shows
 * @param strides how far the window goes at once
 * @param padding what the window does at the borders
 */
public record AveragePooling2D(Size poolSize, @SameAs("poolSize") Size strides, Padding padding)
    implements Windowed<AveragePooling2D> {

  @Override
  public AveragePooling2D strides(Size strides) {
    return new AveragePooling2D(poolSize, strides, padding);
  }

  @Override
  public AveragePooling2D padding(Padding padding) {
    return new AveragePooling2D(poolSize, strides, padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    return window().places("AveragePooling2D", input).append(input.get(2));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return window().mean(pass.tf(), input);
  }

  private Window window() {
    return new Window(poolSize, strides, padding);
  }

  @Override
  public String toString() {
    return "averagePooling2D(" + poolSize + ")";
  }
}
