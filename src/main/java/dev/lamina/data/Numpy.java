package dev.lamina.data;

import dev.lamina.io.Archive;
import dev.lamina.io.AtomicFile;
import dev.lamina.io.FileException;
import dev.lamina.io.Reading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;

/**
 * Reads and writes the files of NumPy: {@code .npy} of one array, {@code .npz} of several by name.
 *
 * <pre>{@code
 * Values images = Numpy.read(Path.of("images.npy"));      // numpy.save
 * Map<String, Values> all = Numpy.readAll(Path.of("all.npz")); // numpy.savez, savez_compressed
 * Numpy.write(Path.of("answers.npy"), Values.of(model.predict(data)));
 * }</pre>
 *
 * <p>Arrays have one of the types of {@link Values} in any byte order; float16 becomes float32.
 */
public final class Numpy {
  private static final String ENDING = ".npy";

  /** What NumPy gives its members, so that equal arrays make equal files. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Numpy() {}

  /**
   * Reads an array.
   *
   * @throws DataException if the file is missing, damaged, no {@code .npy} file, or holds something
   *     else than numbers and booleans: Python's objects are refused since they can run programs
   */
  public static Values read(Path npy) {
    return Reading.of(
        npy,
        DataException::new,
        () -> {
          try (InputStream stream = new BufferedInputStream(Files.newInputStream(npy))) {
            return NpyArray.read(npy.toString(), stream, Files.size(npy));
          }
        });
  }

  /**
   * Reads arrays with their names, in the order of these.
   *
   * @throws DataException if the file is missing, damaged, no {@code .npz} file, or an array cannot
   *     be read, as {@link #read} says
   */
  public static Map<String, Values> readAll(Path npz) {
    return Reading.of(npz, DataException::new, () -> arrays(npz));
  }

  private static Map<String, Values> arrays(Path npz) throws IOException {
    try (Archive archive = new Archive(npz)) {
      Map<String, Values> arrays = new TreeMap<>();
      for (String name : archive.names()) {
        if (!name.endsWith(ENDING)) {
          throw new DataException(
              "%s is no .npz file: it has a member %s, which is no array.".formatted(npz, name));
        }
        String place = npz + ", array " + name;
        arrays.put(
            name.substring(0, name.length() - ENDING.length()),
            archive.read(name, (member, bytes) -> NpyArray.read(place, member, bytes)));
      }
      return Collections.unmodifiableMap(arrays);
    } catch (ZipException e) {
      throw new DataException(
          "%s is no whole .npz file (%s); write it again by numpy.savez."
              .formatted(npz, e.getMessage()),
          e);
    }
  }

  /**
   * Writes an array, and the folders above the file, which is there whole or not at all.
   *
   * @throws IllegalArgumentException if it holds strings
   * @throws FileException if that fails
   */
  public static void write(Path npy, Values values) {
    NpyArray.check(values);
    AtomicFile.write(npy, channel -> NpyArray.write(values, channel));
  }

  /** Writes arrays with their names, as {@link #write(Path, Values)}; {@code numpy.savez}. */
  public static void write(Path npz, Map<String, Values> arrays) {
    arrays.values().forEach(NpyArray::check);
    AtomicFile.write(npz, channel -> writeAll(new TreeMap<>(arrays), channel));
  }

  private static void writeAll(Map<String, Values> arrays, WritableByteChannel channel)
      throws IOException {
    // Not closed, for that would close the channel.
    ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (Map.Entry<String, Values> array : arrays.entrySet()) {
      ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
      NpyArray.write(array.getValue(), Channels.newChannel(zip));
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }
}
