package dev.lamina.data;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** Puts examples in the order of their classes, read from y. */
final class Labels {

  private static final int SHOWN = 20;

  private Labels() {}

  /** The rows of the first of {@code classes}, then those of the second, and so on. */
  static Order inTurn(Source source, Order order, int... classes) {
    int[] labelOfRow = read(source, order);
    if (Arrays.stream(classes).distinct().count() != classes.length) {
      throw new IllegalArgumentException(
          "labels takes every class once, but got %s; use repeat to have examples twice"
              .formatted(Arrays.toString(classes)));
    }
    return Arrays.stream(classes)
        .mapToObj(label -> rowsOf(label, labelOfRow, order))
        .reduce((before, next) -> before.concat(next, 0))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "labels takes at least one class, but got none; there are "
                        + classes(labelOfRow, order)));
  }

  private static Order rowsOf(int label, int[] labelOfRow, Order order) {
    Order rows = order.filter(row -> labelOfRow[row] == label);
    if (rows.size() == 0) {
      throw new IllegalArgumentException(
          "no example is of class " + label + "; there are " + classes(labelOfRow, order));
    }
    return rows;
  }

  private static String classes(int[] labelOfRow, Order order) {
    List<String> present =
        Arrays.stream(order.visitedRows())
            .map(row -> labelOfRow[row])
            .distinct()
            .sorted()
            .limit(SHOWN + 1)
            .mapToObj(String::valueOf)
            .toList();
    return present.size() > SHOWN
        ? "the classes [" + String.join(", ", present.subList(0, SHOWN)) + ", ...]"
        : "the classes [" + String.join(", ", present) + "]";
  }

  /** The class number of each row of the source that the order visits. */
  private static int[] read(Source source, Order order) {
    Shape shape = source.yShape();
    if (Example.width("y", shape) != 1) {
      throw new IllegalArgumentException(
          "labels takes one class number for each example, but y has shape %s; use filter or map"
              .formatted(shape));
    }
    int[] labelOfRow = new int[source.size()];
    float[] label = new float[1];
    for (int i = 0; i < order.size(); i++) {
      source.y(order.row(i), label, 0);
      if (label[0] != (int) label[0]) {
        throw new IllegalArgumentException(
            "labels takes whole class numbers, but example %s has y = %s; use filter or map"
                .formatted(i, label[0]));
      }
      labelOfRow[order.row(i)] = (int) label[0];
    }
    return labelOfRow;
  }
}
