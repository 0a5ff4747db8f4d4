package dev.lamina.engine;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Sequential;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.TargetRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Moves a data set's examples into native tensors, and checks that a network and a loss can take
 * them.
 */
final class Examples {
  /** How many numbers are moved at once: few enough to stay in a core's cache on their way. */
  private static final int BLOCK = 1 << 14;

  private static final TargetRange WEIGHT_RANGE =
      new TargetRange(0, Float.MAX_VALUE, false, "finite weights of at least 0");

  private final Dataset data;
  private final TargetRange range;

  private Examples(Dataset data, TargetRange range) {
    this.data = data;
    this.range = range;
  }

  /**
   * The data set's examples, as inputs alone.
   *
   * @param shape of one example, as the network takes it
   * @throws ShapeException if the data set's are of another shape
   * @throws DataException if there are none
   */
  static Examples inputs(Shape shape, Dataset data) {
    checkShape("inputs", shape, data.xShape());
    if (data.size() == 0) {
      throw new DataException(
          "The data set is empty: there is nothing to train on, evaluate or predict; look at the filters and folders it comes from.");
    }
    return new Examples(data, TargetRange.ANY);
  }

  /**
   * The data set's examples, inputs and targets.
   *
   * @throws ShapeException if the network takes other inputs or the loss other targets
   * @throws DataException if there are none
   */
  static Examples of(Sequential network, Loss loss, Dataset data) {
    inputs(network.inputShape(), data);
    checkShape("targets", loss.targetShape(network.outputShape()), data.yShape());
    return new Examples(data, loss.targets(network.outputShape()));
  }

  private static void checkShape(String what, Shape wanted, Shape given) {
    if (!wanted.equals(given)) {
      throw new ShapeException(
          "The network takes %s of shape %s, but the data set's are %s; change the network's input shape, its last layer or the data set."
              .formatted(what, Shapes.text(wanted), Shapes.text(given)));
    }
  }

  /** The bytes of one example. */
  long bytes() {
    return Float.BYTES * (data.xShape().size() + data.yShape().size() + (data.weighted() ? 1 : 0));
  }

  /**
   * Some rows in native memory: {@link TrainingLoop#X}, {@link TrainingLoop#Y} and, if the data set
   * has them, {@link TrainingLoop#WEIGHTS}.
   *
   * @throws DataException if an input is NaN or infinite, or the loss cannot take a target or a
   *     weight; names the example
   */
  Chunk chunk(Rows rows) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      tensors.put(TrainingLoop.X, fill(rows, data.xShape(), data::readX, TargetRange.ANY, "input"));
      tensors.put(TrainingLoop.Y, fill(rows, data.yShape(), data::readY, range, "target"));
      if (data.weighted()) {
        tensors.put(
            TrainingLoop.WEIGHTS,
            fill(rows, Shape.scalar(), data::readWeights, WEIGHT_RANGE, "weight"));
      }
      return new Chunk(tensors);
    } catch (RuntimeException e) {
      tensors.values().forEach(Tensor::close);
      throw e;
    }
  }

  /**
   * Reads the inputs of some rows, row-major, {@code [rows, ...x]}.
   *
   * @throws DataException if one is NaN or infinite; names the example
   */
  void readX(Rows rows, FloatDataBuffer into) {
    read(rows, data.xShape(), data::readX, TargetRange.ANY, "input", into);
  }

  private static TFloat32 fill(
      Rows rows, Shape shape, Rows.Reader reader, TargetRange range, String what) {
    TFloat32 tensor = TFloat32.tensorOf(Shapes.batch(rows.count(), shape));
    try {
      read(rows, shape, reader, range, what, tensor.asRawTensor().data().asFloats());
      return tensor;
    } catch (RuntimeException e) {
      tensor.close();
      throw e;
    }
  }

  private static void read(
      Rows rows,
      Shape shape,
      Rows.Reader reader,
      TargetRange range,
      String what,
      FloatDataBuffer into) {
    int width = Math.toIntExact(shape.size());
    float[] block = new float[Math.min(rows.count(), Math.max(1, BLOCK / width)) * width];
    for (int done = 0; done < rows.count(); ) {
      int now = Math.min(block.length / width, rows.count() - done);
      rows.read(done, now, width, reader, block);
      for (int i = 0; i < now; i++) {
        check(block, i * width, width, range, what, rows.row(done + i));
      }
      into.offset((long) done * width).write(block, 0, now * width);
      done += now;
    }
  }

  private static void check(
      float[] values, int from, int width, TargetRange range, String what, int row) {
    if (range.equals(TargetRange.ANY) && allFinite(values, from, from + width)) {
      return;
    }
    for (int i = from; i < from + width; i++) {
      if (!range.contains(values[i])) {
        throw new DataException(
            "Example %d has the %s %s at position %d, but only %s will do; look at where the data comes from."
                .formatted(row, what, values[i], i - from, range.words()));
      }
    }
  }

  /**
   * Zero times a finite number is 0, times any other NaN; eight sums at a time keep the processor
   * busy.
   */
  private static boolean allFinite(float[] values, int from, int to) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = from;
    for (; i + 7 < to; i += 8) {
      a += values[i] * 0;
      b += values[i + 1] * 0;
      c += values[i + 2] * 0;
      d += values[i + 3] * 0;
      e += values[i + 4] * 0;
      f += values[i + 5] * 0;
      g += values[i + 6] * 0;
      h += values[i + 7] * 0;
    }
    for (; i < to; i++) {
      a += values[i] * 0;
    }
    return a + b + c + d + e + f + g + h == 0;
  }
}
