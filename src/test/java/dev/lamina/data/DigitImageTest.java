package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitImageTest {
  private static final int SIDE = DigitImage.SIDE;

  @TempDir private Path folder;

  @Test
  void leavesMnistsOwnDigitsAsTheyAre() throws IOException {
    Dataset test = Mnist.test();
    for (int i = 0; i < 1000; i++) {
      float[] digit = test.get(i).x();
      assertThat(DigitImage.of(DigitPictures.enlarged(digit, 1))).isEqualTo(digit);
    }
    Path file =
        DigitPictures.write(folder.resolve("7.png"), DigitPictures.enlarged(test.get(0).x(), 1));
    assertThat(DigitImage.read(file)).isEqualTo(test.get(0).x());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10})
  void findsAnEnlargedDigitAgain(int factor) {
    float[] digit = Mnist.test().get(1).x();

    float[] found = DigitImage.of(DigitPictures.enlarged(digit, factor));

    assertThat(difference(found, digit)).isLessThan(0.03);
  }

  /** On paper, on a transparent ground, and away from the middle. */
  @Test
  void seesStrokesAloneWhateverTheirColours() {
    Color clear = new Color(0, 0, 0, 0);
    float[] black = DigitImage.of(two(Color.BLACK, Color.WHITE, 0));

    for (BufferedImage other :
        List.of(
            two(Color.WHITE, Color.BLACK, 0),
            two(Color.YELLOW, new Color(20, 20, 60), 0),
            two(new Color(40, 40, 120), new Color(230, 220, 200), 0),
            two(Color.BLACK, clear, 0),
            two(Color.WHITE, clear, 0),
            two(Color.BLACK, Color.WHITE, 150))) {
      assertThat(difference(DigitImage.of(other), black)).isLessThan(0.01);
    }
  }

  @Test
  void putsTheDigitInABoxOf20AroundItsCentreOfMass() {
    float[] digit = DigitImage.of(two(Color.BLACK, Color.WHITE, 0));

    double mass = 0;
    double down = 0;
    double across = 0;
    int top = SIDE;
    int bottom = 0;
    for (int i = 0; i < digit.length; i++) {
      assertThat(digit[i]).isBetween(0f, 1f);
      mass += digit[i];
      int row = i / SIDE;
      down += digit[i] * (row + 0.5);
      across += digit[i] * (i % SIDE + 0.5);
      top = digit[i] > 0 ? Math.min(top, row) : top;
      bottom = digit[i] > 0 ? row : bottom;
    }
    assertThat(bottom - top + 1).isEqualTo(20);
    assertThat(down / mass).isBetween(13.5, 14.5);
    assertThat(across / mass).isBetween(13.5, 14.5);
  }

  @Test
  void refusesPicturesThatShowNothing() throws IOException {
    Path file = DigitPictures.write(folder.resolve("white.png"), two(Color.WHITE, Color.WHITE, 0));

    assertThatThrownBy(() -> DigitImage.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s: The picture shows nothing that stands out from its border; give one of a digit with some space around it.",
            file);
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "text");
    assertThatThrownBy(() -> DigitImage.read(text))
        .isInstanceOf(DataException.class)
        .hasMessage("%s is no picture that can be read; give a PNG, JPEG, GIF or BMP file.", text);

    Path whole = folder.resolve("2.png");
    DigitPictures.write(whole, two(Color.BLACK, Color.WHITE, 0));
    byte[] bytes = Files.readAllBytes(whole);
    Path half = folder.resolve("half.png");
    for (int length = 0; length < bytes.length; length += 40) {
      Files.write(half, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> DigitImage.read(half))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(half.toString());
    }

    Path none = folder.resolve("none.png");
    assertThatThrownBy(() -> DigitImage.read(none))
        .hasMessage("There is no file %s; check the name.", none);
  }

  @Test
  void readsJpegWithItsTraces() throws IOException {
    Path file = folder.resolve("2.jpg");
    BufferedImage image = two(Color.BLACK, Color.WHITE, 0);
    BufferedImage opaque = new BufferedImage(500, 300, BufferedImage.TYPE_INT_RGB);
    opaque.createGraphics().drawImage(image, 0, 0, null);
    assertThat(ImageIO.write(opaque, "jpg", file.toFile())).isTrue();

    assertThat(difference(DigitImage.read(file), DigitImage.of(image))).isLessThan(0.02);
  }

  private static BufferedImage two(Color ink, Color paper, int shift) {
    BufferedImage image = new BufferedImage(500, 300, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(paper);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(ink);
    graphics.setStroke(new BasicStroke(22, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.translate(shift, 0);
    Path2D strokes = new Path2D.Double();
    strokes.moveTo(80, 80);
    strokes.curveTo(120, 20, 220, 30, 200, 100);
    strokes.curveTo(190, 150, 100, 200, 80, 250);
    strokes.lineTo(230, 245);
    graphics.draw(strokes);
    graphics.dispose();
    return image;
  }

  /** The mean over all pixels. */
  private static double difference(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum / one.length;
  }
}
