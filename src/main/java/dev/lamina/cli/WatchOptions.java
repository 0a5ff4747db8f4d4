package dev.lamina.cli;

import dev.lamina.data.Dataset;
import dev.lamina.model.Fit;
import dev.lamina.model.tensorboard.TensorBoard;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.Option;

/** The options that let people watch a training. */
final class WatchOptions {
  private static final Shape MNIST = Shape.of(28, 28);

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description =
          "Write the training there for TensorBoard: the loss of every update, the values of every"
              + " epoch, histograms of the weights, the graph and some of the examples.")
  private @Nullable Path tensorBoard;

  /**
   * The same fit, watched as the options say.
   *
   * @param examples to train on
   */
  Fit apply(Fit fit, Dataset examples) {
    return tensorBoard == null ? fit : fit.callback(tensorBoard(tensorBoard, examples));
  }

  private static TensorBoard tensorBoard(Path folder, Dataset examples) {
    TensorBoard all = TensorBoard.in(folder).updates(true).histograms(true);
    return examples.xShape().size() == MNIST.size() ? all.images(examples.reshape(MNIST)) : all;
  }
}
