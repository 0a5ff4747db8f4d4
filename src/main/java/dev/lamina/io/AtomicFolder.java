package dev.lamina.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Makes a folder that is there whole or not at all, even if the machine stops in between. A link
 * stays one, and leads to it.
 *
 * <p>Java cannot exchange two folders in one step, so one that is replaced is away for a moment,
 * under another name. A writer that was killed in that moment left it there, and whoever looks next
 * puts it back, by {@link #settle} or by writing it anew.
 */
public final class AtomicFolder {
  private static final long WAIT_NANOS = 1_000_000;
  private static final int LONGEST_WAITS = 10_000;

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  private AtomicFolder() {}

  /** What a folder is to hold. */
  @FunctionalInterface
  public interface FolderContent {

    /** Writes all of it into a folder that is there and empty. */
    void writeInto(Path folder) throws IOException;
  }

  /** Makes a folder and puts it in its place. */
  @FunctionalInterface
  private interface Making {
    void make(Staging staging) throws IOException;
  }

  /**
   * Makes a folder beside its place and moves it there.
   *
   * @param overwrite whether one that is there already gives way
   * @throws FileException if that fails; what was there before is as it was
   */
  public static void write(Path folder, boolean overwrite, FolderContent content) {
    make(
        folder,
        folder,
        staging -> {
          check(folder, overwrite);
          fill(staging, content);
          staging.replace();
        });
  }

  /**
   * Finds out whether a folder would have to give way.
   *
   * @param overwrite whether it does
   * @throws FileException if it is there and does not
   */
  public static void check(Path folder, boolean overwrite) {
    if (Files.exists(folder) && !overwrite) {
      throw new FileException(
          "%s is there already; take another name, or ask for it to be overwritten (--overwrite, Export.overwriting)."
              .formatted(folder));
    }
  }

  /**
   * Makes the next version of what a folder holds: a folder in it whose name is one more than the
   * largest number there, from 1 on.
   *
   * @throws FileException if that fails; nothing is left behind
   */
  public static void writeVersion(Path base, FolderContent content) {
    make(
        base,
        base.resolve("version"),
        staging -> {
          fill(staging, content);
          staging.moveToNext();
        });
  }

  private static void make(Path named, Path place, Making making) {
    Uninterrupted.run(
        () -> {
          try (Staging staging = Staging.beside(place)) {
            making.make(staging);
          } catch (IOException | UncheckedIOException e) {
            throw FileException.unwritable(named.toString(), e);
          }
        });
  }

  private static void fill(Staging staging, FolderContent content) throws IOException {
    content.writeInto(Files.createDirectory(staging.part()));
    Folders.flushAll(staging.part());
  }

  /**
   * The newest version of what a folder holds; nothing if there is none.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Optional<Path> newestVersion(Path base) throws IOException {
    return Folders.list(base).stream()
        .filter(file -> VERSION.matcher(file.getFileName().toString()).matches())
        .max(Comparator.comparingLong(AtomicFolder::version));
  }

  static long version(Path folder) {
    return Long.parseLong(folder.getFileName().toString());
  }

  /**
   * Sees to it that a folder is in its place, if there is one: waits for a writer that replaces it
   * at this moment, and puts it back if the writer was killed.
   */
  public static void settle(Path folder) {
    try {
      Path place =
          (Files.isSymbolicLink(folder)
                  ? folder.resolveSibling(Files.readSymbolicLink(folder))
                  : folder)
              .toAbsolutePath();
      for (int i = 0; i < LONGEST_WAITS && !Files.exists(place) && Staging.sweep(place); i++) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    } catch (IOException e) {
      // There is no folder above it, or nothing can be changed there: then it is not there.
    }
  }
}
