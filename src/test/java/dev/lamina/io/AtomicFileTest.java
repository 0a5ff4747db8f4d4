package dev.lamina.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void writesAFileAndTheFoldersAboveIt() throws IOException {
    Path file = folder.resolve("a/b/file");

    AtomicFile.write(file, new byte[] {1, 2});
    AtomicFile.write(file, new byte[] {3});

    assertThat(file).hasBinaryContent(new byte[] {3});
    try (var files = Files.list(folder.resolve("a/b"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void writesWhatALinkLeadsTo() throws IOException {
    Path file = Files.createDirectory(folder.resolve("far")).resolve("file");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("far/file"));
    assertThatThrownBy(() -> AtomicFile.write(link, new byte[] {1}))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(link + " is a link to what is not there");
    Files.createFile(file);

    AtomicFile.write(link, new byte[] {1, 2});

    assertThat(link).isSymbolicLink();
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
  }

  /** As on a disk that is full after some bytes. */
  @Test
  void mayBeReadByWhomeverNewFilesMay() throws IOException {
    Path file = folder.resolve("atomic");
    Path plain = Files.createFile(folder.resolve("plain"));
    assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix")).isTrue();

    AtomicFile.write(file, new byte[] {1});

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void keepsTheFileBeforeWhenItsContentFails() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, new byte[] {1, 2});

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      AtomicFile.writeAll(channel, ByteBuffer.allocate(100_000));
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s cannot be written (No space left on device); check the disk's space and the folder's permissions.",
            file);

    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void leavesNothingBehindWhenItFails() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectories(taken.resolve("inside"));

    assertThatThrownBy(() -> AtomicFile.write(taken, new byte[] {1}))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(taken + " cannot be written (")
        .hasMessageEndingWith("); check the disk's space and the folder's permissions.");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(taken);
    }
  }
}
