package dev.lamina.data;

import org.tensorflow.ndarray.Shape;

/** The rows of one source, then those of another of the same shapes. */
record ConcatSource(Source first, Source second) implements Source {

  ConcatSource {
    if (!first.xShape().equals(second.xShape()) || !first.yShape().equals(second.yShape())) {
      throw new IllegalArgumentException(
          ("data sets can follow each other only if their shapes are equal, but got x %s, y %s "
                  + "and x %s, y %s; use reshape or map first")
              .formatted(first.xShape(), first.yShape(), second.xShape(), second.yShape()));
    }
    if ((long) first.size() + second.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a data set holds at most %s examples, but got %s and %s"
              .formatted(Integer.MAX_VALUE, first.size(), second.size()));
    }
  }

  @Override
  public int size() {
    return first.size() + second.size();
  }

  @Override
  public Shape xShape() {
    return first.xShape();
  }

  @Override
  public Shape yShape() {
    return first.yShape();
  }

  @Override
  public void x(int row, float[] into, int offset) {
    if (row < first.size()) {
      first.x(row, into, offset);
    } else {
      second.x(row - first.size(), into, offset);
    }
  }

  @Override
  public void y(int row, float[] into, int offset) {
    if (row < first.size()) {
      first.y(row, into, offset);
    } else {
      second.y(row - first.size(), into, offset);
    }
  }

  @Override
  public boolean weighted() {
    return first.weighted() || second.weighted();
  }

  @Override
  public float weight(int row) {
    return row < first.size() ? first.weight(row) : second.weight(row - first.size());
  }
}
