package dev.lamina.model.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;

/** Reads TFRecords back and checks their checksums, as TensorFlow's own reader does. */
final class EventReader {
  private EventReader() {}

  /** The events of the only file in a folder. */
  static List<Event> events(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      assertThat(all.get(0).getFileName().toString()).contains("tfevents");
      List<Event> events = new ArrayList<>();
      for (byte[] record : records(Files.readAllBytes(all.get(0)))) {
        events.add(Event.parseFrom(record));
      }
      return events;
    }
  }

  static List<byte[]> records(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] header = new byte[8];
      bytes.get(header);
      assertThat(bytes.getInt()).as("the length's checksum").isEqualTo(masked(header));
      byte[] record =
          new byte
              [Math.toIntExact(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong())];
      bytes.get(record);
      assertThat(bytes.getInt()).as("the record's checksum").isEqualTo(masked(record));
      records.add(record);
    }
    return records;
  }

  /** As TensorFlow's documentation states it. */
  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (int) (((value >>> 15 | value << 17) + 0xa282ead8L) & 0xffffffffL);
  }
}
