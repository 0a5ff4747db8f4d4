package dev.lamina.model;

import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;

import dev.lamina.data.Batches;
import dev.lamina.engine.Jit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.tensorflow.ndarray.Shape;

/** A program that trains a network and is killed while it does. It prints each chunk of updates. */
final class KilledTraining {
  private static final int EPOCHS = 3;

  /** How many updates it makes in all. */
  static final int UPDATES = EPOCHS * 250;

  /** Of 12 bytes an example, so that chunks are of 50 batches. */
  private static final long MEMORY = 400 * 12;

  /** How many chunks it makes at most: so few that it is not over when it is killed. */
  private static final int CHUNKS = 5;

  private KilledTraining() {}

  /**
   * Trains, or goes on.
   *
   * @param arguments the folder of the checkpoints
   */
  public static void main(String[] arguments) {
    Callback prints =
        new Callback() {
          private int chunks;

          @Override
          public boolean observes() {
            return true;
          }

          @Override
          public Decision onChunkEnd(ChunkEnd end) {
            System.out.println(end.updates());
            if (++chunks == CHUNKS) {
              waitForTheKill();
            }
            return Decision.go();
          }
        };
    try (Model model = compile()) {
      model.fit(batches(), fit().callback(prints).checkpoint(checkpoints(Path.of(arguments[0]))));
    }
  }

  /** Nobody writes to it. */
  private static void waitForTheKill() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Model compile() {
    return Sequential.of(
            Shape.of(2),
            dense(16),
            batchNormalization(),
            relu(),
            dropout(0.3f),
            dense(3),
            softmax())
        .compile(
            Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
                .seed(5)
                .jit(Jit.OFF));
  }

  static Batches batches() {
    return Samples.corners(2_000).shuffle(6).batch(8);
  }

  static Fit fit() {
    return epochs(EPOCHS).memory(MEMORY);
  }

  /** After every chunk. */
  static Checkpoints checkpoints(Path folder) {
    return Checkpoints.in(folder).everyMinutes(1e-9).keepLast(2).resume();
  }
}
