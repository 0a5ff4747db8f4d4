package dev.lamina.persist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamina.ChildJvm;
import dev.lamina.io.FileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saves that do not end well: killed, side by side, without permission, on a full disk. */
class CheckpointFaultTest {
  @TempDir private Path folder;

  @Test
  void aKilledSaveLeavesTheLastGoodCheckpoint() throws IOException, InterruptedException {
    killSavesAt(12);
  }

  @Test
  @Tag("slow")
  void hundredsOfKilledSavesLeaveTheLastGoodCheckpoint() throws IOException, InterruptedException {
    killSavesAt(300);
  }

  /** Kills a process that saves, at so many random moments, which lie mostly within a save. */
  private void killSavesAt(int moments) throws IOException, InterruptedException {
    Random random = new Random(1);
    int saved = 0;
    for (int i = 0; i < moments; i++) {
      Process process = ChildJvm.start(Saver.class, folder, saved + 1, Integer.MAX_VALUE / 2);
      try (BufferedReader out = process.inputReader(UTF_8)) {
        for (int line = random.nextInt(4); line >= 0; line--) {
          saved = Integer.parseInt(out.readLine());
        }
        LockSupport.parkNanos(random.nextInt(20_000_000));
        // Not by the process itself, which would close its output as well.
        assertThat(process.toHandle().destroyForcibly()).isTrue();
        process.waitFor();
        saved = out.lines().mapToInt(Integer::parseInt).reduce(saved, Math::max);
      }

      Checkpoint read = Checkpoint.read(folder);
      int number = read.description().path("number").asInt();
      assertThat(number).as("after kill %s", i).isBetween(saved, saved + 1);
      assertThat(read).isEqualTo(Saver.checkpoint(number));
      saved = number;
    }
    Saver.checkpoint(0).write(folder);
    assertThat(names(folder)).as("what killed saves left").hasSize(3);
  }

  @Test
  void twoProcessesSaveToOneFolder() throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int first : new int[] {1000, 2000}) {
      processes.add(ChildJvm.start(Saver.class, folder, first, 30));
    }
    for (Process process : processes) {
      assertThat(process.inputReader(UTF_8).lines()).hasSize(30);
      assertThat(process.waitFor()).isZero();
    }

    Checkpoint read = Checkpoint.read(folder);
    int number = read.description().path("number").asInt();
    assertThat(number).isIn(1029, 2029);
    assertThat(read).isEqualTo(Saver.checkpoint(number));
    assertThat(names(folder)).hasSize(3);
  }

  @Test
  void readingWhileAnotherProcessSavesGivesAWholeCheckpoint()
      throws IOException, InterruptedException {
    Process process = ChildJvm.start(Saver.class, folder, 1, Integer.MAX_VALUE / 2);
    try (BufferedReader out = process.inputReader(UTF_8)) {
      int saved = Integer.parseInt(out.readLine());
      for (int i = 0; i < 200; i++) {
        Checkpoint read = Checkpoint.read(folder);
        int number = read.description().path("number").asInt();
        assertThat(number).isGreaterThanOrEqualTo(saved);
        assertThat(read).isEqualTo(Saver.checkpoint(number));
        saved = number;
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** No permissions of its own bind root, but these do. */
  @ParameterizedTest
  @ValueSource(strings = {"/proc/checkpoint", "/sys/checkpoint"})
  void aFolderThatTakesNoFilesIsNamed(String place) {
    Path readOnly = Path.of(place);
    assumeThat(readOnly.getParent()).isDirectory();

    assertThatThrownBy(() -> Saver.checkpoint(1).write(readOnly))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("The checkpoint %s cannot be written (".formatted(readOnly))
        .hasMessageEndingWith("); check the disk's space and the folder's permissions.");
  }

  @Test
  void aFolderWithoutPermissionKeepsWhatItHas() throws IOException {
    Saver.checkpoint(1).write(folder);
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assumeThat(Files.isWritable(folder)).as("root may write anywhere").isFalse();

      assertThatThrownBy(() -> Saver.checkpoint(2).write(folder))
          .isInstanceOf(FileException.class)
          .hasMessageContaining(folder.toString());
      assertThat(Checkpoint.read(folder)).isEqualTo(Saver.checkpoint(1));
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  /** A disk of its own for one checkpoint and half of another. */
  @Test
  void aFullDiskKeepsWhatItHas() throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder, 600)) {
      Path saved = disk.path().resolve("saved");
      Saver.checkpoint(1).write(saved);
      List<String> before = names(saved);

      assertThatThrownBy(() -> Saver.checkpoint(2).write(saved))
          .isInstanceOf(FileException.class)
          .hasMessageContaining(saved.toString())
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("check the disk's space");
      assertThatThrownBy(() -> Saver.checkpoint(2).write(disk.path().resolve("new")))
          .isInstanceOf(FileException.class);

      assertThat(Checkpoint.read(saved)).isEqualTo(Saver.checkpoint(1));
      assertThat(names(saved)).isEqualTo(before);
      assertThat(names(disk.path())).containsExactly("saved");
    }
  }

  private static List<String> names(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
