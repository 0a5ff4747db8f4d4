package dev.lamina.bench;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lamina.data.Dataset;
import dev.lamina.engine.MatrixProduct;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.text.Numbers;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * How the time of an epoch grows with what there is to do: digits of MNIST, a dense network of one
 * hidden layer, SGD.
 *
 * @param gigaflops the speed of matrix products
 * @param timings one for each training
 */
record Scaling(
    @JsonProperty("sgemm_gflops") double gigaflops, @JsonProperty("scale") List<Timing> timings)
    implements Measurement.Values {
  private static final int CLASSES = 10;

  /**
   * A training.
   *
   * @param grows what grows from the training before
   * @param examples how many
   * @param units in the hidden layer
   * @param batch how many examples an update takes
   */
  record Size(String grows, int examples, int units, int batch) {}

  /** How long an epoch of a training took, and how long its matrix products take alone. */
  record Timing(
      @JsonUnwrapped Size size,
      @JsonProperty("epoch_ms") double epoch,
      @JsonProperty("products_ms") double products,
      @JsonProperty("products_share") double share,
      String execution) {}

  /** More examples, more units, larger batches, each from one smallest training on. */
  static List<Size> sizes(int examples, int most) {
    int units = 128;
    int batch = 128;
    return Stream.of(
            IntStream.of(1, 4, 16).mapToObj(n -> new Size("examples", n * examples, units, batch)),
            IntStream.of(32, 128, 512, most)
                .mapToObj(n -> new Size("units", 4 * examples, n, batch)),
            IntStream.of(1, 8, 128, 1024, 4 * examples)
                .mapToObj(n -> new Size("batch", 4 * examples, units, n)))
        .flatMap(group -> group)
        .toList();
  }

  /**
   * Times the trainings.
   *
   * @param digits at least as many as the trainings take
   * @param placing chooses a model's device
   */
  static Scaling measure(List<Size> sizes, Dataset digits, UnaryOperator<Settings> placing) {
    double speed = MatrixProduct.multiplyAddsPerSecond();
    List<Timing> timings =
        sizes.stream()
            .map(size -> timing(size, digits.take(size.examples()), placing, speed))
            .toList();
    return new Scaling(2 * speed / 1e9, timings);
  }

  private static Timing timing(
      Size size, Dataset data, UnaryOperator<Settings> placing, double speed) {
    Sequential network =
        Sequential.of(data.xShape(), dense(size.units()), relu(), dense(CLASSES), softmax());
    Settings settings = placing.apply(Settings.of(sgd(0.01f), sparseCategoricalCrossentropy()));
    try (Model model = network.compile(settings)) {
      History history = model.fit(data.batch(size.batch()), epochs(1));
      double seconds = Double.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        history = model.fit(data.batch(size.batch()), epochs(1));
        seconds = Math.min(seconds, history.seconds());
      }
      double products = products(size, data.xShape()) / speed;
      return new Timing(
          size, seconds * 1e3, products * 1e3, products / seconds, history.execution().toString());
    }
  }

  /**
   * The multiply-adds of an epoch's matrix products: forward, by the weights, and by the second
   * layer's input.
   */
  private static double products(Size size, Shape input) {
    double first = (double) input.size() * size.units();
    double second = (double) size.units() * CLASSES;
    return size.examples() * (2 * first + 3 * second);
  }

  @Override
  public String text() {
    Table table =
        Table.of(
            Column.left("grows"),
            Column.right("examples"),
            Column.right("units"),
            Column.right("batch"),
            Column.right("ms"),
            Column.right("times the\nrow before"),
            Column.right("times\nthe work"),
            Column.right("share of\nproducts"),
            Column.left("execution"));
    Timing before = timings.get(0);
    for (Timing timing : timings) {
      Size size = timing.size();
      boolean grown = !timing.equals(before) && size.grows().equals(before.size().grows());
      table =
          table.row(
              size.grows(),
              Numbers.count(size.examples()),
              Numbers.count(size.units()),
              Numbers.count(size.batch()),
              Numbers.rounded(timing.epoch()),
              grown ? Numbers.fixed(timing.epoch() / before.epoch(), 2) : "",
              grown ? Numbers.fixed(timing.products() / before.products(), 2) : "",
              Numbers.fixed(timing.share(), 2),
              timing.execution());
      before = timing;
    }
    return ", one epoch on MNIST; matrix products reach %s GFLOP/s\n%s"
        .formatted(Numbers.rounded(gigaflops), table.toString().strip());
  }
}
