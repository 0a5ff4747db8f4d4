package dev.lamina.data;

import org.tensorflow.ndarray.Shape;

/** Examples in two row-major arrays. */
final class ArraySource implements Source {

  private final int size;
  private final Shape xShape;
  private final Shape yShape;
  private final int xWidth;
  private final int yWidth;
  private final float[] x;
  private final float[] y;

  private ArraySource(int size, Shape xShape, float[] x, Shape yShape, float[] y) {
    this.size = size;
    this.xShape = xShape;
    this.yShape = yShape;
    xWidth = Shapes.width("x", xShape);
    yWidth = Shapes.width("y", yShape);
    this.x = x;
    this.y = y;
  }

  /** Copies row-major numbers; the number of examples follows from x. */
  static ArraySource of(Shape xShape, float[] x, Shape yShape, float[] y) {
    int width = Shapes.inputWidth(xShape);
    if (x.length % width != 0) {
      throw new IllegalArgumentException(
          "x holds %s values, but an example of shape %s takes %s; give a multiple of that"
              .formatted(x.length, xShape, width));
    }
    int size = x.length / width;
    long targets = (long) size * Shapes.width("y", yShape);
    if (y.length != targets) {
      throw new IllegalArgumentException(
          "x holds %s examples, so y of shape %s for each takes %s values, but got %s"
              .formatted(size, yShape, targets, y.length));
    }
    return new ArraySource(size, xShape, x.clone(), yShape, y.clone());
  }

  /** Copies a row of x and a row of y for each example. */
  static ArraySource of(float[][] x, float[][] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x has %s rows and y has %s; give one row of each for every example"
              .formatted(x.length, y.length));
    }
    return new ArraySource(
        x.length, rowShape("x", x), flat("x", x), rowShape("y", y), flat("y", y));
  }

  private static Shape rowShape(String what, float[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          what
              + " has no rows, so the shape of an example is not known;"
              + " use Dataset.of(Shape, float[], Shape, float[])");
    }
    return Shape.of(rows[0].length);
  }

  private static float[] flat(String what, float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new IllegalArgumentException(
            "row %s of %s has %s values, but row 0 has %s; give every row the same number"
                .formatted(i, what, rows[i].length, width));
      }
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return flat;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Shape xShape() {
    return xShape;
  }

  @Override
  public Shape yShape() {
    return yShape;
  }

  @Override
  public void x(int row, float[] into, int offset) {
    System.arraycopy(x, row * xWidth, into, offset, xWidth);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    System.arraycopy(y, row * yWidth, into, offset, yWidth);
  }
}
