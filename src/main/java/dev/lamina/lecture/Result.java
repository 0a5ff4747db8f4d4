package dev.lamina.lecture;

import dev.lamina.model.Evaluation;
import dev.lamina.model.History;

/**
 * What one way of training came to.
 *
 * @param way the way
 * @param batch how many examples an update looked at
 * @param history of the training
 * @param train the loss and the accuracy on the training examples, of what the way's score says
 * @param test the loss and the accuracy on the test examples, after the training
 */
public record Result(Way way, int batch, History history, Evaluation train, Evaluation test) {
  private static final int PIXELS = 784;
  private static final int LABELS = 1;

  /** How many epochs were made. */
  public int epochs() {
    return history.epochs().size();
  }

  /** The time of an update, the training's start and XLA's compiling shared out. */
  public double microsecondsPerUpdate() {
    return history.seconds() * 1e6 / history.updates();
  }

  /**
   * The bytes that one batch takes on the device: its pixels and labels as 32-bit floats. Weights,
   * gradients and the layers' outputs are not counted; nor is that Lamina, where all examples fit
   * in memory, hands TensorFlow all of them at once.
   */
  public long batchBytes() {
    return (long) batch * (PIXELS + LABELS) * Float.BYTES;
  }

  /** The share of the training examples that were recognized. */
  public double trainAccuracy() {
    return train.metric("binaryAccuracy");
  }

  /** The share of the test examples that were recognized. */
  public double testAccuracy() {
    return test.metric("binaryAccuracy");
  }

  /** How many training examples were recognized. */
  public long trainCorrect() {
    return Math.round(trainAccuracy() * train.examples());
  }

  /** How many test examples were recognized. */
  public long testCorrect() {
    return Math.round(testAccuracy() * test.examples());
  }
}
