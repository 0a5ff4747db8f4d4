package dev.lamina.data;

import org.tensorflow.ndarray.Shape;

/** Another source whose x goes by another shape of the same size. */
record ReshapedSource(Source source, Shape xShape) implements Source {

  ReshapedSource {
    int width = Shapes.width("x", source.xShape());
    if (Shapes.width("x", xShape) != width) {
      throw new IllegalArgumentException(
          ("x of shape %s holds %s values and cannot be reshaped to %s; give a shape of the same "
                  + "size")
              .formatted(source.xShape(), width, xShape));
    }
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Shape yShape() {
    return source.yShape();
  }

  @Override
  public void x(int row, float[] into, int offset) {
    source.x(row, into, offset);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    source.y(row, into, offset);
  }

  @Override
  public boolean weighted() {
    return source.weighted();
  }

  @Override
  public float weight(int row) {
    return source.weight(row);
  }
}
