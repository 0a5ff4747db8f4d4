package dev.lamina.data;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;

/**
 * Brings pictures of a handwritten digit, of any size, light on dark or dark on light, to the form
 * of MNIST's: 28 by 28 pixels, white on black, the digit in a box of 20 by 20 with its centre of
 * mass in the middle (LeCun et al. 1998).
 *
 * <p>The border tells what is background. A picture that has that form already stays as it is.
 */
public final class DigitImage {
  /** The side of the picture in pixels. */
  public static final int SIDE = 28;

  private static final int BOX = 20;

  /** How far from the middle MNIST's own digits are, in pixels. */
  private static final double OFF_CENTRE = 1.5;

  /** The least difference between a digit and its background. */
  private static final float LEAST_CONTRAST = 0.1f;

  /** What is fainter than this share of the digit is background, such as traces of JPEG. */
  private static final float FAINT = 0.1f;

  private DigitImage() {}

  /**
   * Reads a picture.
   *
   * @return 784 numbers from 0, background, to 1, row by row, as {@link Mnist}'s
   * @throws DataException if the file is missing, damaged, no picture, or shows nothing
   */
  public static float[] read(Path file) {
    try {
      return of(ImageFile.open(file));
    } catch (IllegalArgumentException e) {
      throw new DataException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The numbers of a picture.
   *
   * @return 784 numbers from 0, background, to 1, row by row, as {@link Mnist}'s
   * @throws IllegalArgumentException if the picture shows nothing
   */
  public static float[] of(BufferedImage image) {
    return of(DecodedImage.of(image));
  }

  private static float[] of(DecodedImage image) {
    GreyImage grey = image.onto(background(image)).luminance();
    return isOfMnist(grey) ? grey.pixels() : centred(scaled(ink(grey))).pixels();
  }

  /** White behind what is dark, black behind what is light. */
  private static float background(DecodedImage image) {
    float[] light = image.luminance().pixels();
    float[] opacities = image.opacity().map(GreyImage::pixels).orElse(new float[0]);
    double seen = 0;
    double sum = 0;
    for (int i = 0; i < light.length; i++) {
      double opacity = opacities.length == 0 ? 1 : opacities[i];
      seen += opacity;
      sum += opacity * light[i];
    }
    return sum < seen / 2 ? 1 : 0;
  }

  private static boolean isOfMnist(GreyImage image) {
    if (image.height() != SIDE
        || image.width() != SIDE
        || image.borderMedian() > 0
        || image.largest() == 0) {
      return false;
    }
    Box box = Box.of(image);
    double[] centre = centre(image);
    return Math.max(box.height(), box.width()) <= BOX
        && Math.abs(centre[0] - SIDE / 2.0) <= OFF_CENTRE
        && Math.abs(centre[1] - SIDE / 2.0) <= OFF_CENTRE;
  }

  /** How much each pixel differs from the background, 1 where it differs most. */
  private static GreyImage ink(GreyImage image) {
    float background = image.borderMedian();
    boolean light = background > 0.5f;
    GreyImage ink =
        image.map(
            i ->
                Math.max(
                    0, light ? background - image.pixels()[i] : image.pixels()[i] - background));
    float most = ink.largest();
    if (most < LEAST_CONTRAST) {
      throw new IllegalArgumentException(
          "The picture shows nothing that stands out from its border; give one of a digit with some space around it.");
    }
    return ink.map(i -> ink.pixels()[i] < FAINT * most ? 0 : ink.pixels()[i] / most);
  }

  /** The digit alone, as large as fits the box. */
  private static GreyImage scaled(GreyImage ink) {
    Box box = Box.of(ink);
    GreyImage digit = ink.window(box.top(), box.left(), box.height(), box.width());
    double scale = (double) BOX / Math.max(box.height(), box.width());
    GreyImage scaled =
        digit.resize(
            atLeastOne(scale * box.height()),
            atLeastOne(scale * box.width()),
            ResizeMethod.ANTIALIAS);
    float most = scaled.largest();
    return scaled.map(i -> scaled.pixels()[i] / most);
  }

  private static int atLeastOne(double pixels) {
    return (int) Math.max(1, Math.round(pixels));
  }

  private static GreyImage centred(GreyImage digit) {
    double[] centre = centre(digit);
    return digit.window(
        -start(centre[0], digit.height()), -start(centre[1], digit.width()), SIDE, SIDE);
  }

  /** Where a digit begins whose centre is to be in the middle, so that all of it is seen. */
  private static int start(double centre, int length) {
    return (int) Math.max(0, Math.min(SIDE - length, Math.round(SIDE / 2.0 - centre)));
  }

  /** The centre of mass, down and across. */
  private static double[] centre(GreyImage image) {
    double mass = 0;
    double down = 0;
    double across = 0;
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        mass += image.at(row, column);
        down += image.at(row, column) * (row + 0.5);
        across += image.at(row, column) * (column + 0.5);
      }
    }
    return new double[] {down / mass, across / mass};
  }

  /** The smallest box around all that is not 0, of which there is some. */
  private record Box(int top, int left, int height, int width) {

    static Box of(GreyImage image) {
      int[] ink =
          IntStream.range(0, image.pixels().length).filter(i -> image.pixels()[i] > 0).toArray();
      IntSummaryStatistics rows =
          Arrays.stream(ink).map(i -> i / image.width()).summaryStatistics();
      IntSummaryStatistics columns =
          Arrays.stream(ink).map(i -> i % image.width()).summaryStatistics();
      return new Box(
          rows.getMin(),
          columns.getMin(),
          rows.getMax() - rows.getMin() + 1,
          columns.getMax() - columns.getMin() + 1);
    }
  }
}
