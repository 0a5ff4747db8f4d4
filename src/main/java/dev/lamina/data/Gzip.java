package dev.lamina.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads files that may be gzipped, by their first two bytes and not by their names. */
final class Gzip {

  private static final short MAGIC = 0x1f8b;
  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /** Reads what is in a file, unzipped if it is gzipped. */
  static byte[] read(Path file) {
    try {
      return unzipped(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist; check the folder and the file's name", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read (" + e + "); fetch it again", e);
    }
  }

  /** Unzips bytes if they are gzipped. */
  static byte[] unzipped(byte[] raw) throws IOException {
    if (raw.length < Short.BYTES || ByteBuffer.wrap(raw).getShort() != MAGIC) {
      return raw;
    }
    try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(raw), BUFFER)) {
      return zipped.readAllBytes();
    }
  }
}
