package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.network.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** TensorFlow's TFRecord files, which {@code src/test/python/pipelines.py} wrote, and our own. */
class TfRecordsTest {
  private static final Path RECORDS = Path.of("src", "test", "resources", "tfrecords");
  private static final Parts IMAGE = Parts.of("image", Shape.of(2));
  private static final Parts LABEL = Parts.of("label", Shape.of(1));

  @TempDir private Path folder;

  private static final Dataset DATA =
      Dataset.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}, new float[] {1, 2, 3});

  @ParameterizedTest
  @ValueSource(strings = {"plain.tfrecord", "packed.tfrecord.gz"})
  void readsWhatTensorFlowWrote(String name) {
    List<Path> file = List.of(RECORDS.resolve(name));
    Dataset read = Pipeline.tfRecords(file, IMAGE, LABEL).toDataset();

    assertThat(read.size()).isEqualTo(5);
    assertThat(read.get(4).x()).containsExactly(4.5f, -4);
    assertThat(read.get(4).y()).containsExactly(1);
    List<String> names = new ArrayList<>();
    Pipeline.tfRecords(
            file,
            features -> {
              names.add(features.text("name"));
              return new Example(Shape.of(2), features.numbers("image"), Shape.of(0), new float[0]);
            })
        .toDataset();
    assertThat(names).endsWith("näme 3", "näme 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours.tfrecord", "ours.tfrecord.gz"})
  void readsWhatItWrote(String name) {
    Path file = folder.resolve(name);
    DATA.pipeline().writeTfRecords(file);
    Parts x = Parts.of("x", Shape.of(2));
    Parts y = Parts.of("y", Shape.of(1));
    assertThat(Pipeline.tfRecords(List.of(file, file), x, y).take(3).toDataset())
        .containsExactlyElementsOf(DATA);
  }

  @Test
  void cachesInAFile() {
    Path file = folder.resolve("cache.tfrecord");
    AtomicInteger opened = new AtomicInteger();
    Pipeline source =
        Pipeline.from(
            epoch -> {
              opened.incrementAndGet();
              return DATA.pipeline().open(epoch);
            });
    assertThat(source.cache(file).toDataset()).containsExactlyElementsOf(DATA);
    assertThat(source.cache(file).toDataset()).containsExactlyElementsOf(DATA);
    assertThat(opened).hasValue(1);
    Path other = folder.resolve("other.tfrecord");
    DATA.pipeline().writeTfRecords(other);
    assertThatThrownBy(() -> source.cache(other).toDataset())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(other + ", record 0: it is no example of a cache");
  }

  @Test
  void cachesExamplesOfSeveralShapesAndParts() {
    Pipeline ragged =
        DATA.pipeline()
            .map(
                e ->
                    new Example(
                        Shape.of((int) e.y()[0], 1),
                        Arrays.copyOf(e.x(), (int) e.y()[0]),
                        Shape.of(0),
                        new float[0]));
    Path file = folder.resolve("ragged.gz");
    for (int i = 0; i < 2; i++) {
      try (CountedExamples cached = ragged.cache(file).counted(0);
          CountedExamples given = ragged.counted(0)) {
        assertThat(cached.rest()).isEqualTo(given.rest());
      }
    }
    Dataset named = Dataset.zip(Map.of("b", DATA, "a", DATA), Map.of("c", DATA));
    assertThat(named.pipeline().cache(folder.resolve("named")).toDataset())
        .containsExactlyElementsOf(named);
  }

  @Test
  void aCacheThatCannotBeFilledIsNotThere() {
    Path file = folder.resolve("cache.tfrecord");
    Pipeline failing =
        DATA.pipeline()
            .map(
                example -> {
                  if (example.y()[0] == 3) {
                    throw new IllegalStateException("three");
                  }
                  return example;
                });
    assertThatThrownBy(() -> failing.cache(file).toDataset())
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("ended with an error after 2 examples: three");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesTheRecordThatIsDamaged() throws IOException {
    Path file = folder.resolve("damaged.tfrecord");
    DATA.pipeline().writeTfRecords(file);
    byte[] whole = Files.readAllBytes(file);
    int record = whole.length / 3;

    refused(file, changed(whole, record + 20), "record 1: its checksum is wrong");
    refused(file, changed(whole, 0), "record 0: the checksum of its length is wrong");
    refused(file, Arrays.copyOf(whole, whole.length - 1), "record 2: the file ends within it");
    refused(file, Arrays.copyOf(whole, 2 * record + 5), "record 2: the file ends within it");
  }

  private static byte[] changed(byte[] bytes, int place) {
    byte[] changed = bytes.clone();
    changed[place] ^= 1;
    return changed;
  }

  private static void refused(Path file, byte[] bytes, String message) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(
            () ->
                Pipeline.tfRecords(
                        List.of(file), Parts.of("x", Shape.of(2)), Parts.of("y", Shape.of(1)))
                    .toDataset())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void namesWhatIsMissing() {
    List<Path> file = List.of(RECORDS.resolve("plain.tfrecord"));
    assertThatThrownBy(
            () -> Pipeline.tfRecords(file, Parts.of("imag", Shape.of(2)), LABEL).toDataset())
        .hasMessageContaining("There is no feature \"imag\"; did you mean \"image\"?");
    assertThatThrownBy(
            () -> Pipeline.tfRecords(file, Parts.of("image", Shape.of(3)), LABEL).toDataset())
        .hasMessageContaining("image of shape [3] takes 3 values, but got 2");
    assertThatThrownBy(
            () -> Pipeline.tfRecords(file, Parts.of("name", Shape.of(3)), LABEL).toDataset())
        .hasMessageContaining("\"name\" should hold numbers, but holds BYTES_LIST with 1 values");
    assertThatThrownBy(
            () -> Pipeline.tfRecords(List.of(Path.of("none.tfrecord")), IMAGE, LABEL).toDataset())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("There is no file none.tfrecord");
  }
}
