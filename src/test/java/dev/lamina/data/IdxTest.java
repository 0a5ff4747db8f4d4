package dev.lamina.data;

import static dev.lamina.data.IdxFiles.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class IdxTest {

  private static final byte[] IMAGES = idx(new int[] {2, 1, 2}, 0, 51, 102, 255);
  private static final byte[] LABELS = idx(new int[] {2}, 7, 200);

  @TempDir private Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void writeFiles() throws IOException {
    images = Files.write(folder.resolve("images"), IMAGES);
    labels = Files.write(folder.resolve("labels.gz"), IdxFiles.gzip(LABELS));
  }

  @Test
  void readsLabelledImagesGzippedOrNot() {
    Dataset dataset = Dataset.idx(images, labels);

    assertThat(dataset).hasToString("2 examples, x [2], y [1]");
    assertThat(dataset.get(0)).hasToString("x [2] = [0.0, 0.2], y [1] = [7.0]");
    assertThat(dataset.get(1)).hasToString("x [2] = [0.4, 1.0], y [1] = [200.0]");
    assertThat(dataset.reshape(Shape.of(1, 2)).get(1).xShape()).isEqualTo(Shape.of(1, 2));
  }

  @Test
  void readsNumbersOfEveryType() throws IOException {
    ByteBuffer eight = ByteBuffer.allocate(8).putFloat(0.25f).putFloat(-2.5f);
    assertNumbers(0x0d, eight, 0.25f, -2.5f);
    assertNumbers(0x0c, ByteBuffer.allocate(8).putInt(-70_000).putInt(1 << 24), -70_000, 1 << 24);
    assertNumbers(0x0b, ByteBuffer.allocate(4).putShort((short) -2).putShort((short) 300), -2, 300);
    assertNumbers(0x09, ByteBuffer.allocate(2).put((byte) -1).put((byte) 7), -1, 7);
    assertNumbers(0x0e, ByteBuffer.allocate(16).putDouble(0.5).putDouble(-0x1p70), 0.5f, -0x1p70f);
    Path ints = folder.resolve("labels");
    Files.write(ints, of(0x0c, new int[] {2}, ByteBuffer.allocate(8).putInt(9).putInt(16_777_217)));
    Dataset dataset = Dataset.idx(images, ints);
    assertThat(dataset.get(0).y()).containsExactly(9);
    assertThatThrownBy(() -> dataset.get(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has the number 16777217, but floats hold");
    assertDamaged(
        of(0x0d, new int[] {2}, ByteBuffer.allocate(7)),
        "f is no whole IDX file: expected the values of the shape [2] that it states, but got 1"
            + " values and a part of one; fetch it again");
  }

  private void assertNumbers(int type, ByteBuffer values, float... expected) throws IOException {
    Path file = Files.write(folder.resolve("numbers"), of(type, new int[] {1, 2}, values));
    Path label = Files.write(folder.resolve("label"), idx(new int[] {1}, 3));

    assertThat(Dataset.idx(file, label).get(0).x()).containsExactly(expected);
  }

  private static byte[] of(int type, int[] lengths, ByteBuffer values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * lengths.length + values.capacity());
    bytes.putInt(type << 8 | lengths.length);
    IntStream.of(lengths).forEach(bytes::putInt);
    return bytes.put(values.rewind()).array();
  }

  @Test
  void saysThatAFileIsMissing() {
    Path missing = folder.resolve("none");

    assertThatThrownBy(() -> Dataset.idx(missing, labels))
        .isInstanceOf(DataException.class)
        .hasMessage("There is no file %s; check the name.", missing);
  }

  @Test
  void saysThatImagesAndLabelsAreSwapped() {
    assertThatThrownBy(() -> Dataset.idx(labels, images))
        .isInstanceOf(DataException.class)
        .hasMessage(
            labels
                + " should hold images, which have 2 axes or more, but its shape is [2]; check that"
                + " the files of images and labels are not swapped");
    assertThatThrownBy(() -> Dataset.idx(images, images))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("should hold labels, which have 1 axis, but its shape is [2, 1, 2]");
  }

  @Test
  void saysThatTheCountsDiffer() throws IOException {
    Path three = Files.write(folder.resolve("three"), idx(new int[] {3}, 1, 2, 3));

    assertThatThrownBy(() -> Dataset.idx(images, three))
        .isInstanceOf(DataException.class)
        .hasMessage(
            images
                + " holds 2 images, but "
                + three
                + " holds 3 labels; give two files of the same examples");
  }

  @Test
  void saysThatAGzippedFileIsTruncated() throws IOException {
    byte[] zipped = IdxFiles.gzip(IMAGES);
    Files.write(images, Arrays.copyOf(zipped, zipped.length - 9));

    assertThatThrownBy(() -> Dataset.idx(images, labels))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s cannot be read (Unexpected end of ZLIB input stream); check it, or take another copy.",
            images);
  }

  @Test
  void saysWhatIsWrongWithTheBytes() {
    assertDamaged(
        Arrays.copyOf(IMAGES, IMAGES.length - 1),
        "f is no whole IDX file: expected the values of the shape [2, 1, 2] that it states, but got"
            + " 3 values; fetch it again");
    assertDamaged(
        Arrays.copyOf(IMAGES, IMAGES.length + 1),
        "f is no whole IDX file: expected the values of the shape [2, 1, 2] that it states, but got"
            + " 5 values; fetch it again");
    assertDamaged(
        Arrays.copyOf(IMAGES, 9),
        "f is no whole IDX file: expected a header of 16 bytes for 3 axes, but got 9 bytes; fetch"
            + " it again");
    assertDamaged(
        new byte[3],
        "f is no whole IDX file: expected a header of at least 4 bytes, but got 3 bytes; fetch it"
            + " again");
    assertDamaged(
        new byte[] {0, 0, 10, 1, 0, 0, 0, 0},
        "f is no whole IDX file: expected a magic number 0x0000TTNN of NN axes and a type TT from 08,"
            + " unsigned bytes, to 0e, doubles, but got 0x00000a01; fetch it again");
    assertDamaged(
        new byte[] {0, 0, 8, 0},
        "f is no whole IDX file: expected a magic number 0x0000TTNN of NN axes and a type TT from 08,"
            + " unsigned bytes, to 0e, doubles, but got 0x00000800; fetch it again");
  }

  @Test
  void refusesLengthsThatOverflowOrAreNegative() {
    assertDamaged(
        idx(new int[] {1 << 30, 1 << 30, 16}),
        "f is no whole IDX file: expected the values of the shape [1073741824, 1073741824, 16] that"
            + " it states, but got 0 values; fetch it again");
    assertDamaged(
        idx(new int[] {-1, 0}),
        "f is no whole IDX file: expected the values of the shape [-1, 0] that it states, but got 0"
            + " values; fetch it again");
  }

  private static void assertDamaged(byte[] bytes, String message) {
    assertThatThrownBy(() -> Idx.parse("f", bytes))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }
}
