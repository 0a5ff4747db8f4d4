package dev.lamina.data;

import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/** Chosen rows of another source, in the order of their choice. */
final class RowsSource implements Source {

  private final Source source;
  private final int[] rows;

  private RowsSource(Source source, int[] rows) {
    this.source = source;
    this.rows = rows;
  }

  /** Chooses {@code rows}, looking through an earlier choice so that choices never pile up. */
  static RowsSource of(Source source, int[] rows) {
    return source instanceof RowsSource chosen
        ? new RowsSource(chosen.source, Arrays.stream(rows).map(row -> chosen.rows[row]).toArray())
        : new RowsSource(source, rows);
  }

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
  public void x(int row, float[] into, int offset) {
    source.x(rows[row], into, offset);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    source.y(rows[row], into, offset);
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
