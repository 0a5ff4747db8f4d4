package dev.lamina.view;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as the bytes of PNG files. */
public final class Png {
  /** Pixels of a file for each of a picture that is painted: sharp on today's screens. */
  private static final int SCALE = 2;

  private Png() {}

  /**
   * A picture that is painted, on white and at twice its size.
   *
   * @param width of the picture, in pixels of 1/96 inch
   * @param height of the picture, in the same pixels
   * @param painter paints it from the origin on
   */
  public static byte[] paint(double width, double height, Consumer<Graphics2D> painter) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(SCALE * width),
            (int) Math.ceil(SCALE * height),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.scale(SCALE, SCALE);
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, width + 1, height + 1));
    painter.accept(graphics);
    graphics.dispose();
    return of(image);
  }

  /** An image as it is. */
  public static byte[] of(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // ImageIO's own stream would keep a copy in a file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("every Java platform writes PNG, but this one does not");
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory could not be written to", e);
    }
    return bytes.toByteArray();
  }
}
