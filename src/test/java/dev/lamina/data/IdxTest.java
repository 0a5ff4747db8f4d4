package dev.lamina.data;

import static dev.lamina.data.IdxFiles.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
  void saysThatAFileIsMissing() {
    Path missing = folder.resolve("none");

    assertThatThrownBy(() -> Dataset.idx(missing, labels))
        .isInstanceOf(DataException.class)
        .hasMessage(missing + " does not exist; check the folder and the file's name");
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
        .hasMessageStartingWith(images + " cannot be read (java.io.EOFException")
        .hasMessageEndingWith("; fetch it again");
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
        new byte[] {0, 0, 13, 1, 0, 0, 0, 0},
        "f is no whole IDX file: expected the magic number 0x000008NN of unsigned bytes with NN"
            + " axes, but got 0x00000d01; fetch it again");
    assertDamaged(
        new byte[] {0, 0, 8, 0},
        "f is no whole IDX file: expected the magic number 0x000008NN of unsigned bytes with NN"
            + " axes, but got 0x00000800; fetch it again");
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
