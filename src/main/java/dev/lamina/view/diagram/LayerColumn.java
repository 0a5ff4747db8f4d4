package dev.lamina.view.diagram;

import dev.lamina.text.Numbers;
import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Face;
import dev.lamina.view.diagram.Mark.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tensorflow.ndarray.Shape;

/**
 * The values between two transforms, as one picture: a circle, nodes or a volume.
 *
 * @param layer the number of its layer; 0 is the input
 * @param shape of one example
 * @param from the transform that the column comes from, unless it is the input
 * @param name of its nodes, which are small without one
 * @param words what is written below, line by line
 * @param whole whether it is one circle, whatever the shape
 */
record LayerColumn(
    int layer, Shape shape, Optional<Transform> from, Term name, List<Term> words, boolean whole) {
  /** Stands for all nodes that are left out. */
  static final long GAP = 0;

  /** Transforms without weights that make each feature of all features. */
  private static final Set<String> OF_ALL = Set.of("softmax", "logSoftmax");

  private static final double PITCH = 60;
  private static final double RADIUS = 21;
  private static final double SMALL_PITCH = 40;
  private static final double SMALL_RADIUS = 9;

  /** From sheet to sheet of a volume, to the right and upwards. */
  private static final double SHEET = 9;

  LayerColumn {
    words = List.copyOf(words);
  }

  /**
   * The columns of a network's nodes, from left to right. What has no weights and keeps the shape
   * belongs to the column before it; nodes of a reshaped column have no name.
   */
  static List<LayerColumn> ofNodes(Chain chain) {
    List<LayerColumn> columns = new ArrayList<>();
    columns.add(input(chain, "input"));
    for (Transform transform : chain.transforms()) {
      int last = columns.size() - 1;
      LayerColumn before = columns.get(last);
      if (transform.weighted()) {
        Term name = Term.variable("v").above("(" + transform.layer() + ")");
        columns.add(after(transform, name, "node"));
      } else if (!transform.shape().equals(before.shape)) {
        columns.add(after(transform, Term.empty(), "value"));
      } else {
        columns.set(last, before.with(transform.text()));
      }
    }
    int last = columns.size() - 1;
    columns.set(last, columns.get(last).named(Term.prediction()));
    return withoutFlatInput(columns);
  }

  /** The columns of a network's features: one for each value. */
  static List<LayerColumn> ofFeatures(Chain chain) {
    List<LayerColumn> columns = new ArrayList<>();
    columns.add(input(chain, "feature"));
    for (Transform transform : chain.transforms()) {
      LayerColumn column = after(transform, transform.value(), "feature");
      boolean named = column.isDense() && !transform.weighted();
      columns.add(named ? column.with(transform.text()) : column);
    }
    return withoutFlatInput(columns);
  }

  /** The columns of a network's transforms: one circle for each value. */
  static List<LayerColumn> ofTransforms(Chain chain) {
    List<LayerColumn> columns = new ArrayList<>();
    columns.add(input(chain, "").whole(Chain.start()));
    for (Transform transform : chain.transforms()) {
      columns.add(after(transform, Term.empty(), "").whole(transform.value()));
    }
    return columns;
  }

  private LayerColumn whole(Term value) {
    return new LayerColumn(layer, shape, from, value, List.of(Term.batch(shape)), true);
  }

  private static LayerColumn input(Chain chain, String noun) {
    Shape shape = chain.input();
    List<Term> words = List.of(size(shape, noun));
    return new LayerColumn(0, shape, Optional.empty(), Term.variable("x"), words, false);
  }

  private static LayerColumn after(Transform transform, Term name, String noun) {
    Shape shape = transform.shape();
    List<Term> words = List.of(size(shape, noun));
    return new LayerColumn(transform.layer(), shape, Optional.of(transform), name, words, false);
  }

  /** A vector that is only there to be reshaped to an image is drawn as the image. */
  private static List<LayerColumn> withoutFlatInput(List<LayerColumn> columns) {
    boolean reshaped = columns.size() > 1 && columns.get(1).layer == 0;
    if (!reshaped || !columns.get(0).isVector() || columns.get(1).isVector()) {
      return columns;
    }
    LayerColumn image = columns.get(1);
    List<Term> words = new ArrayList<>(image.words);
    words.addAll(1, columns.get(0).words);
    List<LayerColumn> fewer = new ArrayList<>(columns.subList(1, columns.size()));
    fewer.set(0, new LayerColumn(0, image.shape, Optional.empty(), image.name, words, false));
    return fewer;
  }

  private static Term size(Shape shape, String noun) {
    if (shape.numDimensions() > 1) {
      return Term.words(
          Arrays.stream(shape.asArray())
              .mapToObj(String::valueOf)
              .collect(Collectors.joining("×")));
    }
    String plural = shape.size() == 1 ? "" : "s";
    return Term.words(Numbers.count(shape.size()) + " " + noun + plural);
  }

  private LayerColumn with(String line) {
    List<Term> more = new ArrayList<>(words);
    more.add(Term.words(line));
    return new LayerColumn(layer, shape, from, name, more, false);
  }

  private LayerColumn named(Term other) {
    return new LayerColumn(layer, shape, from, other, words, false);
  }

  /** Whether it is drawn as nodes below each other. */
  private boolean isVector() {
    return !whole && shape.numDimensions() <= 1;
  }

  /** Whether every one of its nodes has an edge from every node before. */
  boolean isDense() {
    return !whole
        && from.filter(each -> each.isDense() || (isVector() && OF_ALL.contains(each.text())))
            .isPresent();
  }

  /** Whether each of its nodes comes from the one beside it in the column before. */
  boolean isPointwise(LayerColumn before) {
    boolean plain = from.filter(Transform::weighted).isEmpty();
    return whole || (isVector() && shape.equals(before.shape) && plain);
  }

  /**
   * What it looks like around a point.
   *
   * @param maxNodes how many places there are for nodes
   */
  List<Mark> marks(Point at, int maxNodes, Tone tone) {
    if (whole) {
      return List.of(new Circle(at, RADIUS, name, tone));
    }
    return isVector() ? nodes(at, maxNodes, tone) : volume(at, tone);
  }

  private List<Mark> nodes(Point at, int maxNodes, Tone tone) {
    double pitch = name.isEmpty() ? SMALL_PITCH : PITCH;
    double radius = name.isEmpty() ? SMALL_RADIUS : RADIUS;
    List<Long> numbers = numbers(shape.size(), maxNodes);
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Point place = at.plus(0, pitch * (i - (numbers.size() - 1) / 2.0));
      long number = numbers.get(i);
      if (number == GAP) {
        marks.add(0, new Dots(place));
      } else {
        marks.add(new Circle(place, radius, numbered(name, number), tone));
      }
    }
    return marks;
  }

  /** A name with the number of a node, if there are several. */
  Term numbered(Term name, long number) {
    boolean alone = whole || name.isEmpty() || shape.size() == 1;
    return alone ? name : name.below(String.valueOf(number));
  }

  /**
   * The numbers, from 1, of the nodes that are drawn: all if they are few enough; else the first
   * ones, {@link #GAP} and the last one.
   */
  static List<Long> numbers(long size, int maxNodes) {
    if (size <= maxNodes) {
      return LongStream.rangeClosed(1, size).boxed().toList();
    }
    return LongStream.concat(LongStream.rangeClosed(1, maxNodes - 2), LongStream.of(GAP, size))
        .boxed()
        .toList();
  }

  /**
   * A stack of sheets, more of them the more channels there are. The front one is around the point.
   */
  private List<Mark> volume(Point at, Tone tone) {
    long channels = shape.size() / shape.get(0) / shape.get(1);
    int behind = (int) Math.round(Math.log((double) channels) / Math.log(2) / 1.5);
    double x = side(shape.get(1)) / 2;
    double y = side(shape.get(0)) / 2;
    List<Mark> sheets = new ArrayList<>();
    for (int i = behind; i > 0; i--) {
      sheets.add(rim(at.plus(i * SHEET, -i * SHEET), x, y, tone));
    }
    sheets.add(
        new Face(List.of(at.plus(-x, -y), at.plus(x, -y), at.plus(x, y), at.plus(-x, y)), tone));
    return sheets;
  }

  /** What is seen of a sheet behind another one: its upper and its right rim. */
  private static Face rim(Point at, double x, double y, Tone tone) {
    return new Face(
        List.of(
            at.plus(-x, -y),
            at.plus(x, -y),
            at.plus(x, y),
            at.plus(x - SHEET, y),
            at.plus(x - SHEET, SHEET - y),
            at.plus(-x, SHEET - y)),
        tone);
  }

  /** The length of a side of so many values: it grows, but more and more slowly. */
  private static double side(long values) {
    return Math.min(160, Math.max(20, 23 * Math.sqrt((double) values)));
  }
}
