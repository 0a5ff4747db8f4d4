package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.random.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class MnistTest {

  private static final Path DATASETS = Path.of("datasets", "mnist");

  @TempDir private Path folder;

  @Test
  void givesTheLecturesZerosAndOnes() {
    Dataset dataset = Mnist.train().labels(0, 1);

    assertThat(dataset).hasToString("12665 examples, x [784], y [1]");
    assertThat(dataset.labels(0).size()).isEqualTo(5923);
    assertThat(Fingerprint.sha256().addX(dataset).hex())
        .isEqualTo(Reference.sha256("mnist01-data.txt", "X"));
    assertThat(Fingerprint.sha256().addY(dataset).hex())
        .isEqualTo(Reference.sha256("mnist01-data.txt", "y"));
  }

  @Test
  void givesTheTestImages() {
    Dataset dataset = Mnist.test();

    assertThat(dataset).hasToString("10000 examples, x [784], y [1]");
    assertThat(dataset.labels(0, 1).size()).isEqualTo(2115);
    assertThat(dataset.get(0).y()).containsExactly(7);
    assertThat(dataset.reshape(Shape.of(28, 28, 1)).get(0).xShape()).isEqualTo(Shape.of(28, 28, 1));
  }

  @Test
  void readsFilesThatAreNotGzipped() throws IOException {
    for (MnistFile file : new MnistFile[] {MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS}) {
      Files.write(folder.resolve(file.name()), Gzip.read(DATASETS.resolve(file.zippedName())));
    }

    assertThat(Mnist.in(folder).test().sha256()).isEqualTo(Mnist.in(DATASETS).test().sha256());
  }

  @Test
  void saysThatAFolderIsMissing() {
    Path missing = folder.resolve("none");

    assertThatThrownBy(() -> Mnist.in(missing).train())
        .isInstanceOf(DataException.class)
        .hasMessage(
            missing
                + " is no folder; put MNIST's four files there, gzipped or not:"
                + " train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,"
                + " t10k-labels-idx1-ubyte");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> Mnist.in(folder).test())
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder + " has no file t10k-images-idx3-ubyte; put");
  }

  @Test
  void saysThatAFileIsMislabelled() throws IOException {
    Path labels = folder.resolve("t10k-images-idx3-ubyte.gz");
    Files.copy(DATASETS.resolve("t10k-labels-idx1-ubyte.gz"), labels);

    assertThatThrownBy(() -> Mnist.in(folder).test())
        .isInstanceOf(DataException.class)
        .hasMessage(
            labels
                + " is not MNIST's t10k-images-idx3-ubyte: expected the MD5"
                + " 2646ac647ad5339dbf082846283269ea of the unzipped bytes, but got"
                + " 27ae3e4e09519cfbb04c329615203637, which is that of t10k-labels-idx1-ubyte;"
                + " fetch it again, or read other data with Dataset.idx");
  }

  @Test
  void saysThatAFileHoldsOtherData() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), IdxFiles.idx(new int[] {1, 1, 1}, 0));

    assertThatThrownBy(() -> Mnist.in(folder).train())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is not MNIST's train-images-idx3-ubyte: expected the MD5")
        .hasMessageEndingWith("; fetch it again, or read other data with Dataset.idx");
  }
}
