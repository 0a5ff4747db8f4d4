package dev.lamina.io;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads text as it is written here and there: UTF-8 or, as Windows' programs like it, UTF-16. */
public final class TextFile {
  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_1 = 0x1f;
  private static final int GZIP_2 = 0x8b;

  private TextFile() {}

  /**
   * Opens a text behind its byte order mark, if it has one.
   *
   * @param malformed what to do about bytes that are no characters
   */
  public static BufferedReader open(Path file, CodingErrorAction malformed) throws IOException {
    return open(new BufferedInputStream(Files.newInputStream(file)), malformed);
  }

  /** As {@link #open}, of a file that may be gzipped. */
  public static BufferedReader openPacked(Path file, CodingErrorAction malformed)
      throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      bytes.mark(2);
      boolean packed = bytes.read() == GZIP_1 && bytes.read() == GZIP_2;
      bytes.reset();
      return open(
          packed ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes,
          malformed);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static BufferedReader open(InputStream bytes, CodingErrorAction malformed)
      throws IOException {
    try {
      BufferedReader text =
          new BufferedReader(
              new InputStreamReader(
                  bytes, charset(bytes).newDecoder().onMalformedInput(malformed)));
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
      return text;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** By a mark, or by the zero beside a first character of ASCII. */
  private static Charset charset(InputStream bytes) throws IOException {
    bytes.mark(2);
    int first = bytes.read();
    int second = bytes.read();
    bytes.reset();
    if ((first == 0xfe && second == 0xff) || (first == 0 && second > 0)) {
      return StandardCharsets.UTF_16BE;
    }
    return (first == 0xff && second == 0xfe) || (first > 0 && second == 0)
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }
}
