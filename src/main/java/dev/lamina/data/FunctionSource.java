package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/** A source made of functions, each of which reads one part of an example. */
record FunctionSource(
    int size,
    Parts inputs,
    Parts targets,
    RowReader readX,
    RowReader readY,
    boolean weighted,
    RowWeight weights)
    implements Source {

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
              source.x(row, x[row], 0);
              source.y(row, y[row], 0);
              weights[row] = source.weight(row);
            });
    return new FunctionSource(
        size,
        source.inputs(),
        source.targets(),
        reader(x),
        reader(y),
        source.weighted(),
        row -> weights[row]);
  }

  private static RowReader reader(float[][] rows) {
    return (row, into, offset) -> System.arraycopy(rows[row], 0, into, offset, rows[row].length);
  }

  /** The same with another x. */
  FunctionSource withX(Parts newInputs, RowReader newX) {
    return new FunctionSource(size, newInputs, targets, newX, readY, weighted, weights);
  }

  /** The same with another y. */
  FunctionSource withY(Parts newTargets, RowReader newY) {
    return new FunctionSource(size, inputs, newTargets, readX, newY, weighted, weights);
  }

  /** The same with weights, in place of others. */
  FunctionSource withWeights(RowWeight newWeights) {
    return new FunctionSource(size, inputs, targets, readX, readY, true, newWeights);
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
  public float weight(int row) {
    return weights.of(row);
  }

  /** Writes x or y of one row to an array, from an offset on. */
  @FunctionalInterface
  interface RowReader {
    void read(int row, float[] into, int offset);
  }

  /** Gives the weight of one row. */
  @FunctionalInterface
  interface RowWeight {
    float of(int row);
  }
}
