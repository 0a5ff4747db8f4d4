package dev.lamina.persist;

import dev.lamina.io.FileException;
import dev.lamina.io.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.tensorflow.exceptions.TensorFlowException;

/** Makes a folder that is there whole or not at all. A link stays one, and leads to it. */
final class AtomicFolder {
  private AtomicFolder() {}

  /** What a folder is to hold. */
  @FunctionalInterface
  interface FolderContent {

    /** Writes all of it into a folder that is there and empty. */
    void writeInto(Path folder) throws IOException;
  }

  /**
   * Makes a folder beside its place and moves it there.
   *
   * @param overwrite whether one that is there already gives way
   * @throws FileException if that fails; nothing is left behind
   */
  static void write(Path folder, boolean overwrite, FolderContent content) {
    Path place = Folders.behindLinks(folder);
    if (Files.exists(folder) && !overwrite) {
      throw new FileException(
          "%s is there already; take another name, or ask for it to be overwritten (--overwrite, Export.overwriting)."
              .formatted(folder));
    }
    Path above = Objects.requireNonNull(place.toAbsolutePath().getParent());
    String hidden = "." + place.getFileName() + "." + UUID.randomUUID();
    Path part = above.resolve(hidden + ".part");
    Path replaced = above.resolve(hidden + ".replaced");
    try {
      Files.createDirectories(part);
      try {
        content.writeInto(part);
        flush(part);
        replace(place, part, replaced);
      } finally {
        delete(part);
      }
      delete(replaced);
    } catch (IOException | UncheckedIOException | TensorFlowException e) {
      throw new FileException(
          "%s cannot be written (%s); check the disk's space and the folder's permissions."
              .formatted(folder, e.toString().lines().findFirst().orElse("")),
          e);
    }
  }

  /** Puts a part in a folder's place; what was there goes aside, and comes back if that fails. */
  private static void replace(Path folder, Path part, Path aside) throws IOException {
    boolean there = Files.exists(folder);
    if (there) {
      Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (there) {
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
  }

  private static void flush(Path folder) throws IOException {
    for (Path file : all(folder)) {
      if (Files.isRegularFile(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path file : all(folder)) {
        Files.delete(file);
      }
    }
  }

  /** Everything in a folder and the folder, what is inside first. */
  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
