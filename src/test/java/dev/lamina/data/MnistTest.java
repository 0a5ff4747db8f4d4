package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.MnistFolder.MnistFile;
import dev.lamina.random.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class MnistTest {

  private static final Path DATASETS = Path.of("datasets", "mnist");
  private static final Path HOME = Path.of("home").toAbsolutePath();
  private static final Path OTHER = Path.of("other").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void givesTheLecturesZerosAndOnes() {
    Dataset dataset = Mnist.train().labels(0, 1);

    assertThat(dataset).hasToString("12665 examples, x [784], y [1]");
    assertThat(dataset.labels(0).size()).isEqualTo(5923);
    float[] x = new float[dataset.baseSize() * 784];
    dataset.readX(0, dataset.baseSize(), x);
    float[] y = new float[dataset.baseSize()];
    dataset.readY(0, dataset.baseSize(), y);
    assertThat(Reference.sha256(x)).isEqualTo(Reference.sha256("mnist01-data.txt", "X"));
    assertThat(Reference.sha256(y)).isEqualTo(Reference.sha256("mnist01-data.txt", "y"));
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
    for (MnistFile file : List.of(MnistFolder.TEST_IMAGES, MnistFolder.TEST_LABELS)) {
      Files.write(folder.resolve(file.name()), Idx.unzipped(DATASETS.resolve(file.zippedName())));
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

  @Test
  void findsTheFirstFolderThatHasAllFiles() throws IOException {
    Path partial = Files.createDirectories(folder.resolve("partial"));
    Files.createFile(partial.resolve("train-images-idx3-ubyte"));
    Path whole = filled("whole");
    Path other = filled("other");

    assertThat(found(partial, whole, other, folder.resolve("cache")))
        .isEqualTo(new MnistFolder(whole));
  }

  @Test
  void findsTheCacheLast() throws IOException {
    Path cache = filled("cache");

    assertThat(found(folder.resolve("none"), cache)).isEqualTo(new MnistFolder(cache));
  }

  @Test
  void downloadsWhenNoFolderHasTheFiles() {
    assertThatThrownBy(() -> found(folder.resolve("none"), folder.resolve("cache")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "Put its four files, gzipped or not, into " + folder.resolve("cache"));
  }

  private MnistFolder found(Path... places) {
    return Mnist.find(
        Stream.of(places).map(MnistFolder::new).toList(),
        new MnistDownload(
            List.of(), MnistFolder.FILES, Duration.ofSeconds(1), Duration.ofSeconds(1)));
  }

  private Path filled(String name) throws IOException {
    Path filled = Files.createDirectories(folder.resolve(name));
    for (MnistFile file : MnistFolder.FILES) {
      Files.createFile(filled.resolve(file.zippedName()));
    }
    return filled;
  }

  @Test
  void cachesWhereTheSystemsCustomIs() {
    assertThat(Mnist.cache("Linux", Map.of(), HOME)).isEqualTo(HOME.resolve(".cache/lamina"));
    assertThat(Mnist.cache("Mac OS X", Map.of(), HOME))
        .isEqualTo(HOME.resolve("Library/Caches/lamina"));
    assertThat(Mnist.cache("Windows 11", Map.of(), HOME))
        .isEqualTo(HOME.resolve("AppData/Local/lamina"));
  }

  @Test
  void cachesWhereTheEnvironmentSays() {
    String other = OTHER.toString();

    assertThat(Mnist.cache("Linux", Map.of("XDG_CACHE_HOME", other), HOME))
        .isEqualTo(OTHER.resolve("lamina"));
    assertThat(Mnist.cache("Windows 11", Map.of("LOCALAPPDATA", other), HOME))
        .isEqualTo(OTHER.resolve("lamina"));
  }

  @Test
  void ignoresARelativeOrEmptyNameOfACache() {
    assertThat(Mnist.cache("Linux", Map.of("XDG_CACHE_HOME", "relative"), HOME))
        .isEqualTo(HOME.resolve(".cache/lamina"));
    assertThat(Mnist.cache("Linux", Map.of("XDG_CACHE_HOME", ""), HOME))
        .isEqualTo(HOME.resolve(".cache/lamina"));
  }
}
