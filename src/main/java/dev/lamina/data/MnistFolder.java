package dev.lamina.data;

import dev.lamina.io.Checksum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The MNIST database in a folder that holds its four files under their usual names, gzipped or not.
 *
 * @param folder the folder
 * @see Mnist#in(Path)
 */
public record MnistFolder(Path folder) {
  static final MnistFile TRAIN_IMAGES =
      new MnistFile("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb");
  static final MnistFile TRAIN_LABELS =
      new MnistFile("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624");
  static final MnistFile TEST_IMAGES =
      new MnistFile("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea");
  static final MnistFile TEST_LABELS =
      new MnistFile("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637");

  /** The four files. */
  static final List<MnistFile> FILES =
      List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  /** The names of the four files, for messages. */
  static final String NAMES = String.join(", ", FILES.stream().map(MnistFile::name).toList());

  /**
   * Reads the 60,000 examples to train on; {@link Mnist} says of what shape.
   *
   * @throws DataException if a file is missing or is not the true one
   */
  public Dataset train() {
    return read(TRAIN_IMAGES, TRAIN_LABELS);
  }

  /**
   * Reads the 10,000 examples to test with; {@link Mnist} says of what shape.
   *
   * @throws DataException if a file is missing or is not the true one
   */
  public Dataset test() {
    return read(TEST_IMAGES, TEST_LABELS);
  }

  /** Returns the names of those of the four files that are not there, gzipped or not. */
  public List<String> missing() {
    return FILES.stream().filter(file -> file.in(folder).isEmpty()).map(MnistFile::name).toList();
  }

  private Dataset read(MnistFile images, MnistFile labels) {
    return Dataset.from(Idx.labelled(images.read(folder), labels.read(folder)));
  }

  /**
   * One file of the MNIST database.
   *
   * @param name its canonical name, without the ending of a gzipped file
   * @param md5 the checksum of its bytes, unzipped
   */
  record MnistFile(String name, String md5) {

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
    private Idx read(Path folder) {
      Path file = in(folder).orElseThrow(() -> missing(folder));
      byte[] bytes = Idx.unzipped(file);
      mismatch(bytes)
          .ifPresent(
              problem -> {
                throw new DataException(
                    "%s is not MNIST's %s: %s; fetch it again, or read other data with Dataset.idx"
                        .formatted(file, name, problem));
              });
      return Idx.parse(file.toString(), bytes);
    }

    /** Says how the checksum of unzipped bytes differs from this file's, if it does. */
    Optional<String> mismatch(byte[] unzipped) {
      String found = Checksum.of("MD5", unzipped);
      if (found.equals(md5)) {
        return Optional.empty();
      }
      String named =
          FILES.stream()
              .filter(file -> file.md5.equals(found))
              .map(file -> ", which is that of " + file.name)
              .findFirst()
              .orElse("");
      return Optional.of(
          "expected the MD5 " + md5 + " of the unzipped bytes, but got " + found + named);
    }

    private DataException missing(Path folder) {
      String problem = Files.isDirectory(folder) ? "has no file " + name : "is no folder";
      return new DataException(
          "%s %s; put MNIST's four files there, gzipped or not: %s"
              .formatted(folder, problem, NAMES));
    }
  }
}
