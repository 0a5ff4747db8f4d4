package dev.lamina.cli;

import dev.lamina.data.DataException;
import dev.lamina.data.DigitImage;
import dev.lamina.data.ImageFile;
import dev.lamina.layer.Shapes;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * How pictures become examples of a network.
 *
 * @param input the network's input shape
 * @param plain whether pictures are only brought to their size, even where digits would do
 * @param bytes whether pixels go to 255 rather than to 1
 */
record Pictures(Shape input, boolean plain, boolean bytes) {
  private static final Shape DIGIT = Shape.of(DigitImage.SIDE, DigitImage.SIDE);
  private static final int WHITE = 255;

  /** An example from each picture. */
  float[][] read(List<Path> files) {
    if (!isDigit() && !ImageFile.isShape(input)) {
      throw new DataException(
          "The network takes %s per example, which is no picture; give a CSV file."
              .formatted(Shapes.text(input)));
    }
    return files.stream().map(this::read).toArray(float[][]::new);
  }

  private float[] read(Path file) {
    float[] pixels =
        isDigit() && !plain
            ? DigitImage.read(file)
            : ImageFile.read(file, ImageFile.isShape(input) ? input : DIGIT);
    if (bytes) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] *= WHITE;
      }
    }
    return pixels;
  }

  /** As many grey pixels as MNIST's digits have, as a vector or as rows. */
  private boolean isDigit() {
    return input.equals(Shape.of(DIGIT.size()))
        || input.equals(DIGIT)
        || input.equals(DIGIT.append(1));
  }
}
