package dev.lamina.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.io.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that hold no SavedModel, or not a whole one. */
class BadSavedModelTest {
  private static final String WEIGHTS = "variables/variables.data-00000-of-00001";

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    Path original = ForeignModels.folder("sequential");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(original.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  void aWholeOneIsLoaded() {
    try (Predictor predictor = Predictor.load(folder)) {
      assertThat(predictor.signatures()).isNotEmpty();
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertRefused(
        folder.resolve("none"),
        "There is no SavedModel in %s, for it has no saved_model.pb; give the folder that Model.export, Keras' model.export or tf.saved_model.save wrote."
            .formatted(folder.resolve("none")));
  }

  @Test
  void aCheckpointIsToBeExported() throws IOException {
    Files.delete(folder.resolve("saved_model.pb"));
    Files.writeString(folder.resolve("checkpoint.json"), "{}");

    assertRefused(
        folder,
        "%s is a checkpoint, not a SavedModel; make one of it: lamina export %s -o DIR."
            .formatted(folder, folder));
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve("saved_model.pb"), "{\"model\": 1}");
    assertRefused(folder, "saved_model.pb");
    Files.write(folder.resolve("saved_model.pb"), new byte[0]);
    assertRefused(folder, "saved_model.pb holds no graph; it is damaged");
  }

  @Test
  void aDescriptionThatEndsAnywhereIsRefused() throws IOException {
    Path file = folder.resolve("saved_model.pb");
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length - 1; length > 0; length -= whole.length / 20) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(folder, folder.toString());
    }
  }

  @Test
  void missingDamagedAndShortWeightsAreRefused() throws IOException {
    Path file = folder.resolve(WEIGHTS);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(folder, "%s cannot be loaded (".formatted(folder));
    for (int place : List.of(3, whole.length / 20)) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 1;
      Files.write(file, damaged);
      assertRefused(folder, "%s cannot be loaded (".formatted(folder));
    }
    Files.delete(file);
    assertRefused(folder, "%s cannot be loaded (".formatted(folder));
    Path index = folder.resolve("variables").resolve("variables.index");
    Files.delete(index);
    assertRefused(folder, "%s is missing, so the SavedModel has no weights".formatted(index));
  }

  private static void assertRefused(Path folder, String message) {
    assertThatThrownBy(() -> Predictor.load(folder).close())
        .isInstanceOf(FileException.class)
        .hasMessageContaining(message);
  }
}
