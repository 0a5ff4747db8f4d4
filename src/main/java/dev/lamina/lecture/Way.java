package dev.lamina.lecture;

import dev.lamina.data.Dataset;
import java.util.List;

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
    /**
     * The forward pass of the last epoch's update, so before that update: what the lecture's loop
     * over full batches has at hand when it ends.
     */
    LAST_FORWARD_PASS,
    /** All training examples once more, after the last update. */
    AFTER_TRAINING
  }

  /** Gradient descent: each update looks at all examples. */
  public static Way fullBatch() {
    return new Way("full-batch GD", Integer.MAX_VALUE, 700, Score.LAST_FORWARD_PASS);
  }

  /** Mini-batch gradient descent, which PyTorch calls SGD: each update looks at 2048 examples. */
  public static Way miniBatch() {
    return new Way("mini-batch SGD", 2048, 100, Score.AFTER_TRAINING);
  }

  /** Stochastic gradient descent in the strict sense: each update looks at one example. */
  public static Way singleSample() {
    return new Way("single-sample SGD", 1, 1, Score.AFTER_TRAINING);
  }

  /** The lecture's three ways. */
  public static List<Way> all() {
    return List.of(fullBatch(), miniBatch(), singleSample());
  }

  /** The same way with another number of examples an update. */
  public Way batch(int examples) {
    return new Way(name, examples, epochs, score);
  }

  /** The same way for another number of epochs. */
  public Way epochs(int number) {
    return new Way(name, batch, number, score);
  }

  /** How many examples of this data set an update looks at. */
  public int batchOf(Dataset data) {
    return Math.min(batch, data.size());
  }
}
