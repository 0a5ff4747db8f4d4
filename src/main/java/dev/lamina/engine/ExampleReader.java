package dev.lamina.engine;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Feed;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Reads examples of a data set into native memory, and checks that a network and a loss can take
 * them.
 */
final class ExampleReader {
  /** How many numbers are moved at once: few enough to stay in a core's cache on their way. */
  private static final int BLOCK = 1 << 14;

  private final Dataset data;
  private final RowChecks inputs;
  private final RowChecks targets;
  private final long firstNumber;

  /**
   * Reads {@code count} rows of a base from {@code row} on to the beginning of an array of each
   * lane.
   */
  private interface BlockReader {
    void read(int row, int count, Function<Lane, float[]> array);
  }

  /**
   * What of the rows goes into one tensor.
   *
   * @param width how many numbers of each row
   * @param block room for some rows on their way
   * @param one room for one
   */
  @SuppressWarnings("ArrayRecordComponent") // Holds scratch space, never compared.
  private record Lane(
      int width, float[] block, float[] one, RowChecks checks, FloatDataBuffer into) {

    static Lane of(Shape shape, int rows, RowChecks checks, FloatDataBuffer into) {
      int width = Math.toIntExact(shape.size());
      return new Lane(width, new float[rows * width], new float[width], checks, into);
    }
  }

  /**
   * Some rows of a data set's base, in an order.
   *
   * @param from the first of the rows, or of the places in the order
   * @param count how many
   * @param order the row at each place; empty if each place has the row of its number
   */
  @SuppressWarnings("ArrayRecordComponent") // A parameter object, never compared.
  record Slice(int from, int count, int[] order) {

    /** The places from {@code begin} to {@code end}, exclusive. */
    record Stretch(int begin, int end) {}

    /** All places in parts, for several threads: whole blocks of rows, a few for each processor. */
    private List<Stretch> stretches(int block) {
      int most = 4 * Runtime.getRuntime().availableProcessors();
      int blocks = Math.max(1, (count + block - 1) / block / most) * block;
      List<Stretch> stretches = new ArrayList<>();
      for (int begin = 0; begin < count; begin += blocks) {
        stretches.add(new Stretch(begin, Math.min(count, begin + blocks)));
      }
      return stretches;
    }

    /** The row at a place, counted from the first of these. */
    private int row(int place) {
      return order.length == 0 ? from + place : order[from + place];
    }

    private void read(int place, int now, List<Lane> lanes, BlockReader reader) {
      if (order.length == 0) {
        reader.read(from + place, now, Lane::block);
        return;
      }
      for (int i = 0; i < now; i++) {
        reader.read(row(place + i), 1, Lane::one);
        for (Lane lane : lanes) {
          System.arraycopy(lane.one(), 0, lane.block(), i * lane.width(), lane.width());
        }
      }
    }
  }

  private ExampleReader(Dataset data, RowChecks inputs, RowChecks targets, long firstNumber) {
    if (data.size() == 0) {
      throw new DataException(
          "The data set is empty: there is nothing to train on, evaluate or predict; look at the filters and folders it comes from.");
    }
    this.data = data;
    this.inputs = inputs;
    this.targets = targets;
    this.firstNumber = firstNumber;
  }

  /**
   * The data set's examples, as inputs alone.
   *
   * @param inputs of one example, as the network takes them
   * @throws ShapeException if the data set's are of other names or shapes
   * @throws DataException if there are none
   */
  static ExampleReader inputs(Parts inputs, RowChecks checks, Dataset data) {
    return new ExampleReader(
        data.select(given("inputs", inputs, data.inputs(), ""), data.targets().names()),
        checks,
        RowChecks.none(),
        0);
  }

  /**
   * The data set's examples, inputs and targets.
   *
   * @throws ShapeException if the network takes other inputs or the losses other targets
   * @throws DataException if there are none
   */
  static ExampleReader of(Training training, Dataset data) {
    return of(training, data, 0);
  }

  /**
   * Some of many examples.
   *
   * @param firstNumber of the first one among them all
   */
  static ExampleReader of(Training training, Dataset data, long firstNumber) {
    Parts inputs = training.network().inputs();
    return new ExampleReader(
        data.select(
            given("inputs", inputs, data.inputs(), ""),
            given("targets", training.targets(), data.targets(), training.network().unflattened())),
        RowChecks.inputs(training.network()),
        RowChecks.targets(training.targets(), training.targetRanges()),
        firstNumber);
  }

  /**
   * Checks that a network and its losses can take examples of these parts.
   *
   * @throws ShapeException if not
   */
  static void check(Training training, Feed feed) {
    given("inputs", training.network().inputs(), feed.inputs(), "");
    given("targets", training.targets(), feed.targets(), training.network().unflattened());
  }

