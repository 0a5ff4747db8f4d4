package dev.lamina.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that it is there whole or not at all, even if the machine stops in between. A
 * link stays one, and what it leads to is written.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {

    /** Writes all of it. */
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /**
   * Writes a file of these bytes, and the folders above it.
   *
   * @throws FileException if that fails; a file that was there before is as it was
   */
  public static void write(Path file, byte[] bytes) {
    write(file, channel -> writeAll(channel, ByteBuffer.wrap(bytes)));
  }

  /**
   * Writes a file of this content, and the folders above it.
   *
   * @throws FileException if that fails; a file that was there before is as it was
   */
  public static void write(Path file, Content content) {
    Uninterrupted.run(
        () -> {
          try (Staging staging = Staging.beside(file)) {
            writeThrough(staging.part(), content);
            staging.moveTo(staging.place());
          } catch (IOException e) {
            throw FileException.unwritable(file.toString(), e);
          }
        });
  }

  /** Writes all that remains in a buffer. */
  public static void writeAll(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void writeThrough(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }
}
