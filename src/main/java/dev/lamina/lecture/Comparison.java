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
import dev.lamina.data.Shuffle;
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
   * @param version of gradient descent
   * @param batch how many examples an update looks at; more than there are means all
   * @param epochs how many times to go through the data
   * @param shuffled whether the examples come in another order in each epoch, PyTorch's; in their
   *     own, all zeros come before all ones
   */
  public record Way(Version version, int batch, int epochs, boolean shuffled) {

    /** Gradient descent: each update looks at all examples. */
    public static Way fullBatch(int epochs) {
      return new Way(Version.ALL, Integer.MAX_VALUE, epochs, false);
    }

    /** Stochastic gradient descent: each update looks at a mini-batch, in the data's order. */
    public static Way miniBatch(int batch, int epochs) {
      return new Way(Version.SOME, batch, epochs, false);
    }

    /** Stochastic gradient descent with batch size = 1, shuffled. */
    public static Way singleSample(int epochs) {
      return new Way(Version.ONE, 1, epochs, true);
    }

    /** The same in the data's order. */
    public Way unshuffled() {
      return new Way(version, batch, epochs, false);
    }

    /** The lecture's two ways, and its strictest one. */
    public static List<Way> all() {
      return List.of(fullBatch(700), miniBatch(2048, 100), singleSample(1));
    }

    /** The name of today, for people. */
    public String name() {
      return version.name(Words.ENGLISH);
    }

    /** The name in short, to stand before a progress bar. */
    public String label() {
      return Words.ENGLISH.get(version.key() + ".short");
    }

    /**
     * Whether the accuracy is that of the forward pass of the last epoch's update, so before that
     * update, as in the lecture; else it is that of all examples once more, after the training.
     */
    boolean countsBeforeUpdate() {
      return version == Version.ALL;
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
    // code 3F.network
    return Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid())
        .initializer(Initializers.pytorch(seed));
    // end
  }

  /** How the network is trained. */
  public static Settings settings() {
    return Settings.of(sgd(0.001f), binaryCrossentropy(), binaryAccuracy());
  }

  /** What is compared, in two lines that each end in a newline. */
  public String heading(Words words) {
    return words.get("compare.heading", seed, device, count(train.size()), count(test.size()))
        + "\n";
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
    Settings settings = settings().seed(seed).device(device).jit(jit);
    try (Model model = network(seed).compile(settings)) {
      // code 3F
      int batch = Math.min(way.batch(), train.size());
      Dataset ordered = way.shuffled() ? train.shuffle(Shuffle.pytorch(seed)) : train;
      History history =
          model.fit(ordered.batch(batch), Fit.epochs(way.epochs()).callback(callback));
      Evaluation score =
          way.countsBeforeUpdate() && !history.epochs().isEmpty()
              ? history.lastEpoch().evaluation()
              : model.evaluate(train);
      // end
      ComparisonResult.Row row =
          ComparisonResult.Row.of(way, batch, history, score, model.evaluate(test));
      trained.accept(way, model);
      return row;
    }
  }
}
