package dev.lamina.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A picture's samples as they are stored, from 0 to 1: no colour profile changes them, as in
 * TensorFlow's decoders.
 *
 * @param colours grey alone, or red, green and blue
 * @param opacity how opaque each pixel is; empty of a picture that does not say it
 */
record DecodedImage(List<GreyImage> colours, Optional<GreyImage> opacity) {
  /** Adobe's word for inks that are stored as luminance and differences of colours. */
  private static final int LUMINANCE = 2;

  static DecodedImage of(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int space = model.getColorSpace().getType();
    boolean stored = space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB;
    if (model instanceof IndexColorModel || model.isAlphaPremultiplied() || !stored) {
      return ofColours(image);
    }
    Raster samples = image.getRaster();
    int count = model.getNumColorComponents();
    return new DecodedImage(
        IntStream.range(0, count).mapToObj(band -> band(samples, band)).toList(),
        model.hasAlpha() ? Optional.of(band(samples, count)) : Optional.empty());
  }

  private static DecodedImage ofColours(BufferedImage image) {
    int width = image.getWidth();
    int[] argb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    List<GreyImage> bands =
        IntStream.of(16, 8, 0, 24).mapToObj(shift -> band(argb, width, shift)).toList();
    return new DecodedImage(bands.subList(0, 3), Optional.of(bands.get(3)));
  }

  private static GreyImage band(int[] argb, int width, int shift) {
    float[] band = new float[argb.length];
    for (int i = 0; i < band.length; i++) {
      band[i] = (argb[i] >>> shift & 0xff) / 255f;
    }
    return new GreyImage(band.length / width, width, band);
  }

  private static GreyImage band(Raster samples, int band) {
    int width = samples.getWidth();
    int height = samples.getHeight();
    float[] stored =
        samples.getSamples(
            samples.getMinX(), samples.getMinY(), width, height, band, (float[]) null);
    float most = (1 << samples.getSampleModel().getSampleSize(band)) - 1;
    for (int i = 0; i < stored.length; i++) {
      stored[i] /= most;
    }
    return new GreyImage(height, width, stored);
  }

  /**
   * A picture of cyan, magenta, yellow and black.
   *
   * @param samples of 8 bits
   * @param header says how they are stored
   */
  static DecodedImage ofInks(Raster samples, JpegHeader header) {
    List<GreyImage> bands = IntStream.range(0, 4).mapToObj(i -> band(samples, i)).toList();
    List<GreyImage> inks = header.transform() == LUMINANCE ? inks(bands) : bands;
    GreyImage black = bands.get(3);
    boolean light = header.transform() >= 0;
    // Adobe's programs store how much light an ink lets through, others how much it takes.
    return new DecodedImage(
        inks.subList(0, 3).stream()
            .map(
                ink ->
                    ink.map(
                        i ->
                            light
                                ? ink.pixels()[i] * black.pixels()[i]
                                : (1 - ink.pixels()[i]) * (1 - black.pixels()[i])))
            .toList(),
        Optional.empty());
  }

  /** Inks of luminance and two differences of colours, as JPEG defines them. */
  private static List<GreyImage> inks(List<GreyImage> bands) {
    double middle = 128 / 255.0;
    float[] y = bands.get(0).pixels();
    float[] blue = bands.get(1).pixels();
    float[] red = bands.get(2).pixels();
    return Stream.<IntToDoubleFunction>of(
            i -> y[i] + 1.402 * (red[i] - middle),
            i -> y[i] - 0.344136 * (blue[i] - middle) - 0.714136 * (red[i] - middle),
            i -> y[i] + 1.772 * (blue[i] - middle))
        .map(colour -> bands.get(0).map(i -> 1 - Math.min(1, Math.max(0, colour.applyAsDouble(i)))))
        .toList();
  }

  /** How light the picture is to the eye (ITU-R BT.601). */
  GreyImage luminance() {
    if (colours.size() == 1) {
      return colours.get(0);
    }
    float[] red = colours.get(0).pixels();
    float[] green = colours.get(1).pixels();
    float[] blue = colours.get(2).pixels();
    return colours.get(0).map(i -> 0.299 * red[i] + 0.587 * green[i] + 0.114 * blue[i]);
  }

  /** Red, green and blue. */
  List<GreyImage> channels() {
    return colours.size() == 3 ? colours : Collections.nCopies(3, colours.get(0));
  }

  /** The picture laid on a background of one grey, without transparency. */
  DecodedImage onto(float background) {
    if (opacity.isEmpty()) {
      return this;
    }
    float[] seen = opacity.get().pixels();
    return new DecodedImage(
        colours.stream()
            .map(
                colour ->
                    colour.map(i -> seen[i] * colour.pixels()[i] + (1 - seen[i]) * background))
            .toList(),
        Optional.empty());
  }

  /** The grey picture with pixels of one value, from 0 to 1, transparent. */
  DecodedImage clear(float value) {
    GreyImage grey = colours.get(0);
    return new DecodedImage(
        colours, Optional.of(grey.map(i -> Math.abs(grey.pixels()[i] - value) < 1e-3 ? 0 : 1)));
  }

  /**
   * The picture as it is to be seen.
   *
   * @param orientation how it is stored, 1 to 8, as EXIF counts
   */
  DecodedImage upright(int orientation) {
    UnaryOperator<GreyImage> turn = image -> image.upright(orientation);
    return new DecodedImage(colours.stream().map(turn).toList(), opacity.map(turn));
  }
}
