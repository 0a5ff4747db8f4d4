package dev.lamina.data;

import dev.lamina.data.FunctionSource.RowReader;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/** Sources of examples of named parts, and the texts and numbers of the parts. */
final class NamedParts {
  private NamedParts() {}

  /**
   * One part of all examples.
   *
   * @param part its name, and its shape in one example
   * @param size how many examples there are
   * @param reader writes that of one example
   */
  private record PartRows(Part part, int size, RowReader reader) {}

  /** Returns how many numbers x of an example holds, which must be one at least in each part. */
  static int inputWidth(Parts inputs) {
    for (Part part : inputs.list()) {
      if (Example.width(part.name(), part.shape()) == 0) {
        throw new IllegalArgumentException(
            "%s of an example needs at least 1 value, but its shape is %s; give it some"
                .formatted(part.name(), part.shape()));
      }
    }
    return Example.width(inputs);
  }

  /**
   * The parts of x and y: {@code x [784], y [1]}, or {@code x {left [1], right [1]}, y {same [1]}}.
   */
  static String text(Parts inputs, Parts targets) {
    return text("x", inputs) + ", " + text("y", targets);
  }

  private static String text(String what, Parts parts) {
    return parts.names().equals(List.of(what)) ? parts.toString() : what + " {" + parts + "}";
  }

  /** The x of each of some data sets, and the y of each of others, in the order of their names. */
  static Source zip(Map<String, Dataset> inputs, Map<String, Dataset> targets) {
    return together(
        each(inputs, (name, data) -> only(name, data, data.inputs(), data.base()::x)),
        each(targets, (name, data) -> only(name, data, data.targets(), data.base()::y)));
  }

  private static PartRows only(String name, Dataset data, Parts parts, RowReader reader) {
    if (data.reshuffles() || data.weighted()) {
      throw new IllegalStateException(
          "zip takes examples as they lie, but those of \"%s\" are %s; put %s after zip"
              .formatted(
                  name,
                  data.reshuffles() ? "shuffled" : "weighted",
                  data.reshuffles() ? "shuffle" : "sampleWeights"));
    }
    if (parts.list().size() != 1 || parts.size() == 0) {
      throw new IllegalArgumentException(
          ("zip makes one input of a data set's x and one target of its y, but for \"%s\" it got %s;"
                  + " give a data set that has one")
              .formatted(name, data));
    }
    return new PartRows(new Part(name, parts.shape()), data.size(), reader);
  }

  /** The rows of arrays, in the order of their names. */
  static Source arrays(Map<String, Values> x, Map<String, Values> y) {
    return together(each(x, NamedParts::array), each(y, NamedParts::array));
  }

  private static PartRows array(String name, Values values) {
    int axes = values.shape().numDimensions();
    if (axes == 0 || values.type() == ValueType.STRING) {
      throw new IllegalArgumentException(
          "\"%s\" needs numbers in an array whose first axis counts the examples, but got %s"
              .formatted(name, values));
    }
    Shape shape = axes == 1 ? Shape.of(1) : values.shape().tail();
    int size = Math.toIntExact(values.shape().get(0));
    int width = Example.width(name, shape);
    values
        .firstInexact()
        .ifPresent(
            place -> {
              throw new IllegalArgumentException(
                  ("\"%s\" has the whole number %s in row %s, which a float does not hold exactly; up to"
                          + " 16777216 all are")
                      .formatted(name, values.at(place), place / width));
            });
    return new PartRows(
        new Part(name, shape),
        size,
        (row, into, offset) -> values.read(row * width, width, into, offset));
  }

  private static <T> List<PartRows> each(Map<String, T> given, BiFunction<String, T, PartRows> of) {
    List<PartRows> parts = new ArrayList<>();
    new TreeMap<>(given).forEach((name, each) -> parts.add(of.apply(name, each)));
    return parts;
  }

  private static Source together(List<PartRows> x, List<PartRows> y) {
    if (x.isEmpty()) {
      throw new IllegalArgumentException(
          "an example needs one part of x at least, such as Map.of(\"image\", ...), but got none");
    }
    int size = x.get(0).size();
    if (Stream.of(x, y).flatMap(List::stream).anyMatch(part -> part.size() != size)) {
      throw new IllegalArgumentException(
          "all parts need equally many examples, but there are "
              + Stream.of(x, y)
                  .flatMap(List::stream)
                  .map(part -> part.size() + " of " + part.part().name())
                  .collect(Collectors.joining(", ")));
    }
    return new FunctionSource(size, parts(x), parts(y), reader(x), reader(y));
  }

  private static Parts parts(List<PartRows> parts) {
    return new Parts(parts.stream().map(PartRows::part).toList());
  }

  private static RowReader reader(List<PartRows> parts) {
    if (parts.size() == 1) {
      return parts.get(0).reader();
    }
    int[] widths = parts.stream().mapToInt(part -> (int) part.part().shape().size()).toArray();
    return (row, into, offset) -> {
      int at = offset;
      for (int i = 0; i < widths.length; i++) {
        parts.get(i).reader().read(row, into, at);
        at += widths[i];
      }
    };
  }

  /** A source that has only the parts of these names, in this order. */
  static Source select(Source source, List<String> inputs, List<String> targets) {
    Choice x = Choice.of(source.inputs(), inputs);
    Choice y = Choice.of(source.targets(), targets);
    return FunctionSource.of(source)
        .with(
            x.parts(),
            y.parts(),
            (row, intoX, offsetX, intoY, offsetY) -> {
              float[] allX = new float[x.width()];
              float[] allY = new float[y.width()];
              source.both(row, allX, 0, allY, 0);
              x.copy(allX, intoX, offsetX);
              y.copy(allY, intoY, offsetY);
            });
  }

  /**
   * Some of the parts of a row.
   *
   * @param width of the whole row
   * @param from where each part begins in it
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Choice(Parts parts, int width, int[] from) {

    static Choice of(Parts all, List<String> names) {
      return new Choice(
          new Parts(names.stream().map(all::get).toList()),
          Example.width(all),
          names.stream().mapToInt(name -> (int) all.offset(name)).toArray());
    }

    void copy(float[] row, float[] into, int offset) {
      int to = offset;
      for (int i = 0; i < from.length; i++) {
        int width = (int) parts.list().get(i).shape().size();
        System.arraycopy(row, from[i], into, to, width);
        to += width;
      }
    }
  }

  /** The numbers of one part of one row or of several. */
  static float[] part(Parts parts, float[] rows, String name) {
    int row = (int) parts.size();
    int from = (int) parts.offset(name);
    int width = (int) parts.get(name).shape().size();
    float[] part = new float[width == 0 ? 0 : rows.length / row * width];
    for (int to = 0; to < part.length; to += width, from += row) {
      System.arraycopy(rows, from, part, to, width);
    }
    return part;
  }
}
