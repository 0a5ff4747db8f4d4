package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;

/** Pictures of MNIST's digits. */
public final class DigitPictures {
  private DigitPictures() {}

  /** A digit whose every pixel is a square. */
  public static BufferedImage enlarged(float[] digit, int factor) {
    return painted(digit, factor, grey -> 0xff000000 | grey << 16 | grey << 8 | grey);
  }

  /** The same, dark on light. */
  public static BufferedImage inverted(float[] digit, int factor) {
    return painted(
        digit, factor, grey -> 0xff000000 | (255 - grey) << 16 | (255 - grey) << 8 | (255 - grey));
  }

  /** The same, black on nothing. */
  public static BufferedImage transparent(float[] digit, int factor) {
    return painted(digit, factor, grey -> grey << 24);
  }

  private static BufferedImage painted(float[] digit, int factor, IntUnaryOperator argb) {
    int side = DigitImage.SIDE * factor;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float light = digit[row / factor * DigitImage.SIDE + column / factor];
        image.setRGB(column, row, argb.applyAsInt(Math.round(light * 255)));
      }
    }
    return image;
  }

  /** Writes a PNG file. */
  public static Path write(Path file, BufferedImage image) throws IOException {
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    return file;
  }
}
