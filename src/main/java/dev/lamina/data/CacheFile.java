package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import dev.lamina.io.Limits;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * A file of a pipeline's examples as they are in memory: TFRecords, of which each holds the names
 * and shapes of an example's parts, their length before them, and its numbers.
 */
final class CacheFile {
  private byte[] head = new byte[0];
  private Parts inputs = new Parts(List.of());
  private Parts targets = new Parts(List.of());

  private CacheFile() {}

  /** Opens a file of the examples of epoch 0, which is written if it is not there. */
  static Cursor open(Path file, Pipeline pipeline) throws IOException {
    // One thread writes; others, and other pipelines with the same file, wait for it.
    synchronized (CacheFile.class) {
      if (!Files.exists(file)) {
        TfRecords.write(file, pipeline, CacheFile::encoded);
      }
    }
    return TfRecords.records(file, new CacheFile()::decoded);
  }

  private static byte[] encoded(Example example) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(bytes);
    write(head, example.inputs());
    write(head, example.targets());
    int numbers = example.x().length + example.y().length;
    ByteBuffer record =
        ByteBuffer.allocate(Integer.BYTES + bytes.size() + Float.BYTES * numbers)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(bytes.size()).put(bytes.toByteArray());
    record.asFloatBuffer().put(example.x()).put(example.y());
    return record.array();
  }

  private static void write(DataOutputStream head, Parts parts) throws IOException {
    head.writeInt(parts.list().size());
    for (Part part : parts.list()) {
      head.writeUTF(part.name());
      head.writeInt(part.shape().numDimensions());
      for (long dimension : part.shape().asArray()) {
        head.writeLong(dimension);
      }
    }
  }

  private Example decoded(byte[] record) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    byte[] now = new byte[checked(bytes.getInt(), bytes.remaining())];
    bytes.get(now);
    if (!Arrays.equals(now, head)) {
      DataInputStream parts = new DataInputStream(new ByteArrayInputStream(now));
      inputs = read(parts);
      targets = read(parts);
      head = now;
    }
    FloatBuffer numbers = bytes.asFloatBuffer();
    float[] x = new float[Example.width(inputs)];
    float[] y = new float[Example.width(targets)];
    numbers.get(x).get(y);
    return new Example(inputs, x, targets, y);
  }

  private static int checked(int size, int most) throws IOException {
    if (size < 0 || size > most) {
      throw new IOException("it is no example of a cache; delete the file, or name another");
    }
    return size;
  }

  private static Parts read(DataInputStream head) throws IOException {
    List<Part> parts = new ArrayList<>();
    int count = head.readInt();
    for (int i = 0; i < count; i++) {
      String name = head.readUTF();
      long[] sizes = new long[checked(head.readInt(), Limits.AXES)];
      for (int axis = 0; axis < sizes.length; axis++) {
        sizes[axis] = head.readLong();
      }
      parts.add(new Part(name, Shape.of(sizes)));
    }
    return new Parts(parts);
  }
}