  /**
   * The names under which the data set has the parts that are wanted. One part alone may have any.
   *
   * @throws ShapeException if it has others; names them
   */
  private static List<String> given(String what, Parts wanted, Parts given, String advice) {
    if (wanted.list().size() == 1 && given.list().size() == 1) {
      if (!wanted.shape().equals(given.shape())) {
        throw new ShapeException(
            "The network takes %s of shape %s, but the data set's are %s; change the network's input shape, its last layer or the data set.%s"
                .formatted(what, Shapes.text(wanted.shape()), Shapes.text(given.shape()), advice));
      }
      return given.names();
    }
    if (!Set.copyOf(wanted.list()).equals(Set.copyOf(given.list()))) {
      throw new ShapeException(
          "The network takes the %s %s, but the data set's are %s; give it these parts, by zip, map or select."
              .formatted(what, wanted, given.list().isEmpty() ? "none" : given));
    }
    return wanted.names();
  }

  /** The bytes of one example. */
  long bytes() {
    return Float.BYTES * (data.xShape().size() + data.yShape().size() + (data.weighted() ? 1 : 0));
  }

  /** The data set. */
  Dataset data() {
    return data;
  }

  /** The first rows of the data set's base. */
  static Slice first(int count) {
    return new Slice(0, count, new int[0]);
  }

  /** Some of the rows of an epoch, in its order. */
  Slice ofEpoch(int epoch, int from, int count) {
    return new Slice(from, count, data.reshuffles() ? data.order(epoch) : new int[0]);
  }

  /** All rows in the data set's order, cut into slices of {@code count}; the last has the rest. */
  List<Slice> slices(int count) {
    Slice all = ofEpoch(0, 0, data.size());
    List<Slice> slices = new ArrayList<>();
    for (int from = 0; from < data.size(); from += count) {
      slices.add(new Slice(from, Math.min(count, data.size() - from), all.order()));
    }
    return slices;
  }

  /**
   * Some rows in native memory, for the caller to close.
   *
   * @throws DataException if the network cannot take an input, or the loss a target or a weight;
   *     names the example
   */
  NativeRows read(Slice rows) {
    List<TFloat32> filled = new ArrayList<>();
    try {
      FloatDataBuffer allX = add(filled, rows, data.xShape());
      FloatDataBuffer allY = add(filled, rows, data.yShape());
      int block = blockRows(rows, data.xShape().size() + data.yShape().size());
      ParallelTasks.forEach(
          rows.stretches(block), stretch -> read(rows, stretch, block, allX, allY));
      if (data.weighted()) {
        Shape one = Shape.scalar();
        read(rows, one, RowChecks.weight(), data::readWeights, add(filled, rows, one));
      }
      return new NativeRows(filled.get(0), filled.get(1), filled.stream().skip(2).findFirst());
    } catch (RuntimeException e) {
      filled.forEach(TFloat32::close);
      throw e;
    }
  }

  /** Reads inputs and targets of a part of some rows, {@code block} rows at a time. */
  private void read(
      Slice rows, Slice.Stretch stretch, int block, FloatDataBuffer allX, FloatDataBuffer allY) {
    Lane x = Lane.of(data.xShape(), block, inputs, allX);
    Lane y = Lane.of(data.yShape(), block, targets, allY);
    read(
        rows,
        stretch,
        block,
        List.of(x, y),
        (row, count, array) -> data.read(row, count, array.apply(x), array.apply(y)));
  }

  /**
   * Reads the inputs of some rows, row-major, {@code [rows, ...x]}.
   *
   * @throws DataException if the network cannot take one; names the example
   */
  void readX(Slice rows, FloatDataBuffer into) {
    read(rows, data.xShape(), inputs, data::readX, into);
  }

  /** The numbers of a new tensor of some rows, which is added to those to close. */
  private static FloatDataBuffer add(List<TFloat32> filled, Slice rows, Shape shape) {
    TFloat32 tensor = TFloat32.tensorOf(Shapes.batch(rows.count(), shape));
    filled.add(tensor);
    return tensor.asRawTensor().data().asFloats();
  }

  /** Reads {@code count} rows of a base from {@code row} on to the beginning of an array. */
  private interface LaneReader {
    void read(int row, int count, float[] into);
  }

  private void read(
      Slice rows, Shape shape, RowChecks checks, LaneReader reader, FloatDataBuffer into) {
    int block = blockRows(rows, shape.size());
    Lane lane = Lane.of(shape, block, checks, into);
    read(
        rows,
        new Slice.Stretch(0, rows.count()),
        block,
        List.of(lane),
        (row, count, array) -> reader.read(row, count, array.apply(lane)));
  }

  /** How many rows of so many numbers are moved at once. */
  private static int blockRows(Slice rows, long width) {
    return (int) Math.min(rows.count(), Math.max(1, BLOCK / Math.max(1, width)));
  }

  private void read(
      Slice rows, Slice.Stretch stretch, int block, List<Lane> lanes, BlockReader reader) {
    for (int done = stretch.begin(); done < stretch.end(); done += block) {
      int now = Math.min(block, stretch.end() - done);
      rows.read(done, now, lanes, reader);
      int first = done;
      for (Lane lane : lanes) {
        lane.checks().check(lane.block(), now, i -> firstNumber + rows.row(first + i));
        lane.into().offset((long) done * lane.width()).write(lane.block(), 0, now * lane.width());
      }
    }
  }
}
