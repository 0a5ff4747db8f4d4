package dev.lamina.network;

import dev.lamina.layer.Shapes;
import dev.lamina.spec.Nearest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * Named parts that lie one after the other in one row of numbers, each row-major: the inputs, the
 * targets or the outputs of an example.
 *
 * @param list in the order of the row
 */
public record Parts(List<Part> list) {

  /**
   * @throws IllegalArgumentException if two have one name
   */
  public Parts {
    list = List.copyOf(list);
    List<String> names = list.stream().map(Part::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Parts are told apart by their names, but two of %s are the same; give each its own."
              .formatted(names));
    }
  }

  /** One part. */
  public static Parts of(String name, Shape shape) {
    return new Parts(List.of(new Part(name, shape)));
  }

  /** How many numbers all parts have together. */
  public long size() {
    return list.stream().mapToLong(part -> part.shape().size()).sum();
  }

  /** The shape of the only part; of several ones, that of the whole row. */
  public Shape shape() {
    return list.size() == 1 ? list.get(0).shape() : Shape.of(size());
  }

  /** The names in their order. */
  public List<String> names() {
    return list.stream().map(Part::name).toList();
  }

  /**
   * The part of this name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  public Part get(String name) {
    return list.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no part \"%s\"; did you mean \"%s\"? There are %s."
                        .formatted(name, Nearest.of(name, names()), this)));
  }

  /**
   * Where the part of this name begins in the row.
   *
   * @throws IllegalArgumentException as {@link #get}
   */
  public long offset(String name) {
    int index = list.indexOf(get(name));
    return list.subList(0, index).stream().mapToLong(part -> part.shape().size()).sum();
  }

  /** Cuts rows into their parts: row-major arrays by name, one for each row. */
  public Map<String, float[][]> split(float[][] rows) {
    Map<String, float[][]> split = new LinkedHashMap<>();
    int from = 0;
    for (Part part : list) {
      int start = from;
      int end = start + Math.toIntExact(part.shape().size());
      split.put(
          part.name(),
          Arrays.stream(rows)
              .map(row -> Arrays.copyOfRange(row, start, end))
              .toArray(float[][]::new));
      from = end;
    }
    return split;
  }

  /** The names with their shapes: {@code image [32, 32, 3], row [12]}. */
  @Override
  public String toString() {
    return list.stream()
        .map(part -> part.name() + " " + Shapes.text(part.shape()))
        .collect(Collectors.joining(", "));
  }
}
