package dev.lamina.io;

import dev.lamina.text.Numbers;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * How much is read of a file, far above what real ones hold, so that none takes all of the memory
 * or time, whatever it says of itself.
 */
public final class Limits {
  /** How deep JSON may nest, for what reads it calls itself at every level. */
  public static final int NESTING = 100;

  /** How many axes an array may have. */
  public static final int AXES = 64;

  /** How many times its size compressed bytes may unpack to: what DEFLATE reaches at most. */
  private static final long DEFLATED = 1032;

  private Limits() {}

  /**
   * The most bytes that may be in memory of what a file holds packed: a third of what Java may
   * take, for some of it lies there twice.
   */
  public static long unpacked() {
    return Runtime.getRuntime().maxMemory() / 3;
  }

  /** The most bytes that so many packed ones can be, none of which is in memory yet. */
  public static long unpacked(long packed) {
    return Math.min(unpacked(), packed * DEFLATED);
  }

  /** The most bytes of JSON, whose values take many times the memory of their text. */
  public static long json() {
    return Runtime.getRuntime().maxMemory() / 48;
  }

  /**
   * The most pixels of a picture.
   *
   * @param bytes how large its file is: some may stand for a blank page, but not for more; one for
   *     8,256 pixels of a bit at the most, as deflate packs them
   */
  public static long pixels(long bytes) {
    long blank = Math.min((1L << 20) + 8256 * bytes, 1L << 24);
    return Math.min(Runtime.getRuntime().maxMemory() / 48, blank + 256 * bytes);
  }

  /**
   * All bytes of a stream.
   *
   * @param most how many there may be
   * @throws IOException also if there are more; says how many there may be
   */
  public static byte[] readAll(InputStream stream, long most) throws IOException {
    byte[] bytes = stream.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8));
    if (stream.read() >= 0) {
      throw new IOException(
          "it holds more than the %s that are read; give Java more memory, as by -Xmx4g"
              .formatted(Numbers.bytes(bytes.length)));
    }
    return bytes;
  }

  /**
   * The product of the sizes of an array, none of which may be negative.
   *
   * @return -1 if there are too many, one is negative, or they make more than an array of Java's
   *     holds
   */
  public static int elements(long... sizes) {
    return (int) product(Integer.MAX_VALUE, sizes);
  }

  /**
   * The product of sizes, none of which may be negative.
   *
   * @param most what it may be at most, also without the sizes of 0
   * @return -1 if there are too many, one is negative, or it is more
   */
  public static long product(long most, long... sizes) {
    long nonZero = 1;
    boolean empty = false;
    for (long size : sizes) {
      if (size < 0 || size > most / nonZero) {
        return -1;
      }
      empty |= size == 0;
      nonZero *= Math.max(1, size);
    }
    return sizes.length > AXES ? -1 : empty ? 0 : nonZero;
  }

  /** Text of which only so many characters are read between two calls of {@link #more}. */
  public static final class LimitedReader extends FilterReader {
    private final long most;
    private long left;

    /** Reads another reader. */
    public LimitedReader(Reader text, long most) {
      super(text);
      this.most = most;
      this.left = most;
    }

    /** Lets as many be read again. */
    public void more() {
      left = most;
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int from, int count) throws IOException {
      int read = in.read(into, from, count);
      left -= read;
      if (left < 0) {
        throw new IOException("it has more than %s characters in one piece".formatted(most));
      }
      return read;
    }
  }
}
