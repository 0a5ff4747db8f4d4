package dev.lamina.data;

import dev.lamina.io.Limits;
import dev.lamina.io.Reading;
import dev.lamina.text.Numbers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.tensorflow.ndarray.Shape;

/**
 * Reads pictures (PNG, JPEG, GIF and BMP) as the numbers from 0, black, to 1, white, that networks
 * take.
 */
public final class ImageFile {
  /** Endings of pictures that Java has no reader for. */
  private static final List<String> UNREADABLE = List.of("webp", "heic", "heif", "avif", "svg");

  /** Cyan, magenta, yellow and black. */
  private static final int INKS = 4;

  /** Where a BMP file says how long its header is, and how many colours its palette has. */
  private static final int BMP_HEADER = 14;

  private static final int BMP_COLOURS = 46;

  private ImageFile() {}

  /** Whether a file is meant to be a picture, by how it begins or by its name. */
  public static boolean isImage(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (Stream.concat(Arrays.stream(ImageIO.getReaderFileSuffixes()), UNREADABLE.stream())
        .anyMatch(each -> name.endsWith("." + each))) {
      return true;
    }
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      return stream != null && ImageIO.getImageReaders(stream).hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether {@link #read} makes pictures of this shape. */
  public static boolean isShape(Shape shape) {
    int rank = shape.numDimensions();
    return rank == 2 || (rank == 3 && (shape.get(2) == 1 || shape.get(2) == 3));
  }

  static void checkShape(Shape shape) {
    if (!isShape(shape)) {
      throw new IllegalArgumentException(
          "A picture has the shape [height, width], [height, width, 1] or [height, width, 3], but %s is wanted."
              .formatted(Arrays.toString(shape.asArray())));
    }
  }

  /** As {@link #read(Path, Shape, ResizeMethod)}, by {@link ResizeMethod#ANTIALIAS}. */
  public static float[] read(Path file, Shape shape) {
    return read(file, shape, ResizeMethod.ANTIALIAS);
  }

  /**
   * Reads a picture and brings it to a size; what is transparent becomes white. Samples are taken
   * as they are stored, without gamma or colour profiles, as TensorFlow's decoders take them; inks
   * become red, green and blue; a JPEG is turned as its EXIF orientation says.
   *
   * @param shape {@code [height, width]} or {@code [height, width, 1]} for grey, {@code [height,
   *     width, 3]} for red, green and blue
   * @param method how it is brought to that size
   * @return row-major, from 0 to 1
   * @throws DataException if the file is missing, damaged, or no picture
   * @throws IllegalArgumentException if pictures have no such shape
   */
  public static float[] read(Path file, Shape shape, ResizeMethod method) {
    checkShape(shape);
    int height = Math.toIntExact(shape.get(0));
    int width = Math.toIntExact(shape.get(1));
    DecodedImage image = open(file).onto(1);
    boolean colours = shape.numDimensions() == 3 && shape.get(2) == 3;
    List<GreyImage> channels = colours ? image.channels() : List.of(image.luminance());
    return interleaved(
        channels.stream().map(channel -> channel.resize(height, width, method).pixels()).toList());
  }

  private static float[] interleaved(List<float[]> channels) {
    float[] all = new float[channels.size() * channels.get(0).length];
    for (int i = 0; i < all.length; i++) {
      all[i] = channels.get(i % channels.size())[i / channels.size()];
    }
    return all;
  }

  /**
   * Reads a picture as it is to be seen.
   *
   * @throws DataException if the file is missing, damaged, or no picture
   */
  static DecodedImage open(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException("%s is a folder; name the pictures in it.".formatted(file));
    }
    if (!Files.isRegularFile(file)) {
      throw new DataException("There is no file %s; check the name.".formatted(file));
    }
    return Reading.of(
        file,
        DataException::new,
        () ->
            decode(Files.readAllBytes(file))
                .orElseThrow(
                    () ->
                        new DataException(
                            "%s is no picture that can be read; give a PNG, JPEG, GIF or BMP file."
                                .formatted(file))));
  }

  /** Empty if no reader knows the file's form. */
  private static Optional<DecodedImage> decode(byte[] file) throws IOException {
    if (!PngFile.is(file)) {
      checkPalette(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
      JpegHeader header = JpegHeader.of(file);
      return pixels(new ByteArrayInputStream(file), file.length, header)
          .map(image -> image.upright(header.orientation()));
    }
    PngFile png = PngFile.of(file);
    return pixels(png.pixels(), file.length, JpegHeader.NONE)
        .map(image -> png.clear().map(image::clear).orElse(image));
  }

  /** Java's reader makes room for as many colours as a BMP file says to have. */
  private static void checkPalette(ByteBuffer file) throws IIOException {
    boolean bmp = file.limit() > BMP_COLOURS + 4 && file.getChar(0) == ('M' << 8 | 'B');
    int colours =
        bmp && file.getInt(BMP_HEADER) > BMP_COLOURS - BMP_HEADER ? file.getInt(BMP_COLOURS) : 0;
    if (colours < 0 || colours > 256) {
      throw new IIOException("its palette says to have %s colours".formatted(colours));
    }
  }

  private static Optional<DecodedImage> pixels(InputStream file, int bytes, JpegHeader header)
      throws IOException {
    try (ImageInputStream stream = new MemoryCacheImageInputStream(file)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        checkPixels(reader.getWidth(0), reader.getHeight(0), Limits.pixels(bytes));
        return Optional.of(whole(reader, header));
      } finally {
        reader.dispose();
      }
    }
  }

  private static void checkPixels(int width, int height, long most) throws IIOException {
    if ((long) width * height > most) {
      throw new IIOException(
          "it has %s x %s pixels, but up to %s are read of a file of its size and in Java's memory; make it smaller"
              .formatted(width, height, Numbers.count(most)));
    }
  }

  /** Reads a picture all of which is there: of a JPEG that is cut off, the reader only warns. */
  private static DecodedImage whole(ImageReader reader, JpegHeader header) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    DecodedImage image =
        header.components() == INKS
            ? DecodedImage.ofInks(reader.readRaster(0, null), header)
            : DecodedImage.of(reader.read(0));
    for (String warning : warnings) {
      if (warning.contains("Truncated") || warning.contains("premature end")) {
        throw new IIOException(warning);
      }
    }
    return image;
  }
}
