package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.model.callback.Callbacks.none;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.layer.Initializers;
import dev.lamina.model.Callback;
import dev.lamina.model.Evaluation;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;

/**
 * The lecture's comparison: one network, trained from the same initial weights in several ways.
 *
 * <pre>{@code
 * Comparison.of(Mnist.train().labels(0, 1), Mnist.test().labels(0, 1)).run()
 * }</pre>
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
  private static final float LEARNING_RATE = 0.001f;

  public Comparison {
    ways = List.copyOf(ways);
  }

  /** The lecture's comparison: seed 1, its three ways; device and XLA chosen automatically. */
  public static Comparison of(Dataset train, Dataset test) {
    return new Comparison(train, test, 1, Device.AUTO, Jit.AUTO, Way.all());
  }

  /** The same comparison from other initial weights. */
  public Comparison seed(long seed) {
    return new Comparison(train, test, seed, device, jit, ways);
  }

  /** The same comparison on another device. */
  public Comparison device(Device device) {
    return new Comparison(train, test, seed, device, jit, ways);
  }

  /** The same comparison with XLA chosen, on or off. */
  public Comparison jit(Jit jit) {
    return new Comparison(train, test, seed, device, jit, ways);
  }

  /** The same comparison of other ways. */
  public Comparison ways(List<Way> ways) {
    return new Comparison(train, test, seed, device, jit, ways);
  }

  /** The network, with the initial weights of the seed. */
  public Sequential network() {
    return Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid())
        .initializer(Initializers.pytorch(seed));
  }

  /** Trains in every way, silently. */
  public Outcome run() {
    return run(way -> none());
  }

  /**
   * Trains in every way. When the thread is interrupted, the training under way ends with what was
   * learned so far and no other begins.
   *
   * @param callbacks gives the callback for each way's training
   */
  public Outcome run(Function<Way, Callback> callbacks) {
    return run(callbacks, (way, model) -> {});
  }

  /**
   * As {@link #run(Function)}.
   *
   * @param trained is shown each way's model when its training and its evaluations are over, before
   *     it is closed
   */
  public Outcome run(Function<Way, Callback> callbacks, BiConsumer<Way, Model> trained) {
    List<Result> results = new ArrayList<>();
    for (Way way : ways) {
      Result result = train(way, callbacks.apply(way), trained);
      results.add(result);
      if (result.history().interrupted() || Thread.interrupted()) {
        break;
      }
    }
    return new Outcome(this, results);
  }

  private Result train(Way way, Callback callback, BiConsumer<Way, Model> trained) {
    Settings settings =
        Settings.of(sgd(LEARNING_RATE), binaryCrossentropy(), binaryAccuracy())
            .seed(seed)
            .device(device)
            .jit(jit);
    try (Model model = network().compile(settings)) {
      int batch = way.batchOf(train);
      History history = model.fit(train.batch(batch), Fit.epochs(way.epochs()).callback(callback));
      Result result =
          new Result(way, batch, history, score(way, model, history), model.evaluate(test));
      trained.accept(way, model);
      return result;
    }
  }

  private Evaluation score(Way way, Model model, History history) {
    return way.score() == Way.Score.LAST_FORWARD_PASS && !history.epochs().isEmpty()
        ? history.lastEpoch().evaluation()
        : model.evaluate(train);
  }
}
