package dev.lamina.view.chart;

import dev.lamina.text.Numbers;

/**
 * An example that was taken for another class than its own.
 *
 * @param example its place in the data set, counted from 0
 * @param x its numbers
 * @param truth its class
 * @param predicted the class it was taken for
 * @param confidence the probability that the network gave to the class it was taken for
 * @param truthProbability the probability that the network gave to its own class
 */
@SuppressWarnings("ArrayRecordComponent") // Carries numbers, is never compared.
public record Mistake(
    int example, float[] x, int truth, int predicted, double confidence, double truthProbability) {

  /** Its picture, with what it is and what it was taken for. */
  PictureGrid.Captioned captioned(PictureShape shape) {
    return new PictureGrid.Captioned(
        Picture.of(shape, x),
        "%d as %d: %s\n%d: %s"
            .formatted(
                truth,
                predicted,
                Numbers.fixed(confidence, 2),
                truth,
                Numbers.fixed(truthProbability, 2)),
        "Example %d, a %d taken for a %d with probability %s"
            .formatted(example, truth, predicted, Numbers.fixed(confidence, 2)));
  }
}
