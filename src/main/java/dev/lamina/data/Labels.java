package dev.lamina.data;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/** The class number of each row that an order visits, read from y. */
final class Labels {

  private static final int SHOWN = 20;

  private final Order order;
  private final int[] labelOfRow;
  private final SortedSet<Integer> present = new TreeSet<>();

  private Labels(Source source, Order order) {
    Shape shape = source.yShape();
    if (Shapes.width("y", shape) != 1) {
      throw new IllegalArgumentException(
          "labels takes one class number for each example, but y has shape %s; use filter or map"
              .formatted(shape));
    }
    this.order = order;
    labelOfRow = new int[source.size()];
    float[] label = new float[1];
    for (int i = 0; i < order.size(); i++) {
      source.y(order.row(i), label, 0);
      labelOfRow[order.row(i)] = classNumber(i, label[0]);
      present.add((int) label[0]);
    }
  }

  static Labels read(Source source, Order order) {
    return new Labels(source, order);
  }

  /** The rows of the first of {@code classes}, then those of the second, and so on. */
  Order inTurn(int... classes) {
    if (Arrays.stream(classes).distinct().count() != classes.length) {
      throw new IllegalArgumentException(
          "labels takes every class once, but got %s; use repeat to have examples twice"
              .formatted(Arrays.toString(classes)));
    }
    return Arrays.stream(classes)
        .mapToObj(this::rowsOf)
        .reduce((before, next) -> before.concat(next, 0))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "labels takes at least one class, but got none; there are " + classes()));
  }

  private Order rowsOf(int label) {
    if (!present.contains(label)) {
      throw new IllegalArgumentException(
          "no example is of class " + label + "; there are " + classes());
    }
    return order.filter(row -> labelOfRow[row] == label);
  }

  private String classes() {
    String shown =
        present.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return "the classes [" + shown + (present.size() > SHOWN ? ", ...]" : "]");
  }

  private static int classNumber(int index, float label) {
    if (label != (int) label) {
      throw new IllegalArgumentException(
          "labels takes whole class numbers, but example %s has y = %s; use filter or map"
              .formatted(index, label));
    }
    return (int) label;
  }
}
