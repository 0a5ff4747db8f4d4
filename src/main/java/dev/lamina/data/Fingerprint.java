package dev.lamina.data;

import dev.lamina.io.Checksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The SHA-256 of the rows of a data set's base. */
final class Fingerprint {

  private static final int CHUNK = 1 << 16;

  /** How many numbers are read of a data set that is not to be read in full. */
  private static final long SOME = 1L << 26;

  private final MessageDigest digest = Checksum.begin("SHA-256");
  private final int step;

  private Fingerprint(int step) {
    this.step = step;
  }

  /** Of all rows: x, then y, then the weights if there are any, as little-endian floats. */
  static String ofAll(Dataset dataset) {
    return new Fingerprint(1).of(dataset);
  }

  /** Of all rows, or of every n-th one if there are many numbers in all. */
  static String ofSome(Dataset dataset) {
    long numbers = dataset.baseSize() * (dataset.xShape().size() + dataset.yShape().size());
    return new Fingerprint(Math.toIntExact(Math.max(1, (numbers + SOME - 1) / SOME))).of(dataset);
  }

  private String of(Dataset dataset) {
    add(dataset.baseSize(), Example.width(dataset.inputs()), dataset::readX);
    add(dataset.baseSize(), Example.width(dataset.targets()), dataset::readY);
    if (dataset.weighted()) {
      add(dataset.baseSize(), 1, dataset::readWeights);
    }
    return Checksum.hex(digest);
  }

  private void add(int rows, int width, RowsReader reader) {
    int most = step > 1 ? 1 : Math.max(1, CHUNK / Math.max(1, width));
    float[] floats = new float[most * width];
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long from = 0; from < rows; from += (long) most * step) {
      int count = (int) Math.min(most, rows - from);
      reader.read((int) from, count, floats);
      bytes.asFloatBuffer().put(floats, 0, count * width);
      digest.update(bytes.array(), 0, Float.BYTES * count * width);
    }
  }

  private interface RowsReader {
    void read(int fromRow, int count, float[] into);
  }
}
