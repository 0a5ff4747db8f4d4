package dev.lamina.data;

import static dev.lamina.data.Example.width;
import static dev.lamina.data.NamedParts.inputWidth;
import static dev.lamina.data.NamedParts.text;

import dev.lamina.data.FunctionSource.RowReader;
import dev.lamina.network.Parts;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.tensorflow.ndarray.Shape;

/** The sources of this package, made of arrays or of other sources, and the checks they share. */
final class Sources {

  private Sources() {}

  /** Copies row-major numbers; the number of examples follows from x. */
  static Source arrays(Shape xShape, float[] x, Shape yShape, float[] y) {
    int width = inputWidth(Parts.of("x", xShape));
    if (x.length % width != 0) {
      throw new IllegalArgumentException(
          "x holds %s values, but an example of shape %s takes %s; give a multiple of that"
              .formatted(x.length, xShape, width));
    }
    int size = x.length / width;
    int targetWidth = width("y", yShape);
    long targets = (long) size * targetWidth;
    if (y.length != targets) {
      throw new IllegalArgumentException(
          "x holds %s examples, so y of shape %s for each takes %s values, but got %s"
              .formatted(size, yShape, targets, y.length));
    }
    return new FunctionSource(
        size, xShape, yShape, reader(x.clone(), width), reader(y.clone(), targetWidth));
  }

  /** Copies the examples of a batch. */
  static Source batch(Batch batch) {
    return new FunctionSource(
        batch.size(),
        batch.inputs(),
        batch.targets(),
        reader(batch.x().clone(), width(batch.inputs())),
        reader(batch.y().clone(), width(batch.targets())));
  }

