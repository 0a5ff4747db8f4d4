package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.data.Dataset;
import dev.lamina.data.MnistFolder;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.layer.Initializers;
import dev.lamina.model.Callback;
import dev.lamina.model.Evaluation;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;

/**
 * The lecture's comparison: one network, trained from the same initial weights in several ways.
 *
 * @param train to learn from, x of shape [784], y 0 or 1
 * @param test to be measured by, of the same shapes
 * @param seed of PyTorch's initial weights; the lecture's is 1
 * @param device where to train
 * @param jit whether XLA compiles the updates
 * @param ways the ways to train, in their order
 */
public record Comparison(
    Dataset train, Dataset test, long seed, Device device, Jit jit, List<Way> ways) {

  public Comparison {
    ways = List.copyOf(ways);
  }

  /**
   * A way to train: how many examples an update looks at, and how often all are seen.
   *
   * @param name for people
   * @param batch how many examples an update looks at; more than there are means all
   * @param epochs how many times to go through the data
   * @param score what the loss and the accuracy are those of
   */
  public record Way(String name, int batch, int epochs, Score score) {

    /** What a training's loss and accuracy are those of. */
    public enum Score {
      /** The forward pass of the last epoch's update, so before that update, as in the lecture. */
      LAST_FORWARD_PASS,
      /** All training examples once more, after the last update. */
      AFTER_TRAINING;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
      }
    }

    /** Gradient descent: each update looks at all examples. */
    public static Way fullBatch(int epochs) {
      return new Way("full-batch GD", Integer.MAX_VALUE, epochs, Score.LAST_FORWARD_PASS);
    }

    /** Mini-batch gradient descent, which PyTorch calls SGD. */
    public static Way miniBatch(int batch, int epochs) {
      return new Way("mini-batch SGD", batch, epochs, Score.AFTER_TRAINING);
    }

    /** Stochastic gradient descent in the strict sense: each update looks at one example. */
    public static Way singleSample(int epochs) {
      return new Way("single-sample SGD", 1, epochs, Score.AFTER_TRAINING);
    }

    /** The lecture's three ways. */
    public static List<Way> all() {
      return List.of(fullBatch(700), miniBatch(2048, 100), singleSample(1));
    }
  }

  /** The comparison on MNIST's zeros and ones. */
  public static Comparison of(
      MnistFolder mnist, long seed, Device device, Jit jit, List<Way> ways) {
    return new Comparison(
        mnist.train().labels(0, 1), mnist.test().labels(0, 1), seed, device, jit, ways);
  }

  /** The network, with PyTorch's initial weights of a seed. */
  public static Sequential network(long seed) {
    return Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid())
        .initializer(Initializers.pytorch(seed));
  }

  /** How the network is trained. */
  public static Settings settings() {
    return Settings.of(sgd(0.001f), binaryCrossentropy(), binaryAccuracy());
  }

  /** What is compared, in two lines that each end in a newline. */
  public String heading() {
    return """
        784 → 32 relu → 1 sigmoid, binary cross-entropy, SGD 0.001, seed %d, on %s
        MNIST, 0 against 1: %s images to train on, %s to test with
        """
        .formatted(seed, device, count(train.size()), count(test.size()));
  }

  /**
   * Trains in every way. When the thread is interrupted, the training under way ends with what was
   * learned so far and no other begins.
   *
   * @param callbacks gives the callback for each way's training
   * @param trained is shown each way's model when its training and its evaluations are over, before
   *     it is closed
   */
  public ComparisonResult run(Function<Way, Callback> callbacks, BiConsumer<Way, Model> trained) {
    List<ComparisonResult.Row> rows = new ArrayList<>();
    for (Way way : ways) {
      ComparisonResult.Row row = train(way, callbacks.apply(way), trained);
      rows.add(row);
      if (row.interrupted() || Thread.interrupted()) {
        break;
      }
    }
    return new ComparisonResult(this, rows);
  }

  private ComparisonResult.Row train(Way way, Callback callback, BiConsumer<Way, Model> trained) {
    Settings placed = settings().seed(seed).device(device).jit(jit);
    try (Model model = network(seed).compile(placed)) {
      int batch = Math.min(way.batch(), train.size());
      History history = model.fit(train.batch(batch), Fit.epochs(way.epochs()).callback(callback));
      Evaluation score =
          way.score() == Way.Score.LAST_FORWARD_PASS && !history.epochs().isEmpty()
              ? history.lastEpoch().evaluation()
              : model.evaluate(train);
      ComparisonResult.Row row =
          ComparisonResult.Row.of(way, batch, history, score, model.evaluate(test));
      trained.accept(way, model);
      return row;
    }
  }
}
