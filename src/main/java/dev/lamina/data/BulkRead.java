package dev.lamina.data;

import java.util.Objects;

/** Reads many rows of a source into one array, without an array for each. */
final class BulkRead {

  private BulkRead() {}

  static void x(Source source, int fromRow, int count, float[] into) {
    int width = Shapes.width("x", source.xShape());
    check(source, fromRow, count, width, into);
    for (int i = 0; i < count; i++) {
      source.x(fromRow + i, into, i * width);
    }
  }

  static void y(Source source, int fromRow, int count, float[] into) {
    int width = Shapes.width("y", source.yShape());
    check(source, fromRow, count, width, into);
    for (int i = 0; i < count; i++) {
      source.y(fromRow + i, into, i * width);
    }
  }

  static void weights(Source source, int fromRow, int count, float[] into) {
    check(source, fromRow, count, 1, into);
    for (int i = 0; i < count; i++) {
      into[i] = source.weight(fromRow + i);
    }
  }

  private static void check(Source source, int fromRow, int count, int width, float[] into) {
    Objects.checkFromIndexSize(fromRow, count, source.size());
    if ((long) count * width > into.length) {
      throw new IllegalArgumentException(
          ("%s rows of %s values do not fit into an array of %s; give a longer array or ask for "
                  + "fewer rows")
              .formatted(count, width, into.length));
    }
  }
}
