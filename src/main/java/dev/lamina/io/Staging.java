package dev.lamina.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next content of a file or a folder is made: beside it, under a hidden name that nobody
 * else takes, {@code .NAME.0123456789abcdef.part}. A {@link LockFile} beside it tells the next
 * writer of the same name whether it is still being made; what is not, that writer sweeps away.
 */
public final class Staging implements AutoCloseable {
  private static final String PART = ".part";
  private static final String REPLACED = ".replaced";
  private static final String LOCK = ".lock";
  private static final Pattern NAME =
      Pattern.compile("(\\..*\\.)([0-9a-f]{16})\\.(?:part|replaced|lock)");

  /** How many bytes of a name stay, so that all stay below the 255 that file systems take. */
  private static final int LONGEST = 200;

  private final Path place;
  private final Path stem;
  private final LockFile lock;
  private boolean done;

  private Staging(Path place, Path stem, LockFile lock) {
    this.place = place;
    this.stem = stem;
    this.lock = lock;
  }

  /**
   * Makes the folders above a place, sweeps what killed writers left beside it, and begins.
   *
   * @param file the place, or a link to it
   * @throws FileException if a link leads nowhere
   */
  public static Staging beside(Path file) throws IOException {
    Path linked = Folders.behindLinks(file);
    Path target = Files.exists(linked) ? linked.toRealPath() : linked.toAbsolutePath();
    Path folder = Folders.make(Objects.requireNonNull(target.getParent())).toRealPath();
    Path place = folder.resolve(target.getFileName());
    sweep(place);
    while (true) {
      String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Path stem = folder.resolve(prefix(place) + random);
      // A writer that sweeps at this moment may be faster.
      Optional<LockFile> lock = LockFile.tryTake(with(stem, LOCK));
      if (lock.isPresent()) {
        return new Staging(place, stem, lock.get());
      }
    }
  }

  /**
   * Sweeps what killed writers of a place left. A folder that was being replaced comes back.
   *
   * @return whether a writer is at work that is replacing it
   */
  static boolean sweep(Path place) throws IOException {
    boolean replacing = false;
    Path folder = Objects.requireNonNull(place.toAbsolutePath().getParent());
    for (Path file : Folders.list(folder)) {
      Matcher staged = NAME.matcher(Folders.name(file));
      if (staged.matches() && staged.group(1).equals(prefix(place))) {
        Path stem = folder.resolve(staged.group(1) + staged.group(2));
        try {
          Optional<LockFile> lock = LockFile.tryTake(with(stem, LOCK));
          if (lock.isPresent()) {
            new Staging(place, stem, lock.get()).close();
          } else {
            replacing |= Files.exists(with(stem, REPLACED));
          }
        } catch (IOException e) {
          // Somebody else's, and theirs to sweep.
        }
      }
    }
    return replacing;
  }

  /** Whether a file or folder is one of these, or one of earlier versions. */
  public static boolean isStaged(Path file) {
    return NAME.matcher(Folders.name(file)).matches() || Folders.name(file).endsWith(PART);
  }

  /** A name that is too long gives way to its beginning and a checksum. */
  private static String prefix(Path place) {
    String name = Folders.name(place);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST) {
      String begin = name.substring(0, Math.min(name.length(), LONGEST / 4));
      name = begin + "." + Checksum.of("SHA-256", bytes).substring(0, 16);
    }
    return "." + name + ".";
  }

  private static Path with(Path stem, String ending) {
    return stem.resolveSibling(Folders.name(stem) + ending);
  }

  /** Where the content belongs. */
  Path place() {
    return place;
  }

  /** Where it is made. */
  public Path part() {
    return with(stem, PART);
  }

  /** Puts what was made in its place; a folder that is there goes aside until this is closed. */
  void replace() throws IOException {
    while (!done) {
      moveAside();
      try {
        moveTo(place);
      } catch (FileSystemException e) {
        if (!Files.isDirectory(place)) {
          throw e;
        }
        // Another writer was faster; now it gives way.
      }
    }
  }

  /** Puts what was made in a folder whose name is one more than the newest version's. */
  void moveToNext() throws IOException {
    Path base = Objects.requireNonNull(place.getParent());
    while (!done) {
      long next = 1 + AtomicFolder.newestVersion(base).map(AtomicFolder::version).orElse(0L);
      Path there = base.resolve(String.valueOf(next));
      try {
        moveTo(there);
      } catch (FileSystemException e) {
        if (!Files.exists(there)) {
          throw e;
        }
        // Another writer was faster; the next number, then.
      }
    }
  }

  private void moveAside() throws IOException {
    if (Files.isDirectory(place)) {
      Folders.delete(with(stem, REPLACED));
      try {
        Files.move(place, with(stem, REPLACED), StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException e) {
        // Another writer has just moved it.
      }
    }
  }

  /** Puts what was made there. */
  void moveTo(Path there) throws IOException {
    Files.move(part(), there, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    done = true;
    Folders.flush(Objects.requireNonNull(there.getParent()));
  }

  /**
   * Takes away what is left of it; a folder that went aside for nothing comes back first. What
   * cannot be taken away now, the next writer sweeps.
   */
  @Override
  public void close() {
    try (lock) {
      Path replaced = with(stem, REPLACED);
      if (!done && Files.exists(replaced) && !Files.exists(place)) {
        Files.move(replaced, place, StandardCopyOption.ATOMIC_MOVE);
      }
      Folders.delete(part());
      Folders.delete(replaced);
    } catch (IOException e) {
      // What was written is in its place, or the reason why not is on its way.
    }
  }
}
