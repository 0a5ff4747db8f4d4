package dev.lamina.model.tensorboard;

import dev.lamina.data.Dataset;
import dev.lamina.io.FileException;
import dev.lamina.model.Callback;
import dev.lamina.model.FitInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes down a training for TensorBoard, which shows it with {@code tensorboard --logdir FOLDER}
 * while it goes on and afterwards. Take a folder of its own for each training, side by side in one
 * that holds them all, and TensorBoard compares them.
 *
 * <pre>{@code
 * epochs(5).validation(test).callback(TensorBoard.in(Path.of("logs/first")).histograms(true))
 * }</pre>
 *
 * <p>As with Keras, there are two runs, {@code train} and {@code validation}, so that TensorBoard
 * draws the curves of both into one chart. Of every epoch there is {@code epoch/loss}, {@code
 * epoch/} with the name of each metric, and {@code epoch/learningRate}; a step is an epoch, counted
 * from 1, on over several fits. The network's graph is there from the beginning. What was written
 * is in the file at once and whole, also when the training is killed.
 *
 * @param folder of the training, made if it is not there
 * @param updates whether to write the loss of every update as well, as {@code update/loss}; a step
 *     is an update
 * @param histograms whether to write how the values of each weight are spread, after every epoch
 * @param images examples to show as pictures; empty for none
 */
public record TensorBoard(
    Path folder, boolean updates, boolean histograms, Optional<Dataset> images)
    implements Callback {
  private static final int MOST_IMAGES = 25;

  /** Writes the epochs' values and the graph. */
  public static TensorBoard in(Path folder) {
    return new TensorBoard(folder, false, false, Optional.empty());
  }

  /** The same with or without the loss of every update. */
  public TensorBoard updates(boolean on) {
    return new TensorBoard(folder, on, histograms, images);
  }

  /** The same with or without the weights' histograms. */
  public TensorBoard histograms(boolean on) {
    return new TensorBoard(folder, updates, on, images);
  }

  /**
   * The same with pictures of the first 25 examples of a data set.
   *
   * @param examples of shape {@code [height, width]} or {@code [height, width, channels]} with one
   *     channel or three; {@code reshape} gives flat ones a shape
   * @throws IllegalArgumentException if they have another shape
   */
  public TensorBoard images(Dataset examples) {
    Dataset first = examples.take(Math.min(examples.size(), MOST_IMAGES));
    return new TensorBoard(folder, updates, histograms, Optional.of(new Pictures(first).images()));
  }

  /**
   * Begins the files.
   *
   * @throws FileException if they cannot be written
   */
  @Override
  public Callback begin(FitInfo fit) {
    try {
      return EventWriter.begin(this, fit);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  FileException failure(IOException e) {
    return new FileException(
        "The folder %s for TensorBoard cannot be written (%s); check the disk's space and the folder's permissions."
            .formatted(folder, e),
        e);
  }
}
