package dev.lamina.io;

import dev.lamina.text.Numbers;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive to read: every member whole by its checksum, and all together no more than fits
 * into memory, though two members may be the same part of the file.
 */
public final class Archive implements Closeable {
  private final ZipFile zip;
  private final long most;
  private long left;

  /**
   * Opens a file.
   *
   * @throws ZipException if it is no archive, or two members have one name
   */
  public Archive(Path file) throws IOException {
    most = Limits.unpacked(Files.size(file));
    left = most;
    zip = new ZipFile(file.toFile());
    if (new HashSet<>(names()).size() < zip.size()) {
      zip.close();
      throw new ZipException("two of its members have one name");
    }
  }

  /** What makes something of a member. */
  @FunctionalInterface
  public interface MemberReader<T> {

    /**
     * Reads a member.
     *
     * @param bytes how many it says to have
     */
    T read(InputStream member, long bytes) throws IOException;
  }

  /** The names of all members. */
  public List<String> names() {
    return zip.stream().map(ZipEntry::getName).toList();
  }

  /**
   * Reads a member.
   *
   * @throws ZipException if its checksum is wrong, or it is too large
   */
  public <T> T read(String name, MemberReader<T> reader) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    left -= entry.getSize();
    if (left < 0) {
      throw new ZipException(
          "it holds more than the %s that a file of its size may, or Java's memory (-Xmx)"
              .formatted(Numbers.bytes(most)));
    }
    // Java checks no sums of members that are not compressed.
    CRC32 sum = new CRC32();
    try (InputStream stream = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      T read = reader.read(stream, entry.getSize());
      stream.transferTo(OutputStream.nullOutputStream());
      if (sum.getValue() != entry.getCrc()) {
        throw new ZipException("the checksum of its %s is wrong".formatted(name));
      }
      return read;
    }
  }

  /** All bytes of a member, of which there may be so many. */
  public byte[] bytes(String name, long most) throws IOException {
    return read(name, (member, bytes) -> Limits.readAll(member, Math.min(most, bytes)));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
