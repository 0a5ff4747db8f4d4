package dev.lamina.view.diagram;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import javax.imageio.ImageIO;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.ImageTranscoder;

/** Pictures as pixels: Batik draws them, Java writes them as PNG. */
final class Png extends ImageTranscoder {

  private Png() {}

  /**
   * Draws an SVG.
   *
   * @param width in pixels; the height follows
   * @throws IllegalStateException if that fails, as it does on a machine without fonts
   */
  static byte[] of(String svg, double width) {
    Png png = new Png();
    png.addTranscodingHint(ImageTranscoder.KEY_WIDTH, (float) width);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      png.transcode(new TranscoderInput(new StringReader(svg)), new TranscoderOutput(bytes));
    } catch (TranscoderException e) {
      throw new IllegalStateException(
          "The picture cannot be drawn as PNG (%s); write SVG instead.".formatted(e.getMessage()),
          e);
    }
    return bytes.toByteArray();
  }

  @Override
  public BufferedImage createImage(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
  }

  @Override
  public void writeImage(BufferedImage image, TranscoderOutput output) throws TranscoderException {
    try {
      ImageIO.write(image, "png", output.getOutputStream());
    } catch (IOException e) {
      throw new TranscoderException(e);
    }
  }
}
