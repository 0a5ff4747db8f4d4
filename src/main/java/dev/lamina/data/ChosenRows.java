package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** Chosen rows of another source, in the order of their choice. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ChosenRows(Source source, int[] rows) implements Source {

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Shape xShape() {
    return source.xShape();
  }

  @Override
  public Shape yShape() {
    return source.yShape();
  }

  @Override
  public Parts inputs() {
    return source.inputs();
  }

  @Override
  public Parts targets() {
    return source.targets();
  }

  @Override
  public void x(int row, float[] into, int offset) {
    source.x(rows[row], into, offset);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    source.y(rows[row], into, offset);
  }

  @Override
  public void both(int row, float[] intoX, int offsetX, float[] intoY, int offsetY) {
    source.both(rows[row], intoX, offsetX, intoY, offsetY);
  }

  @Override
  public List<String> classes() {
    return source.classes();
  }

  @Override
  public boolean weighted() {
    return source.weighted();
  }

  @Override
  public float weight(int row) {
    return source.weight(rows[row]);
  }
}
