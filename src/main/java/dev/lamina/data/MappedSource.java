package dev.lamina.data;

import java.util.function.UnaryOperator;
import org.tensorflow.ndarray.Shape;

/** Another source whose examples go through a function each time they are read. */
record MappedSource(Source source, Shape xShape, Shape yShape, UnaryOperator<Example> function)
    implements Source {

  /** Takes the shapes from what {@code function} makes of {@code row}. */
  static MappedSource of(Source source, int row, UnaryOperator<Example> function) {
    Example mapped = function.apply(Example.read(source, row));
    return new MappedSource(source, mapped.xShape(), mapped.yShape(), function);
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public void x(int row, float[] into, int offset) {
    float[] x = mapped(row).x();
    System.arraycopy(x, 0, into, offset, x.length);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    float[] y = mapped(row).y();
    System.arraycopy(y, 0, into, offset, y.length);
  }

  @Override
  public boolean weighted() {
    return source.weighted();
  }

  @Override
  public float weight(int row) {
    return source.weight(row);
  }

  private Example mapped(int row) {
    Example mapped = function.apply(Example.read(source, row));
    if (!mapped.xShape().equals(xShape) || !mapped.yShape().equals(yShape)) {
      throw new IllegalStateException(
          ("map must give every example the same shapes, but gave x %s, y %s at first and x %s, y "
                  + "%s for row %s")
              .formatted(xShape, yShape, mapped.xShape(), mapped.yShape(), row));
    }
    return mapped;
  }
}
