package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistStoreTest {

  @TempDir private Path folder;

  @Test
  void findsTheFirstFolderThatHasAllFiles() throws IOException {
    Path partial = Files.createDirectories(folder.resolve("partial"));
    Files.createFile(partial.resolve("train-images-idx3-ubyte"));
    Path whole = filled("whole");
    Path other = filled("other");

    assertThat(store(partial, whole, other).find()).isEqualTo(new MnistFolder(whole));
  }

  @Test
  void findsTheCacheLast() throws IOException {
    Path cache = filled("cache");

    assertThat(store(folder.resolve("none")).find()).isEqualTo(new MnistFolder(cache));
  }

  @Test
  void downloadsWhenNoFolderHasTheFiles() {
    assertThatThrownBy(() -> store(folder.resolve("none")).find())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "Put its four files, gzipped or not, into " + folder.resolve("cache"));
  }

  private MnistStore store(Path... folders) {
    MnistDownload noMirrors =
        new MnistDownload(List.of(), MnistFile.all(), Duration.ofSeconds(1), Duration.ofSeconds(1));
    return new MnistStore(List.of(folders), folder.resolve("cache"), noMirrors);
  }

  private Path filled(String name) throws IOException {
    Path filled = Files.createDirectories(folder.resolve(name));
    for (MnistFile file : MnistFile.all()) {
      Files.createFile(filled.resolve(file.zippedName()));
    }
    return filled;
  }
}
