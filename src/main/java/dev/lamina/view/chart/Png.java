package dev.lamina.view.chart;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Encodes images as PNG. */
final class Png {
  private Png() {}

  static byte[] of(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("every Java platform writes PNG, but this one does not");
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory could not be written to", e);
    }
    return bytes.toByteArray();
  }
}
