package dev.lamina.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that one holder at a time can have, among the threads of all processes. When the holder's
 * process ends, however it does, the file is free.
 */
public final class LockFile implements AutoCloseable {
  /** Of this process: a second channel would free a file as it closes, whoever has it. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** In a folder that is taken. */
  private static final String FOLDER = ".training";

  private static final long WAIT_NANOS = 2_000_000;

  private final Path file;
  private final Path key;
  private final FileChannel channel;
  private final boolean stays;
  private boolean madeFolder;

  private LockFile(Path file, Path key, FileChannel channel, boolean stays) {
    this.file = file;
    this.key = key;
    this.channel = channel;
    this.stays = stays;
  }

  /**
   * Takes the file, which is there for as long as somebody has it, unless that is so.
   *
   * @throws IOException if it cannot be made, or the file system has no locks
   */
  public static Optional<LockFile> tryTake(Path file) throws IOException {
    return tryTake(file, false);
  }

  /** Takes the file as soon as nobody else has it; it stays, for others may wait for it, too. */
  public static LockFile take(Path file) throws IOException {
    Optional<LockFile> taken = tryTake(file, true);
    while (taken.isEmpty()) {
      LockSupport.parkNanos(WAIT_NANOS);
      taken = tryTake(file, true);
    }
    return taken.get();
  }

  private static Optional<LockFile> tryTake(Path file, boolean stays) throws IOException {
    Path key = key(file);
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      Object before;
      do {
        if (channel != null) {
          channel.close();
        }
        before = identity(file);
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
          return Optional.empty();
        }
        // One that its holder took away meanwhile is no lock, also if another has its name now.
      } while (!Objects.equals(before, identity(file)));
      taken = true;
      return Optional.of(new LockFile(file, key, channel, stays));
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(key);
      }
    }
  }

  /**
   * Takes a folder by a file in it that says who has it. A folder that is made for that, and is
   * empty when the lock is closed, goes again.
   *
   * @throws FileException if somebody has it, or it cannot be written to
   */
  public static LockFile takeFolder(Path folder) {
    return Uninterrupted.get(
        () -> {
          try {
            boolean there = Files.exists(folder);
            Path file = Folders.make(folder).resolve(FOLDER);
            Optional<LockFile> lock = tryTake(file);
            if (lock.isEmpty()) {
              throw new FileException(
                  "Another training saves to %s (%s); wait for its end, or take another folder."
                      .formatted(folder, holder(file)));
            }
            lock.get().sign(!there);
            return lock.get();
          } catch (IOException e) {
            throw FileException.unwritable("The folder " + folder, e);
          }
        });
  }

  private void sign(boolean made) throws IOException {
    madeFolder = made;
    String me =
        "process %s on %s since %s"
            .formatted(
                ProcessHandle.current().pid(),
                host(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    try {
      channel.truncate(0);
      AtomicFile.writeAll(channel, StandardCharsets.UTF_8.encode(me));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  /** To read a file that is held here would free it. */
  private static String holder(Path file) throws IOException {
    return HELD.contains(key(file)) ? "this process" : Files.readString(file);
  }

  /**
   * What tells a file from others of its name, where the system has that; itself if there is none.
   */
  private static Object identity(Path file) throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException e) {
      return e;
    }
  }

  private static Path key(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return folder.toRealPath().resolve(file.getFileName());
  }

  @Override
  public void close() {
    try (channel) {
      if (!stays) {
        Files.deleteIfExists(file);
      }
      if (madeFolder) {
        Files.deleteIfExists(Objects.requireNonNull(file.getParent()));
      }
    } catch (IOException e) {
      // Free it is; the folder holds something.
    } finally {
      HELD.remove(key);
    }
  }
}
