package dev.lamina.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file of the MNIST database.
 *
 * @param name its canonical name, without the ending of a gzipped file
 * @param md5 the checksum of its bytes, unzipped
 */
record MnistFile(String name, String md5) {

  static final MnistFile TRAIN_IMAGES =
      new MnistFile("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb");
  static final MnistFile TRAIN_LABELS =
      new MnistFile("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624");
  static final MnistFile TEST_IMAGES =
      new MnistFile("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea");
  static final MnistFile TEST_LABELS =
      new MnistFile("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637");

  /** The four files. */
  static List<MnistFile> all() {
    return List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);
  }

  String zippedName() {
    return name + ".gz";
  }

  /** Finds this file in a folder, gzipped or not. */
  Optional<Path> in(Path folder) {
    return Stream.of(zippedName(), name)
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Reads this file from a folder and checks that it is the true one. */
  Idx read(Path folder) {
    Path file = in(folder).orElseThrow(() -> missing(folder));
    byte[] bytes = Gzip.read(file);
    String found = Fingerprint.md5(bytes);
    if (!found.equals(md5)) {
      throw new DataException(
          "%s is not MNIST's %s: %s; fetch it again, or read other data with Dataset.idx"
              .formatted(file, name, mismatch(found)));
    }
    return Idx.parse(file.toString(), bytes);
  }

  /** Says how a checksum other than this file's came out. */
  String mismatch(String found) {
    String named =
        all().stream()
            .filter(file -> file.md5.equals(found))
            .map(file -> ", which is that of " + file.name)
            .findFirst()
            .orElse("");
    return "expected the MD5 " + md5 + " of the unzipped bytes, but got " + found + named;
  }

  /** The names of the four files, for messages. */
  static String names() {
    return String.join(", ", all().stream().map(MnistFile::name).toList());
  }

  private DataException missing(Path folder) {
    String problem = Files.isDirectory(folder) ? "has no file " + name : "is no folder";
    return new DataException(
        "%s %s; put MNIST's four files there, gzipped or not: %s"
            .formatted(folder, problem, names()));
  }
}
