package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/** A source made of functions, each of which reads one part of an example. */
record FunctionSource(
    int size,
    Parts inputs,
    Parts targets,
    RowReader readX,
    RowReader readY,
    PairReader readBoth,
    List<String> classes,
    boolean weighted,
    RowWeight weights)
    implements Source {

  /** Whose x and y are read each by itself. */
  FunctionSource(
      int size,
      Parts inputs,
      Parts targets,
      RowReader readX,
      RowReader readY,
      boolean weighted,
      RowWeight weights) {
    this(
        size,
        inputs,
        targets,
        readX,
        readY,
        PairReader.of(readX, readY),
        List.of(),
        weighted,
        weights);
  }

  /** Without weights. */
  FunctionSource(int size, Parts inputs, Parts targets, RowReader readX, RowReader readY) {
    this(size, inputs, targets, readX, readY, false, row -> 1);
  }

  /** Of one x and one y. */
  FunctionSource(int size, Shape xShape, Shape yShape, RowReader readX, RowReader readY) {
    this(size, Parts.of("x", xShape), Parts.of("y", yShape), readX, readY);
  }

  /** What another source is. */
  static FunctionSource of(Source source) {
    return new FunctionSource(
        source.size(),
        source.inputs(),
        source.targets(),
        source::x,
        source::y,
        source::both,
        source.classes(),
        source.weighted(),
        source::weight);
  }

  /** What another source is, all of whose examples are read into memory now. */
  static FunctionSource cached(Source source) {
    int size = source.size();
    float[][] x = new float[size][NamedParts.inputWidth(source.inputs())];
    float[][] y = new float[size][Example.width(source.targets())];
    float[] weights = new float[size];
    IntStream.range(0, size)
        .parallel()
        .forEach(
            row -> {
              source.both(row, x[row], 0, y[row], 0);
              weights[row] = source.weight(row);
            });
    return new FunctionSource(
            size,
            source.inputs(),
            source.targets(),
            reader(x),
            reader(y),
            source.weighted(),
            row -> weights[row])
        .withClasses(source.classes());
  }

  private static RowReader reader(float[][] rows) {
    return (row, into, offset) -> System.arraycopy(rows[row], 0, into, offset, rows[row].length);
  }

  /** The same with another x and another y. */
  FunctionSource with(Parts newInputs, Parts newTargets, PairReader newBoth) {
    int xWidth = NamedParts.inputWidth(newInputs);
    int yWidth = Example.width(newTargets);
    return new FunctionSource(
        size,
        newInputs,
        newTargets,
        (row, into, offset) -> newBoth.read(row, into, offset, new float[yWidth], 0),
        (row, into, offset) -> newBoth.read(row, new float[xWidth], 0, into, offset),
        newBoth,
        classes,
        weighted,
        weights);
  }

  /** The same whose parts have other names or shapes. */
  FunctionSource withInputs(Parts newInputs) {
    return new FunctionSource(
        size, newInputs, targets, readX, readY, readBoth, classes, weighted, weights);
  }

  /** The same with names of classes. */
  FunctionSource withClasses(List<String> names) {
    return new FunctionSource(
        size, inputs, targets, readX, readY, readBoth, names, weighted, weights);
  }

  /** The same with weights, in place of others. */
  FunctionSource withWeights(RowWeight newWeights) {
    return new FunctionSource(
        size, inputs, targets, readX, readY, readBoth, classes, true, newWeights);
  }

  @Override
  public Shape xShape() {
    return inputs.shape();
  }

  @Override
  public Shape yShape() {
    return targets.shape();
  }

  @Override
  public void x(int row, float[] into, int offset) {
    readX.read(row, into, offset);
  }

  @Override
  public void y(int row, float[] into, int offset) {
    readY.read(row, into, offset);
  }

  @Override
  public void both(int row, float[] intoX, int offsetX, float[] intoY, int offsetY) {
    readBoth.read(row, intoX, offsetX, intoY, offsetY);
  }

  @Override
  public float weight(int row) {
    return weights.of(row);
  }

  /** Writes x or y of one row to an array, from an offset on. */
  @FunctionalInterface
  interface RowReader {
    void read(int row, float[] into, int offset);
  }

  /** Writes x and y of one row to arrays, each from an offset on. */
  @FunctionalInterface
  interface PairReader {
    void read(int row, float[] intoX, int offsetX, float[] intoY, int offsetY);

    static PairReader of(RowReader readX, RowReader readY) {
      return (row, intoX, offsetX, intoY, offsetY) -> {
        readX.read(row, intoX, offsetX);
        readY.read(row, intoY, offsetY);
      };
    }
  }

  /** Gives the weight of one row. */
  @FunctionalInterface
  interface RowWeight {
    float of(int row);
  }
}
