package dev.lamina.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class CheckpointTest {

  @TempDir private Path folder;

  @Test
  void readsWhatItWrote() {
    checkpoint(1).write(folder);

    assertThat(Checkpoint.read(folder)).isEqualTo(checkpoint(1));
  }

  @Test
  void takesThePlaceOfTheOneBefore() throws IOException {
    checkpoint(1).write(folder);
    Files.writeString(folder.resolve("values-dead.safetensors123.part"), "left by a crash");

    checkpoint(2).write(folder);

    assertThat(Checkpoint.read(folder)).isEqualTo(checkpoint(2));
    assertThat(files()).hasSize(3).contains(".lock", "checkpoint.json");
  }

  @Test
  void leavesOtherPeoplesFilesAlone() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");

    checkpoint(1).write(folder);

    assertThat(files()).contains("notes.txt");
  }

  @Test
  void refusesEveryDamagedByte() throws IOException {
    checkpoint(1).write(folder);
    for (Path file : parts()) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < whole.length; i++) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) (1 << i % 8);
        Files.write(file, damaged);
        assertRefusedOrEqual();
      }
      Files.write(file, whole);
    }
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    checkpoint(1).write(folder);
    for (Path file : parts()) {
      byte[] whole = Files.readAllBytes(file);
      // Without the line's end, the JSON file is whole.
      for (int length = 0; length < whole.length - 1; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> Checkpoint.read(folder))
            .isInstanceOf(FileException.class)
            .hasMessage(
                "%s is damaged: its checksum is not the one that was saved; take another checkpoint.",
                file);
      }
      Files.write(file, whole);
    }
  }

  private List<Path> parts() throws IOException {
    return files().stream().filter(name -> !name.equals(".lock")).map(folder::resolve).toList();
  }

  /** A changed space or indent of the JSON changes nothing that counts. */
  private void assertRefusedOrEqual() {
    Checkpoint read;
    try {
      read = Checkpoint.read(folder);
    } catch (FileException e) {
      assertThat(e).hasMessageContaining(folder.toString()).hasMessageMatching("(?s).*; .*\\.");
      return;
    }
    assertThat(read).isEqualTo(checkpoint(1));
  }

  @Test
  void deletesWhatItWroteAlone() throws IOException {
    checkpoint(1).write(folder.resolve("a"));
    checkpoint(1).write(folder.resolve("b"));
    Files.writeString(folder.resolve("b/notes.txt"), "mine");
    assertThat(Checkpoint.isIn(folder.resolve("a"))).isTrue();

    for (String name : List.of("a", "b", "none")) {
      Checkpoint.delete(folder.resolve(name));
      assertThat(Checkpoint.isIn(folder.resolve(name))).isFalse();
    }

    assertThat(files()).containsExactly("b");
    assertThat(folder.resolve("b")).isDirectoryContaining("glob:**/notes.txt");
  }

  @Test
  void refusesALaterVersion() throws IOException {
    checkpoint(1).write(folder);
    Path manifest = folder.resolve("checkpoint.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"version\" : 1", "\"version\" : 2"));

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessage(
            "%s has version 2, but this Lamina reads versions up to 1; take a newer Lamina.",
            manifest);
  }

  @Test
  void saysThatThereIsNone() {
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "There is no checkpoint in %s: it has no file checkpoint.json; give a folder that a model was saved to.",
            folder);
  }

  @Test
  void saysThatItsNumbersAreMissing() throws IOException {
    checkpoint(1).write(folder);
    for (String name : files()) {
      if (name.startsWith("values")) {
        Files.delete(folder.resolve(name));
      }
    }

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageContaining("is missing; take another checkpoint.");
  }

  @Test
  void keepsTheOneBeforeWhenTheFolderCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> checkpoint(1).write(file))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("cannot be written");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Checkpoint checkpoint(int value) {
    return new Checkpoint(
        json("{\"epochs\":%s,\"learningRate\":1.0E-7}".formatted(value)),
        Map.of("kernel", new FloatArray(Shape.of(2), new float[] {value, 0.1f})));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
