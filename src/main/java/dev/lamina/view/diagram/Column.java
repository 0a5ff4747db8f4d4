package dev.lamina.view.diagram;

import dev.lamina.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * The values between two transforms, as one picture of nodes or of a volume. What has no weights
 * and keeps the shape belongs to the column before it.
 *
 * @param layer the number of its layer; 0 is the input
 * @param shape of one example
 * @param from the transform that the column comes from, unless it is the input
 * @param words what is written below, line by line
 */
record Column(int layer, Shape shape, Optional<Link> from, List<String> words) {

  Column {
    words = List.copyOf(words);
  }

  /** The columns of a network, from left to right. */
  static List<Column> of(Chain chain) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        new Column(0, chain.input(), Optional.empty(), List.of(size(chain.input(), "input"))));
    for (Link link : chain.links()) {
      int last = columns.size() - 1;
      Column before = columns.get(last);
      if (link.weighted() || !link.shape().equals(before.shape)) {
        columns.add(after(link));
      } else {
        columns.set(last, before.with(link.text()));
      }
    }
    return withoutFlatInput(columns);
  }

  private static Column after(Link link) {
    String noun = link.weighted() ? "node" : "value";
    return new Column(
        link.layer(), link.shape(), Optional.of(link), List.of(size(link.shape(), noun)));
  }

  /** A vector that is only there to be reshaped to an image is drawn as the image. */
  private static List<Column> withoutFlatInput(List<Column> columns) {
    boolean reshaped = columns.size() > 1 && columns.get(1).layer == 0;
    if (!reshaped || !columns.get(0).isVector() || columns.get(1).isVector()) {
      return columns;
    }
    Column image = columns.get(1);
    List<String> words = new ArrayList<>(image.words);
    words.addAll(1, columns.get(0).words);
    List<Column> fewer = new ArrayList<>(columns.subList(1, columns.size()));
    fewer.set(0, new Column(0, image.shape, Optional.empty(), words));
    return fewer;
  }

  private static String size(Shape shape, String noun) {
    if (shape.numDimensions() > 1) {
      return Arrays.stream(shape.asArray())
          .mapToObj(String::valueOf)
          .collect(Collectors.joining("×"));
    }
    return Numbers.count(shape.size()) + " " + noun + (shape.size() == 1 ? "" : "s");
  }

  private Column with(String line) {
    List<String> more = new ArrayList<>(words);
    more.add(line);
    return new Column(layer, shape, from, more);
  }

  /**
   * What its nodes are called before they are numbered; those of a reshaped layer have no names.
   */
  Term nodeName(boolean last) {
    if (last) {
      return Term.prediction();
    }
    return from.map(
            link -> link.weighted() ? Term.variable("v").above("(" + layer + ")") : Term.empty())
        .orElse(Term.variable("x"));
  }

  /** Whether it is drawn as nodes below each other. */
  boolean isVector() {
    return shape.numDimensions() <= 1;
  }

  /** Whether every one of its nodes has an edge from every node before. */
  boolean isDense() {
    return from.filter(Link::isDense).isPresent();
  }
}