  /** Copies a row of x and a row of y for each example. */
  static Source arrays(float[][] x, float[][] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x has %s rows and y has %s; give one row of each for every example"
              .formatted(x.length, y.length));
    }
    int xWidth = rowWidth("x", x);
    int yWidth = rowWidth("y", y);
    return new FunctionSource(
        x.length,
        Shape.of(xWidth),
        Shape.of(yWidth),
        reader(flat("x", x), xWidth),
        reader(flat("y", y), yWidth));
  }

  private static RowReader reader(float[] values, int width) {
    return (row, into, offset) -> System.arraycopy(values, row * width, into, offset, width);
  }

  static int rowWidth(String what, float[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          what
              + " has no rows, so the shape of an example is not known;"
              + " use Dataset.of(Shape, float[], Shape, float[])");
    }
    return rows[0].length;
  }

  static float[] flat(String what, float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new IllegalArgumentException(
            "row %s of %s has %s values, but row 0 has %s; give every row the same number"
                .formatted(i, what, rows[i].length, width));
      }
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return flat;
  }

  /** The rows of one source, then those of another of the same shapes. */
  static Source concat(Source first, Source second) {
    if (!first.inputs().equals(second.inputs()) || !first.targets().equals(second.targets())) {
      throw new IllegalArgumentException(
          ("data sets can follow each other only if their shapes are equal, but got %s and %s; use "
                  + "reshape or map first")
              .formatted(
                  text(first.inputs(), first.targets()), text(second.inputs(), second.targets())));
    }
    if (!first.classes().equals(second.classes())) {
      throw new IllegalArgumentException(
          "data sets can follow each other only if their classes have the same names, but got %s and %s; name them with classes(...)"
              .formatted(first.classes(), second.classes()));
    }
    int size = first.size();
    if ((long) size + second.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a data set holds at most %s examples, but got %s and %s"
              .formatted(Integer.MAX_VALUE, size, second.size()));
    }
    return new FunctionSource(
        size + second.size(),
        first.inputs(),
        first.targets(),
        concat(size, first::x, second::x),
        concat(size, first::y, second::y),
        (row, intoX, offsetX, intoY, offsetY) -> {
          if (row < size) {
            first.both(row, intoX, offsetX, intoY, offsetY);
          } else {
            second.both(row - size, intoX, offsetX, intoY, offsetY);
          }
        },
        first.classes(),
        first.weighted() || second.weighted(),
        row -> row < size ? first.weight(row) : second.weight(row - size));
  }

  private static RowReader concat(int size, RowReader first, RowReader second) {
    return (row, into, offset) -> {
      if (row < size) {
        first.read(row, into, offset);
      } else {
        second.read(row - size, into, offset);
      }
    };
  }

  /** Chosen rows of a source, looking through an earlier choice so that choices never pile up. */
  static Source rows(Source source, int[] rows) {
    return source instanceof ChosenRows chosen
        ? new ChosenRows(
            chosen.source(), Arrays.stream(rows).map(row -> chosen.rows()[row]).toArray())
        : new ChosenRows(source, rows);
  }

  /** A source whose x goes by another shape of the same size. */
  static Source reshape(Source source, Shape xShape) {
    Parts inputs = source.inputs();
    if (inputs.list().size() > 1) {
      throw new IllegalArgumentException(
          "reshape gives the only part of x another shape, but there are %s; reshape them before zip"
              .formatted(inputs));
    }
    int width = width(inputs);
    if (width("x", xShape) != width) {
      throw new IllegalArgumentException(
          ("x of shape %s holds %s values and cannot be reshaped to %s; give a shape of the same "
                  + "size")
              .formatted(source.xShape(), width, xShape));
    }
    return FunctionSource.of(source).withInputs(Parts.of(inputs.names().get(0), xShape));
  }

  /**
   * A source whose examples go through a function each time they are read; the shapes are those of
   * what it makes of {@code row}.
   */
  static Source map(Source source, int row, UnaryOperator<Example> function) {
    IntFunction<Example> examples = examples(source);
    Example first = function.apply(examples.apply(row));
    return FunctionSource.of(source)
        .with(
            first.inputs(),
            first.targets(),
            (i, intoX, offsetX, intoY, offsetY) -> {
              Example example = function.apply(examples.apply(i));
              checkSame(first, example, i);
              copy(example.x(), intoX, offsetX);
              copy(example.y(), intoY, offsetY);
            });
  }

  static void copy(float[] values, float[] into, int offset) {
    System.arraycopy(values, 0, into, offset, values.length);
  }

  private static void checkSame(Example first, Example mapped, int row) {
    if (!mapped.inputs().equals(first.inputs()) || !mapped.targets().equals(first.targets())) {
      throw new IllegalStateException(
          "map must give every example the same shapes, but gave %s at first and %s for row %s"
              .formatted(
                  text(first.inputs(), first.targets()),
                  text(mapped.inputs(), mapped.targets()),
                  row));
    }
  }

  /** The examples of a source by their rows, each in arrays of its own. */
  static IntFunction<Example> examples(Source source) {
    Parts inputs = source.inputs();
    Parts targets = source.targets();
    int xWidth = width(inputs);
    int yWidth = width(targets);
    return row -> {
      float[] x = new float[xWidth];
      float[] y = new float[yWidth];
      source.both(row, x, 0, y, 0);
      return new Example(inputs, x, targets, y);
    };
  }

  /** A source with a weight for each row, which are copied. */
  static Source weighted(Source source, float[] weights) {
    if (weights.length != source.size()) {
      throw new IllegalArgumentException(
          "sampleWeights takes one weight for each of %s examples, but got %s"
              .formatted(source.size(), weights.length));
    }
    float[] copy = weights.clone();
    for (int row = 0; row < copy.length; row++) {
      if (!(copy[row] >= 0 && copy[row] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of an example must be finite and at least 0, but that of example %s is %s"
                .formatted(row, copy[row]));
      }
    }
    return FunctionSource.of(source).withWeights(row -> copy[row]);
  }

  /** A source that asks for a row's weight each time it is read. */
  static Source weighted(Source source, ToDoubleFunction<Example> function) {
    IntFunction<Example> examples = examples(source);
    return FunctionSource.of(source)
        .withWeights(row -> (float) function.applyAsDouble(examples.apply(row)));
  }

  /** Reads many rows of a source into one array, without an array for each. */
  static void read(
      Source source, RowReader reader, int width, int fromRow, int count, float[] into) {
    checkFits(source, width, fromRow, count, into);
    for (int i = 0; i < count; i++) {
      reader.read(fromRow + i, into, i * width);
    }
  }

  /** Checks that an array has room for many rows of a source. */
  static void checkFits(Source source, int width, int fromRow, int count, float[] into) {
    Objects.checkFromIndexSize(fromRow, count, source.size());
    if ((long) count * width > into.length) {
      throw new IllegalArgumentException(
          ("%s rows of %s values do not fit into an array of %s; give a longer array or ask for "
                  + "fewer rows")
              .formatted(count, width, into.length));
    }
  }
}
