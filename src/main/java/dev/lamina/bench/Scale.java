package dev.lamina.bench;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.data.Dataset;
import dev.lamina.engine.MatrixProduct;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.network.Sequential;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * How the time of an epoch grows with what there is to do: digits of MNIST, a dense network of one
 * hidden layer, SGD.
 *
 * @param grows what grows from the row before
 * @param examples how many
 * @param units in the hidden layer
 * @param batch how many examples an update takes
 */
record Scale(String grows, int examples, int units, int batch) {
  private static final int CLASSES = 10;

  /** More examples, more units, larger batches, each from one smallest training on. */
  static List<Scale> all(int examples, int most) {
    int units = 128;
    int batch = 128;
    return Stream.of(
            IntStream.of(1, 4, 16).mapToObj(n -> new Scale("examples", n * examples, units, batch)),
            IntStream.of(32, 128, 512, most)
                .mapToObj(n -> new Scale("units", 4 * examples, n, batch)),
            IntStream.of(1, 8, 128, 1024, 4 * examples)
                .mapToObj(n -> new Scale("batch", 4 * examples, units, n)))
        .flatMap(group -> group)
        .toList();
  }

  /**
   * Times the trainings.
   *
   * @param digits at least as many as the trainings take
   * @param placing chooses a model's device
   * @param line gets the speed of matrix products and a row for each training
   */
  static void measure(
      List<Scale> all, Dataset digits, UnaryOperator<Settings> placing, ObjectNode line) {
    double speed = MatrixProduct.multiplyAddsPerSecond();
    line.put("sgemm_gflops", 2 * speed / 1e9);
    ArrayNode rows = line.putArray("scale");
    for (Scale scale : all) {
      rows.add(scale.measure(digits.take(scale.examples), placing, speed));
    }
  }

  private ObjectNode measure(Dataset data, UnaryOperator<Settings> placing, double speed) {
    Sequential network =
        Sequential.of(data.xShape(), dense(units), relu(), dense(CLASSES), softmax());
    Settings settings = placing.apply(Settings.of(sgd(0.01f), sparseCategoricalCrossentropy()));
    try (Model model = network.compile(settings)) {
      History history = model.fit(data.batch(batch), epochs(1));
      double seconds = Double.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        history = model.fit(data.batch(batch), epochs(1));
        seconds = Math.min(seconds, history.seconds());
      }
      double products = products(data.xShape()) / speed;
      return JsonNodeFactory.instance
          .objectNode()
          .put("grows", grows)
          .put("examples", examples)
          .put("units", units)
          .put("batch", batch)
          .put("epoch_ms", seconds * 1e3)
          .put("products_ms", products * 1e3)
          .put("products_share", products / seconds)
          .put("execution", history.execution().toString());
    }
  }

  /**
   * The multiply-adds of an epoch's matrix products: forward, by the weights, and by the second
   * layer's input.
   */
  private double products(Shape input) {
    double first = (double) input.size() * units;
    double second = (double) units * CLASSES;
    return examples * (2 * first + 3 * second);
  }
}
