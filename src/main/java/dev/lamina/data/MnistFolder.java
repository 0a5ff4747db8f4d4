package dev.lamina.data;

import java.nio.file.Path;
import java.util.List;

/**
 * The MNIST database in a folder that holds its four files under their usual names, gzipped or not.
 *
 * @param folder the folder
 * @see Mnist#in(Path)
 */
public record MnistFolder(Path folder) {

  /**
   * Reads the 60,000 examples to train on; {@link Mnist} says of what shape.
   *
   * @throws DataException if a file is missing or is not the true one
   */
  public Dataset train() {
    return read(MnistFile.TRAIN_IMAGES, MnistFile.TRAIN_LABELS);
  }

  /**
   * Reads the 10,000 examples to test with; {@link Mnist} says of what shape.
   *
   * @throws DataException if a file is missing or is not the true one
   */
  public Dataset test() {
    return read(MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS);
  }

  /** Returns the names of those of the four files that are not there, gzipped or not. */
  public List<String> missing() {
    return MnistFile.all().stream()
        .filter(file -> file.in(folder).isEmpty())
        .map(MnistFile::name)
        .toList();
  }

  /** Whether all four files are there. */
  boolean isComplete() {
    return missing().isEmpty();
  }

  private Dataset read(MnistFile images, MnistFile labels) {
    return Dataset.from(IdxSource.of(images.read(folder), labels.read(folder)));
  }
}
