package dev.lamina.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/**
 * What makes the pixels of a PNG file. Java's reader compares no check sums, fails of damaged notes
 * beside the pixels, and misses which value is transparent in grey of fewer than 8 bits.
 *
 * @param pixels the file without chunks that pixels do not need
 * @param clear the transparent value of grey of fewer than 8 bits, from 0 to 1, if any
 */
record PngFile(InputStream pixels, Optional<Float> clear) {
  private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final String END = "IEND";
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "IDAT", END);
  private static final String TRANSPARENCY = "tRNS";

  /** The bytes of a chunk beside its data: length and type before, and a check sum behind. */
  private static final int BEFORE = 8;

  private static final int BEHIND = 4;

  /** Where the header, the first chunk, says bits and colours. */
  private static final int BITS = SIGNATURE.length + BEFORE + 8;

  static boolean is(byte[] file) {
    return file.length > BITS + 1
        && Arrays.equals(SIGNATURE, 0, SIGNATURE.length, file, 0, SIGNATURE.length);
  }

  /**
   * Reads what {@link #is is} a PNG file.
   *
   * @throws IIOException if what the pixels need is cut off or damaged
   */
  static PngFile of(byte[] file) throws IIOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream(file.length);
    pixels.writeBytes(SIGNATURE);
    Optional<Float> clear = Optional.empty();
    ByteBuffer rest = ByteBuffer.wrap(file).position(SIGNATURE.length);
    String type = "";
    while (!type.equals(END)) {
      int start = rest.position();
      int length = rest.remaining() < BEFORE ? -1 : rest.getInt();
      if (length < 0 || length > rest.remaining() - 2 * BEHIND) {
        throw new IIOException("it is cut off");
      }
      type = new String(file, start + BEHIND, BEHIND, StandardCharsets.ISO_8859_1);
      boolean whole = isWhole(rest, length);
      if (NEEDED.contains(type) && !whole) {
        throw new IIOException("wrong check sum of %s".formatted(type));
      }
      boolean transparency = type.equals(TRANSPARENCY) && whole;
      if (transparency && length == Short.BYTES && isSmallGrey(file)) {
        int most = (1 << file[BITS]) - 1;
        clear = Optional.of((float) rest.getShort(start + BEFORE) / most);
      }
      if (NEEDED.contains(type) || transparency) {
        pixels.write(file, start, BEFORE + length + BEHIND);
      }
    }
    return new PngFile(new ByteArrayInputStream(pixels.toByteArray()), clear);
  }

  private static boolean isSmallGrey(byte[] file) {
    return file[BITS] < Byte.SIZE && file[BITS + 1] == 0;
  }

  /** Reads a chunk's type and data and compares their check sum. */
  private static boolean isWhole(ByteBuffer chunk, int length) {
    CRC32 sum = new CRC32();
    sum.update(chunk.slice(chunk.position(), BEHIND + length));
    chunk.position(chunk.position() + BEHIND + length);
    return chunk.getInt() == (int) sum.getValue();
  }
}
