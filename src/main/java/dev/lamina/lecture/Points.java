package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.data.Dataset;
import dev.lamina.data.Linspace;
import dev.lamina.layer.Initializers;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.random.TorchRandom;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Series;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * Points of the plane around the line y = 2x, which the lecture fits a slope to.
 *
 * @param x from 0 to 1
 * @param y one for each x
 */
@SuppressWarnings("ArrayRecordComponent") // Carries numbers, is never compared.
record Points(float[] x, float[] y) {
  /** The slope of the line that the points lie around. */
  private static final float SLOPE = 2;

  /** The standard deviation of the noise. */
  private static final float NOISE = 0.5f;

  /** Takes a slope about a third of its way to the best one in each update on points in [0, 1]. */
  private static final float LEARNING_RATE = 0.5f;

  /**
   * Evenly spaced points {@code y = 2x + noise}, the noise PyTorch's {@code 0.5 * randn(count)}
   * after {@code manual_seed(seed)}.
   */
  static Points aroundLine(int count, long seed) {
    float[] x = Linspace.of(0, 1, count);
    float[] y = new TorchRandom(seed).randn(count);
    for (int i = 0; i < count; i++) {
      y[i] = SLOPE * x[i] + NOISE * y[i];
    }
    return new Points(x, y);
  }

  /** Every so many-th of these points, from the given one on, counted from 0. */
  Points every(int step, int first) {
    int count = (x.length - first + step - 1) / step;
    float[] fewerX = new float[count];
    float[] fewerY = new float[count];
    for (int i = 0; i < count; i++) {
      fewerX[i] = x[first + i * step];
      fewerY[i] = y[first + i * step];
    }
    return new Points(fewerX, fewerY);
  }

  /** How many there are. */
  int count() {
    return x.length;
  }

  /** The points as examples, x and y of shape [1]. */
  Dataset dataset() {
    return Dataset.of(Shape.of(1), x, Shape.of(1), y);
  }

  /** The points as a chart. */
  Plot scatter(String title) {
    return Plot.scatter(title, doubles(x), doubles(y));
  }

  private static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  /** The slope of the line through the origin that is nearest to the points, by least squares. */
  double nearestSlope() {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (double) x[i] * y[i];
      squares += (double) x[i] * x[i];
    }
    return products / squares;
  }

  /**
   * The smallest network there is, ŷ = w x with slope 0, to be trained by gradient descent on the
   * squared error.
   *
   * @param placed chooses the device and how to run
   */
  static Model slopeModel(UnaryOperator<Settings> placed) {
    return Sequential.of(Shape.of(1), dense(1).useBias(false).kernel(Initializers.zeros()))
        .compile(placed.apply(Settings.of(sgd(LEARNING_RATE), meanSquaredError())));
  }

  /** The slope that a model has learned so far. */
  static float slope(Model model) {
    return Objects.requireNonNull(model.weights().get("dense/kernel")).values()[0];
  }

  /** A plot of slopes over updates. */
  static Plot slopePlot(List<Series> slopes) {
    return Plot.of("The slope, update by update", "updates", "slope", slopes);
  }

  /** The slopes after each update, by what they are learned from. */
  static Series slopes(String name, List<Float> slopes) {
    double[] updates = IntStream.rangeClosed(1, slopes.size()).asDoubleStream().toArray();
    return Series.line(name, updates, slopes.stream().mapToDouble(Float::doubleValue).toArray());
  }
}
