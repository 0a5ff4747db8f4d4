package dev.lamina.random;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What PyTorch wrote down, in the test resources, and its way of taking checksums. */
public final class Reference {

  private Reference() {}

  /** The rest of the only line of a file that starts with {@code start}. */
  public static String line(String file, String start) {
    List<String> found = text(file).lines().filter(line -> line.startsWith(start)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " lines of " + file + " start with " + start);
    }
    return found.get(0).substring(start.length()).strip();
  }

  /** The floats of the only line that starts with {@code start}. */
  public static float[] floats(String file, String start) {
    String[] words = line(file, start).split(" ", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  /** The whole numbers of the only line that starts with {@code start}. */
  public static int[] integers(String file, String start) {
    return Arrays.stream(line(file, start).split(" ", -1))
        .mapToInt(Integer::parseUnsignedInt)
        .toArray();
  }

  /**
   * The checksum that a file gives for the first array whose description starts with {@code name}.
   */
  public static String sha256(String file, String name) {
    String text = text(file);
    String mark = "little-endian bytes: ";
    int from = text.indexOf(mark, text.indexOf("\n" + name + " shape")) + mark.length();
    return text.substring(from, from + 64);
  }

  /** The SHA-256 of numbers as little-endian floats. */
  public static String sha256(float[] values) {
    byte[] bytes = new byte[Float.BYTES * values.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return hex(bytes);
  }

  /** The SHA-256 of numbers as little-endian longs, which is what PyTorch's permutations hold. */
  public static String sha256(int[] values) {
    byte[] bytes = new byte[Long.BYTES * values.length];
    LongBuffer longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    Arrays.stream(values).forEach(longs::put);
    return hex(bytes);
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String file) {
    try (InputStream stream = Reference.class.getResourceAsStream("/reference/" + file)) {
      if (stream == null) {
        throw new IllegalStateException("no test resource /reference/" + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
