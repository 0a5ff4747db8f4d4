package dev.lamina.data;

import dev.lamina.data.FunctionSource.RowReader;
import org.tensorflow.ndarray.Shape;

/**
 * Windows of series: of values that were measured one after the other, a row of features at each
 * step.
 *
 * <p>Windows overlap, and so do those of examples beside each other: cut a series in two first, and
 * make windows of each part, rather than {@code split} windows.
 */
public final class TimeSeries {
  private TimeSeries() {}

  /** As {@link #windows(float[][], int, int, int)}, of one feature; y has the shape [horizon]. */
  public static Dataset windows(float[] values, int length, int horizon, int stride) {
    return windows(column(values), length, horizon, stride).map(TimeSeries::withoutLastAxis);
  }

  private static float[][] column(float[] values) {
    float[][] rows = new float[values.length][1];
    for (int i = 0; i < values.length; i++) {
      rows[i][0] = values[i];
    }
    return rows;
  }

  /**
   * What comes next: x is {@code length} steps, {@code [length, features]}, y the {@code horizon}
   * steps behind them, {@code [horizon, features]}.
   *
   * @param values {@code [steps][features]}
   * @param stride how many steps after the one before a window begins, at least 1
   * @throws IllegalArgumentException if the series is shorter than a window with its horizon, or
   *     its rows differ in length
   */
  public static Dataset windows(float[][] values, int length, int horizon, int stride) {
    Windows windows = new Windows(values.length, length, stride, 1, horizon);
    int features = Sources.rowWidth("values", values);
    float[] flat = Sources.flat("values", values);
    return Dataset.from(
        new FunctionSource(
            windows.count(),
            Shape.of(length, features),
            Shape.of(horizon, features),
            windows.reader(flat, features),
            (row, into, offset) ->
                System.arraycopy(
                    flat, (row * stride + length) * features, into, offset, horizon * features)));
  }

  /**
   * Windows with a target for each: Keras' {@code timeseries_dataset_from_array}. x of the i-th
   * window has the steps {@code i * stride}, {@code i * stride + rate}, …, y the target of its
   * first step.
   *
   * @param values {@code [steps][features]}
   * @param targets {@code [steps or fewer][target]}: windows without one are left out
   * @param length how many steps a window has
   * @param stride how many steps after the one before a window begins, at least 1
   * @param rate every how manieth step a window takes, at least 1
   * @throws IllegalArgumentException if the series is shorter than a window, or its rows differ in
   *     length
   */
  public static Dataset windows(
      float[][] values, float[][] targets, int length, int stride, int rate) {
    Windows windows = new Windows(values.length, length, stride, rate, 0);
    int features = Sources.rowWidth("values", values);
    int width = Sources.rowWidth("targets", targets);
    float[] wanted = Sources.flat("targets", targets);
    return Dataset.from(
        new FunctionSource(
            Math.min(windows.count(), (targets.length + stride - 1) / stride),
            Shape.of(length, features),
            Shape.of(width),
            windows.reader(Sources.flat("values", values), features),
            (row, into, offset) ->
                System.arraycopy(wanted, row * stride * width, into, offset, width)));
  }

  private static Example withoutLastAxis(Example example) {
    return new Example(example.xShape(), example.x(), Shape.of(example.y().length), example.y());
  }

  /**
   * Where windows lie in a series.
   *
   * @param steps of the series
   * @param horizon how many steps there must be behind a window
   */
  private record Windows(int steps, int length, int stride, int rate, int horizon) {

    Windows {
      if (Math.min(length, Math.min(stride, rate)) < 1 || horizon < 0) {
        throw new IllegalArgumentException(
            "windows take a length, a stride and a rate of at least 1, but got %s, %s and %s, and a horizon of %s"
                .formatted(length, stride, rate, horizon));
      }
      if (steps < span(length, rate, horizon)) {
        throw new IllegalArgumentException(
            "a window of %s steps with a horizon of %s spans %s, but the series has %s; take a shorter window or a longer series"
                .formatted(length, horizon, span(length, rate, horizon), steps));
      }
    }

    private static long span(int length, int rate, int horizon) {
      return (length - 1L) * rate + 1 + horizon;
    }

    int count() {
      return (int) ((steps - span(length, rate, horizon)) / stride) + 1;
    }

    RowReader reader(float[] flat, int features) {
      return (row, into, offset) -> {
        for (int i = 0; i < length; i++) {
          int step = row * stride + i * rate;
          System.arraycopy(flat, step * features, into, offset + i * features, features);
        }
      };
    }
  }
}
