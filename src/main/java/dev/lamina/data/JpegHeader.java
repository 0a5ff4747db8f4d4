package dev.lamina.data;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.IIOException;

/**
 * What a JPEG says of itself before its pixels, and Java's reader keeps to itself.
 *
 * @param components how many numbers a pixel has, 4 of inks; 0 if the file is no JPEG
 * @param transform Adobe's word for how colours are stored; -1 if no program of Adobe's kind wrote
 *     it
 * @param orientation how the picture is turned, 1 to 8, as EXIF counts
 */
record JpegHeader(int components, int transform, int orientation) {
  static final JpegHeader NONE = new JpegHeader(0, -1, 1);

  private static final int START = 0xffd8;
  private static final int SCAN = 0xda;

  /** Programs write about ten; the whole picture is gone through for each. */
  private static final int MOST_SCANS = 100;

  private static final int EXIF = 0xe1;
  private static final int ADOBE = 0xee;
  private static final int ORIENTATION_TAG = 0x112;

  /** The markers of frames, whatever the compression. */
  private static final Set<Integer> FRAMES =
      Set.of(0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf);

  /**
   * Reads the segments up to the first scan.
   *
   * @throws IIOException if there are so many scans that all of them would take long
   */
  static JpegHeader of(byte[] file) throws IOException {
    JpegHeader header = NONE;
    if (scans(file) > MOST_SCANS) {
      throw new IIOException("it is in more than %s scans; write it anew".formatted(MOST_SCANS));
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
      if (in.readUnsignedShort() != START) {
        return NONE;
      }
      while (true) {
        int marker = marker(in);
        if (marker == SCAN) {
          return header;
        }
        byte[] segment = in.readNBytes(in.readUnsignedShort() - 2);
        header = header.with(marker, ByteBuffer.wrap(segment));
      }
    } catch (EOFException e) {
      return header;
    }
  }

  /** How often there is the marker of a scan, in whose data it is not. */
  private static long scans(byte[] file) {
    return file.length < 2 || ByteBuffer.wrap(file).getChar() != START
        ? 0
        : IntStream.range(1, file.length)
            .filter(i -> file[i - 1] == (byte) 0xff && file[i] == (byte) SCAN)
            .count();
  }

  private static int marker(DataInputStream in) throws IOException {
    int next = in.readUnsignedByte();
    while (next == 0xff || next == 0) {
      next = in.readUnsignedByte();
    }
    return next;
  }

  private JpegHeader with(int marker, ByteBuffer segment) {
    if (marker == EXIF && startsWith(segment, "Exif\0\0")) {
      return new JpegHeader(components, transform, orientation(segment.position(6).slice()));
    }
    if (marker == ADOBE && segment.capacity() > 11 && startsWith(segment, "Adobe")) {
      return new JpegHeader(components, segment.get(11), orientation);
    }
    return FRAMES.contains(marker) ? new JpegHeader(segment.get(5), transform, orientation) : this;
  }

  private static boolean startsWith(ByteBuffer segment, String word) {
    byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
    return segment.capacity() > bytes.length
        && segment.slice(0, bytes.length).equals(ByteBuffer.wrap(bytes));
  }

  /**
   * Looks for the orientation among the tags of a TIFF file, which EXIF is; damaged, it has none.
   */
  private static int orientation(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    try {
      int tags = tiff.getInt(4);
      for (int i = 0; i < tiff.getShort(tags); i++) {
        int tag = tags + 2 + 12 * i;
        int value = tiff.getShort(tag + 8);
        if (tiff.getShort(tag) == ORIENTATION_TAG && value >= 1 && value <= 8) {
          return value;
        }
      }
      return 1;
    } catch (IndexOutOfBoundsException e) {
      return 1;
    }
  }
}
