package dev.lamina.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where files and folders are, or are yet to be made. */
public final class Folders {
  /** How much longer, in bytes, a path becomes by what a folder is to hold. */
  private static final int LONGEST_INSIDE = 200;

  private static final int MOST_TRIES = 10;

  private Folders() {}

  /**
   * What a link leads to, so that it stays a link when that is replaced; else the place itself.
   *
   * @throws FileException if it leads nowhere
   */
  public static Path behindLinks(Path place) {
    if (!Files.isSymbolicLink(place)) {
      return place;
    }
    Path target = place;
    try {
      target = Files.readSymbolicLink(place);
      return place.toRealPath();
    } catch (IOException e) {
      throw new FileException(
          "%s is a link to what is not there (%s); make that, or take another name."
              .formatted(place, target),
          e);
    }
  }

  /** The place, or the nearest one above it that is there, be it a link that leads nowhere. */
  public static Path nearestThere(Path place) {
    Path there = place.toAbsolutePath();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = Objects.requireNonNull(there.getParent());
    }
    return there;
  }

  /**
   * Finds out, as far as that can be known before, whether a folder can be made or written to.
   *
   * @param what it is to be, with its name, as a message begins
   * @param folder it and those above it may be missing
   * @throws FileException if not: it has no name, or one that the system does not take, or there is
   *     something else, or the nearest folder takes no files
   */
  public static void check(String what, Path folder) {
    check(what, folder, "x".repeat(LONGEST_INSIDE));
  }

  /** As {@link #check(String, Path)}, for a file. */
  public static void checkFile(Path file) {
    Path target = behindLinks(file).toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new FileException(
          "%s is a folder, but a file is to be written; give it another name.".formatted(file));
    }
    check(file.toString(), Objects.requireNonNull(target.getParent()), name(target));
  }

  private static void check(String what, Path folder, String inside) {
    if (folder.toString().isEmpty()) {
      throw new FileException(what + " has no name; give it one.");
    }
    Path target = behindLinks(folder).toAbsolutePath();
    for (int tries = 1; ; tries++) {
      try {
        tryWriting(target, inside);
        return;
      } catch (NoSuchFileException e) {
        // Another writer replaces the folder at this moment.
        if (tries == MOST_TRIES) {
          throw FileException.unwritable(what, e);
        }
      } catch (IOException e) {
        throw FileException.unwritable(what, e);
      }
    }
  }

  private static void tryWriting(Path target, String inside) throws IOException {
    Path there = nearestThere(target);
    if (!Files.isDirectory(there)) {
      throw new IOException(there + " is no folder");
    }
    for (int i = there.getNameCount(); i < target.getNameCount(); i++) {
      probe(there.resolve(target.getName(i)));
    }
    probe(there.resolve(inside));
    probe(target.resolve(inside));
    Staging.beside(there.resolve("lamina")).close();
  }

  /** A name that the system does not take is told from one that is not there. */
  private static void probe(Path place) throws IOException {
    try {
      Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      // As it may be.
    }
  }

  /**
   * Makes a folder and those above it, each to last.
   *
   * @return the folder
   */
  public static Path make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path above = folder.getParent();
      if (above != null) {
        make(above);
      }
      Files.createDirectories(folder);
      if (above != null) {
        flush(above);
      }
    }
    return folder;
  }

  /** Makes the names in a folder last; systems that cannot open folders need no such thing. */
  static void flush(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows.
    }
  }

  /** Makes all in a folder last, what is inside first. */
  static void flushAll(Path folder) throws IOException {
    for (Path file : all(folder)) {
      if (Files.isDirectory(file)) {
        flush(file);
      } else {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  /** Deletes a file or a folder and all that is in it, if it is there. */
  static void delete(Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : all(place)) {
        Files.delete(file);
      }
    }
  }

  /** The last part of a path. */
  static String name(Path place) {
    return String.valueOf(place.getFileName());
  }

  /** What is in a folder. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Everything in a folder and the folder, what is inside first. */
  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
