package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/** The examples of another source, read once into memory. */
final class CachedSource implements Source {
  private final Source source;
  private final float[][] x;
  private final float[][] y;
  private final float[] weights;

  CachedSource(Source source) {
    this.source = source;
    int size = source.size();
    x = new float[size][NamedParts.inputWidth(source.inputs())];
    y = new float[size][Example.width(source.targets())];
    weights = new float[source.weighted() ? size : 0];
    IntStream.range(0, size).parallel().forEach(this::read);
  }

  private void read(int row) {
    source.x(row, x[row], 0);
    source.y(row, y[row], 0);
    if (source.weighted()) {
      weights[row] = source.weight(row);
    }
  }

  @Override
  public int size() {
    return x.length;
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
    System.arraycopy(x[row], 0, into, offset, x[row].length);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    System.arraycopy(y[row], 0, into, offset, y[row].length);
  }

  @Override
  public boolean weighted() {
    return source.weighted();
  }

  @Override
  public float weight(int row) {
    return source.weighted() ? weights[row] : 1;
  }
}
