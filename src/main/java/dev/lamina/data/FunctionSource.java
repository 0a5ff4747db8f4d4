package dev.lamina.data;

import org.tensorflow.ndarray.Shape;

/** A source made of functions, each of which reads one part of an example. */
record FunctionSource(
    int size,
    Shape xShape,
    Shape yShape,
    RowReader readX,
    RowReader readY,
    boolean weighted,
    RowWeight weights)
    implements Source {

  /** Without weights. */
  FunctionSource(int size, Shape xShape, Shape yShape, RowReader readX, RowReader readY) {
    this(size, xShape, yShape, readX, readY, false, row -> 1);
  }

  @Override
  public void x(int row, float[] into, int offset) {
    readX.read(row, into, offset);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    readY.read(row, into, offset);
  }

  @Override
  public float weight(int row) {
    return weights.of(row);
  }

  /** Writes x or y of one row to an array, from an offset on. */
  @FunctionalInterface
  interface RowReader {
    void read(int row, float[] into, int offset);
  }

  /** Gives the weight of one row. */
  @FunctionalInterface
  interface RowWeight {
    float of(int row);
  }
}
