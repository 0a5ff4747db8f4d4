package dev.lamina.model.tensorboard;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;

/**
 * A file of TensorFlow's events, as TensorBoard reads them: each a record of its length (64 bits),
 * the length's checksum, the event and its checksum (32 bits each, all little-endian). Events are
 * in the file, whole, as soon as they are written.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>
 */
final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK_DELTA = 0xa282ead8;

  private static final String PREFIX = "events.out.tfevents";

  private final Path file;

  /** Not a channel: that would be closed when the thread that trains is interrupted. */
  private final OutputStream out;

  private EventFile(Path file) throws IOException {
    this.file = Files.createFile(file);
    this.out = new FileOutputStream(file.toFile());
  }

  /** Whether there are such files in a folder. */
  static boolean isIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(PREFIX));
    }
  }

  /** Begins a new file in a folder, which is made if it is not there. */
  static EventFile create(Path folder) throws IOException {
    Files.createDirectories(folder);
    EventFile file = new EventFile(folder.resolve(name(Instant.now())));
    file.write(List.of(event(0).setFileVersion(VERSION).build()));
    return file;
  }

  /** TensorBoard reads the files of a folder in the order of their names. */
  private static String name(Instant now) {
    return String.format(
        Locale.ROOT,
        PREFIX + ".%010d.%09d.%d.lamina",
        now.getEpochSecond(),
        now.getNano(),
        ProcessHandle.current().pid());
  }

  /** An event of now, without content. */
  static Event.Builder event(long step) {
    return Event.newBuilder().setWallTime(System.currentTimeMillis() / 1e3).setStep(step);
  }

  /** Adds events, by one call for all, so that a program that is killed leaves no part of one. */
  void write(List<Event> events) throws IOException {
    List<byte[]> contents = events.stream().map(Event::toByteArray).toList();
    int size = contents.stream().mapToInt(content -> content.length + 16).sum();
    ByteBuffer records = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] content : contents) {
      int begin = records.position();
      records.putLong(content.length);
      records.putInt(checksum(records.array(), begin, Long.BYTES));
      records.put(content);
      records.putInt(checksum(content, 0, content.length));
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    out.write(records.array());
  }

  /** CRC-32C, masked: the checksum of data that holds checksums would be a weak one. */
  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
