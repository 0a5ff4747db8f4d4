package dev.lamina.data;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.data.DataSource.Cursor;
import dev.lamina.io.AtomicFile;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import dev.lamina.text.Messages;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.Int64List;

/**
 * TFRecord files of {@code tf.train.Example}: of each record its length, the length's checksum, its
 * bytes and theirs.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/lib/io/record_writer.h">record_writer.h</a>
 */
final class TfRecords {
  private static final int HEADER = Long.BYTES + Integer.BYTES;
  private static final int BUFFER = 1 << 16;
  private static final String GZIP = ".gz";

  /** Comes behind the name of a part whose shape it is. */
  private static final String SHAPE = "/shape";

  private TfRecords() {}

  /** Opens a file of {@code tf.train.Example}s, whose errors name it and the record. */
  static Cursor open(Path file, Function<Features, Example> decode) throws IOException {
    return records(
        file, bytes -> decode.apply(new Features(org.tensorflow.proto.Example.parseFrom(bytes))));
  }

  /** Makes an example of a record's bytes. */
  interface Decoder {
    Example decode(byte[] record) throws IOException;
  }

  /** Opens a file of records of any kind, whose errors name it and the record. */
  static Cursor records(Path file, Decoder decoder) throws IOException {
    InputStream bytes = stream(file);
    return new Cursor() {
      private long record;

      @Override
      public @Nullable Example next() {
        try {
          byte[] data = record(bytes);
          return data == null ? null : decoder.decode(data);
        } catch (InvalidProtocolBufferException e) {
          throw failure("it is no tf.train.Example", e);
        } catch (IOException | RuntimeException e) {
          throw failure(Messages.reason(e), e);
        } finally {
          record++;
        }
      }

      private DataException failure(String what, Exception e) {
        return new DataException("%s, record %s: %s".formatted(file, record, what), e);
      }

      @Override
      public void close() throws IOException {
        bytes.close();
      }
    };
  }

  private static InputStream stream(Path file) throws IOException {
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      bytes.mark(2);
      boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      return packed ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes;
    } catch (NoSuchFileException e) {
      throw new DataException("There is no file %s; check the name.".formatted(file), e);
    }
  }

  /** The bytes of the next record; null at the end. */
  private static byte @Nullable [] record(InputStream bytes) throws IOException {
    byte[] header = bytes.readNBytes(HEADER);
    if (header.length == 0) {
      return null;
    }
    if (header.length < HEADER) {
      throw new IOException("the file ends within it; take another copy");
    }
    ByteBuffer numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    long length = numbers.getLong();
    if (numbers.getInt() != checksum(header, Long.BYTES)) {
      throw new IOException(
          "the checksum of its length is wrong; the file is damaged or no TFRecord file");
    }
    if (length < 0 || length > Integer.MAX_VALUE - 8) {
      throw new IOException("it has %s bytes, more than a Java array".formatted(length));
    }
    byte[] data = bytes.readNBytes((int) length);
    byte[] end = bytes.readNBytes(Integer.BYTES);
    if (end.length < Integer.BYTES) {
      throw new IOException("the file ends within it; take another copy");
    }
    if (ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt()
        != checksum(data, data.length)) {
      throw new IOException("its checksum is wrong; the file is damaged, take another copy");
    }
    return data;
  }

  /** The masked CRC-32C of the first bytes. */
  private static int checksum(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  /** The decoding by names of features that hold the numbers of parts. */
  static Function<Features, Example> decoder(Parts inputs, Parts targets) {
    return features ->
        new Example(inputs, numbers(features, inputs), targets, numbers(features, targets));
  }

  private static float[] numbers(Features features, Parts parts) {
    float[] all = new float[Example.width(parts)];
    int to = 0;
    for (Part part : parts.list()) {
      float[] some = features.numbers(part.name());
      Example.checkFills(part.name(), part.shape(), some);
      System.arraycopy(some, 0, all, to, some.length);
      to += some.length;
    }
    return all;
  }

  /** Makes a record of an example. */
  interface Encoder {
    byte[] encode(Example example) throws IOException;
  }

  /** Writes the examples of epoch 0, gzipped if the name ends so. */
  static void write(Path file, Pipeline pipeline, Encoder encoder) {
    try (CountedExamples examples = pipeline.counted(0)) {
      AtomicFile.write(
          file,
          channel -> {
            // Not closed: the channel is, by the one who opened it.
            OutputStream plain =
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            if (file.toString().endsWith(GZIP)) {
              GZIPOutputStream packed = new GZIPOutputStream(plain, BUFFER);
              write(packed, examples, encoder);
              packed.finish();
            } else {
              write(plain, examples, encoder);
            }
            plain.flush();
          });
    }
  }

  private static void write(OutputStream bytes, CountedExamples examples, Encoder encoder)
      throws IOException {
    for (Example next = examples.next(); next != null; next = examples.next()) {
      write(bytes, encoder.encode(next));
    }
  }

  private static void write(OutputStream bytes, byte[] data) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(data.length).putInt(checksum(header.array(), Long.BYTES));
    bytes.write(header.array());
    bytes.write(data);
    ByteBuffer end = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.write(end.putInt(checksum(data, data.length)).array());
  }

  /** A {@code tf.train.Example} of an example. */
  static byte[] encoded(Example example) {
    org.tensorflow.proto.Features.Builder features = org.tensorflow.proto.Features.newBuilder();
    encode(features, example.inputs(), example.x());
    encode(features, example.targets(), example.y());
    return org.tensorflow.proto.Example.newBuilder().setFeatures(features).build().toByteArray();
  }

  private static void encode(
      org.tensorflow.proto.Features.Builder features, Parts parts, float[] numbers) {
    int from = 0;
    for (Part part : parts.list()) {
      FloatList.Builder list = FloatList.newBuilder();
      int end = from + (int) part.shape().size();
      for (; from < end; from++) {
        list.addValue(numbers[from]);
      }
      Int64List.Builder shape = Int64List.newBuilder();
      for (long dimension : part.shape().asArray()) {
        shape.addValue(dimension);
      }
      String name = part.name();
      features.putFeature(name, Feature.newBuilder().setFloatList(list).build());
      features.putFeature(name + SHAPE, Feature.newBuilder().setInt64List(shape).build());
    }
  }
}
