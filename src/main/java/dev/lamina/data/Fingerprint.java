package dev.lamina.data;

import dev.lamina.io.Checksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** Checksums in lower-case hexadecimal. */
final class Fingerprint {

  private static final int CHUNK = 1 << 16;

  /** How many numbers are read of a data set that is not to be read in full. */
  private static final long SOME = 1L << 26;

  private final MessageDigest digest;
  private final int step;

  private Fingerprint(String algorithm, int step) {
    this.digest = Checksum.begin(algorithm);
    this.step = step;
  }

  static Fingerprint sha256() {
    return new Fingerprint("SHA-256", 1);
  }

  /** Of all rows, or of every n-th one if there are many numbers in all. */
  static Fingerprint sha256OfSome(long numbers) {
    return new Fingerprint("SHA-256", Math.toIntExact(Math.max(1, (numbers + SOME - 1) / SOME)));
  }

  static String md5(byte[] bytes) {
    Fingerprint md5 = new Fingerprint("MD5", 1);
    md5.digest.update(bytes);
    return md5.hex();
  }

  /** Adds x of every row of the base as little-endian floats. */
  Fingerprint addX(Dataset dataset) {
    int width = Shapes.width("x", dataset.xShape());
    return add(dataset.baseSize(), width, dataset::readX);
  }

  /** Adds y of every row of the base as little-endian floats. */
  Fingerprint addY(Dataset dataset) {
    int width = Shapes.width("y", dataset.yShape());
    return add(dataset.baseSize(), width, dataset::readY);
  }

  /** Adds the weight of every row of the base as a little-endian float. */
  Fingerprint addWeights(Dataset dataset) {
    return add(dataset.baseSize(), 1, dataset::readWeights);
  }

  String hex() {
    return Checksum.hex(digest);
  }

  private Fingerprint add(int rows, int width, Reader reader) {
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
    return this;
  }

  private interface Reader {
    void read(int fromRow, int count, float[] into);
  }
}
