package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class ImageFileTest {
  private static final int RED = 0xffff0000;
  private static final int GREEN = 0xff00ff00;
  private static final int BLUE = 0xff0000ff;
  private static final int CLEAR = 0;

  private static final Path PICTURES = Path.of("src/test/resources/pictures");
  private static final JsonNode EXPECTED = expected();

  @TempDir private Path folder;

  private static JsonNode expected() {
    try {
      return new ObjectMapper().readTree(PICTURES.resolve("expected.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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

  /** Pictures of every kind and what TensorFlow reads of them, by pictures/make.py. */
  @ParameterizedTest
  @MethodSource("kinds")
  void readsWhatTensorFlowReads(String name) throws IOException {
    JsonNode expected = EXPECTED.path(name);
    Shape shape =
        Shape.of(expected.path("shape").path(0).asLong(), expected.path("shape").path(1).asLong());
    float tolerance = name.endsWith(".png") ? 0.51f : 2.01f;

    assertThat(bytes(ImageFile.read(PICTURES.resolve(name), shape.append(3))))
        .containsExactly(values(expected), within(tolerance));
    if (name.matches("g.*png")) {
      float[] grey = bytes(ImageFile.read(PICTURES.resolve(name), shape));
      for (int i = 0; i < grey.length; i++) {
        assertThat(grey[i]).isCloseTo(values(expected)[3 * i], within(tolerance));
      }
    }
  }

  static Stream<String> kinds() {
    return EXPECTED.propertyStream().map(Map.Entry::getKey).filter(name -> name.contains("."));
  }

  @ParameterizedTest
  @EnumSource(ResizeMethod.class)
  void resizesAsTensorFlowDoes(ResizeMethod method) {
    for (String size : List.of("3 4", "2 2", "9 7")) {
      JsonNode expected = EXPECTED.path(method.name().toLowerCase(Locale.ROOT) + " " + size);
      long[] sizes = Stream.of(size.split(" ")).mapToLong(Long::parseLong).toArray();

      assertThat(bytes(ImageFile.read(PICTURES.resolve("g8.png"), Shape.of(sizes), method)))
          .containsExactly(values(expected), within(0.02f));
    }
  }

  private static float[] bytes(float[] pixels) {
    float[] bytes = new float[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = 255 * pixels[i];
    }
    return bytes;
  }

  private static float[] values(JsonNode expected) {
    float[] values = new float[expected.path("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) expected.path("values").path(i).asDouble();
    }
    return values;
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
            "%s cannot be read (Truncated File - Missing EOI marker); check it, or take another copy.",
            file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"g2-trns.png", "g8.png", "palette-trns.png", "rgb8.png"})
  void readsAPictureWithDamagedNotesBesideItsPixels(String name) throws IOException {
    byte[] whole = Files.readAllBytes(PICTURES.resolve(name));
    for (String kind : List.of("iCCP", "tEXt", "zTXt", "gAMA", "pHYs")) {
      for (int wrong : new int[] {0, 1}) {
        byte[] chunk = (kind + "?").getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(chunk);
        ByteBuffer bytes = ByteBuffer.allocate(whole.length + 13).put(whole, 0, 33);
        bytes.putInt(1).put(chunk).putInt((int) sum.getValue() + wrong);
        bytes.put(whole, 33, whole.length - 33);
        Path file = Files.write(folder.resolve(name), bytes.array());

        assertThat(ImageFile.read(file, Shape.of(5, 6)))
            .isEqualTo(ImageFile.read(PICTURES.resolve(name), Shape.of(5, 6)));
      }
    }
  }

  @Test
  void refusesAPngWhosePixelsAreDamaged() throws IOException {
    byte[] whole = Files.readAllBytes(PICTURES.resolve("palette.png"));
    Path file = folder.resolve("damaged.png");
    for (String chunk : List.of("IHDR", "PLTE", "IDAT", "IEND")) {
      byte[] damaged = whole.clone();
      int type = new String(whole, StandardCharsets.ISO_8859_1).indexOf(chunk);
      damaged[type + (chunk.equals("IEND") ? 4 : 7)] ^= 1;
      Files.write(file, damaged);

      assertThatThrownBy(() -> ImageFile.read(file, Shape.of(5, 6)))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "%s cannot be read (wrong check sum of %s); check it, or take another copy."
                  .formatted(file, chunk));
    }
    for (int length = 30; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> ImageFile.read(file, Shape.of(5, 6)))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "%s cannot be read (it is cut off); check it, or take another copy.".formatted(file));
    }
  }

  @Test
  void readsInksBehindDamagedExif() throws IOException {
    Path picture = PICTURES.resolve("cmyk.jpg");
    byte[] whole = Files.readAllBytes(picture);
    byte[] exif = HexFormat.of().parseHex("ffe10010457869660000" + "49492a00" + "ffffff7f");
    byte[] damaged =
        ByteBuffer.allocate(whole.length + exif.length)
            .put(whole, 0, 2)
            .put(exif)
            .put(whole, 2, whole.length - 2)
            .array();
    Path file = Files.write(folder.resolve("exif.jpg"), damaged);

    assertThat(ImageFile.read(file, Shape.of(5, 6, 3)))
        .isEqualTo(ImageFile.read(picture, Shape.of(5, 6, 3)));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "47494638396109004c00f100000000005e001ce595a3ffffff2c000d224cc870c0c1003b",
        "424d6e000000000000003e00000028000000090000000cfc000001000100040000003235383433303039323133363933393533000000"
      })
  void refusesAPictureThatSaysToBeVast(String hex) throws IOException {
    Path file = Files.write(folder.resolve("bomb"), HexFormat.of().parseHex(hex));

    assertThatThrownBy(() -> ImageFile.read(file, Shape.of(1, 1)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("%s cannot be read (it".formatted(file))
        .hasMessageMatching("(?s).*(pixels, but up to|its palette says to have).*");
  }

  @Test
  void aThinPictureTakesNoMoreMemoryThanItsPixels() {
    GreyImage thin = new GreyImage(1, 10_000_000, new float[10_000_000]);

    assertThat(thin.resize(1000, 2, ResizeMethod.ANTIALIAS).pixels()).hasSize(2000);
  }

  @Test
  void refusesAJpegOfCountlessScans() throws IOException {
    byte[] scans = new byte[1000];
    for (int i = 0; i < scans.length; i += 2) {
      scans[i] = (byte) 0xff;
      scans[i + 1] = (byte) 0xda;
    }
    scans[1] = (byte) 0xd8;
    Path file = Files.write(folder.resolve("scans.jpg"), scans);

    assertThatThrownBy(() -> ImageFile.read(file, Shape.of(1, 1)))
        .hasMessageContaining("it is in more than 100 scans");
  }
}
