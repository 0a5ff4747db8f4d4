package dev.lamina.serving;

import dev.lamina.data.Source;
import org.tensorflow.ndarray.Shape;

/** Examples in rows, which are not copied: those who gave them wait for the predictions. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ExampleRows(float[][] rows, Shape xShape) implements Source {

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Shape yShape() {
    return Shape.of(0);
  }

  @Override
  public void x(int row, float[] into, int offset) {
    System.arraycopy(rows[row], 0, into, offset, rows[row].length);
  }

  @Override
  public void y(int row, float[] into, int offset) {}
}
