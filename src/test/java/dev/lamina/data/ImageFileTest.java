package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class ImageFileTest {
  private static final int RED = 0xffff0000;
  private static final int GREEN = 0xff00ff00;
  private static final int BLUE = 0xff0000ff;
  private static final int CLEAR = 0;

  @TempDir private Path folder;

  @Test
  void givesColoursPixelByPixel() throws IOException {
    assertThat(ImageFile.read(picture(1, 2, RED, BLUE), Shape.of(1, 2, 3)))
        .containsExactly(1, 0, 0, 0, 0, 1);
  }

  @Test
  void givesGreyByHowLightAColourIs() throws IOException {
    assertThat(ImageFile.read(picture(2, 2, RED, GREEN, BLUE, CLEAR), Shape.of(2, 2)))
        .containsExactly(new float[] {0.299f, 0.587f, 0.114f, 1}, within(1e-6f));
  }

  @Test
  void takesMeansToMakeAPictureSmaller() throws IOException {
    int[] stripes = new int[8 * 8];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = i % 2 == 0 ? 0xff000000 : 0xffffffff;
    }

    float[] small = ImageFile.read(picture(8, 8, stripes), Shape.of(2, 2, 1));

    assertThat(small).hasSize(4);
    for (float pixel : small) {
      assertThat(pixel).isBetween(0.45f, 0.55f);
    }
  }

  @Test
  void goesStraightFromPixelToPixelToMakeAPictureLarger() throws IOException {
    assertThat(ImageFile.read(picture(1, 2, 0xff000000, 0xffffffff), Shape.of(1, 4)))
        .containsExactly(0, 0.25f, 0.75f, 1);
  }

  @Test
  void knowsPicturesByTheirContentOrTheirName() throws IOException {
    Path picture = Files.move(picture(1, 1, RED), folder.resolve("unnamed"));
    Path csv = Files.writeString(folder.resolve("x.csv"), "1,2");
    Path text = Files.writeString(folder.resolve("x.PNG"), "1,2");

    assertThat(ImageFile.isImage(picture)).isTrue();
    assertThat(ImageFile.isImage(text)).isTrue();
    assertThat(ImageFile.isImage(csv)).isFalse();
    assertThat(ImageFile.isImage(folder.resolve("none"))).isFalse();
  }

  @Test
  void refusesShapesThatNoPictureHas() throws IOException {
    Path picture = picture(1, 1, RED);

    assertThatThrownBy(() -> ImageFile.read(picture, Shape.of(28, 28, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A picture has the shape [height, width], [height, width, 1] or [height, width, 3], but [28, 28, 2] is wanted.");
  }

  @Test
  void refusesAPictureThatIsCutOff() throws IOException {
    Path file = folder.resolve("photo.jpg");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
    byte[] whole = Files.readAllBytes(file);
    assertThat(ImageFile.read(file, Shape.of(1, 1))).hasSize(1);

    Files.write(file, Arrays.copyOf(whole, whole.length - 20));

    assertThatThrownBy(() -> ImageFile.read(file, Shape.of(1, 1)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is damaged (Truncated File - Missing EOI marker); take another copy.", file);
  }

  @Test
  void refusesAFolder() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("dir.png"));

    assertThatThrownBy(() -> ImageFile.read(directory, Shape.of(1, 1)))
        .isInstanceOf(DataException.class)
        .hasMessage("%s is a folder; name the pictures in it.", directory);
  }

  @Test
  void refusesPicturesOfOtherForms() throws IOException {
    Path webp = Files.writeString(folder.resolve("photo.webp"), "RIFF");

    assertThat(ImageFile.isImage(webp)).isTrue();
    assertThatThrownBy(() -> ImageFile.read(webp, Shape.of(1, 1)))
        .isInstanceOf(DataException.class)
        .hasMessage("%s is no picture that can be read; give a PNG, JPEG, GIF or BMP file.", webp);
  }

  private Path picture(int height, int width, int... argb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    return DigitPictures.write(folder.resolve("picture.png"), image);
  }
}
