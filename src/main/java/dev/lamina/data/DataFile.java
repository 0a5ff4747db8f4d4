package dev.lamina.data;

import dev.lamina.text.Table.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/** Data sets in files and folders, told apart by their names and by what lies in them. */
public final class DataFile {
  private DataFile() {}

  /**
   * Says what a data set holds: of a table (CSV, gzipped or not) its columns with their types,
   * missing and different values and ranges; of a folder of pictures its classes; of NumPy's files
   * the arrays with their types and shapes; of MNIST's folder its examples.
   *
   * @param format how it is written, if it is a table
   * @throws DataException if there is none, its kind is not known, or it cannot be read
   */
  public static DataDescription describe(Path place, CsvFormat format) {
    if (Files.isDirectory(place)) {
      MnistFolder mnist = new MnistFolder(place);
      return mnist.missing().isEmpty()
          ? alone("to train on: %s%nto test with: %s".formatted(mnist.train(), mnist.test()))
          : ImageFolder.of(place).describe();
    }
    if (!Files.exists(place)) {
      throw new DataException("There is no file or folder %s; check the name.".formatted(place));
    }
    if (isNamed(place, ".npy")) {
      return alone(Numpy.read(place).toString());
    }
    if (isNamed(place, ".npz")) {
      return arrays(Numpy.readAll(place));
    }
    if (isTable(place)) {
      return Csv.read(place, format).description();
    }
    throw new DataException(
        "What kind of data %s holds cannot be told from its name; give a table that ends in .csv or .csv.gz, a .npy or .npz file, or a folder that has a folder of pictures for each class."
            .formatted(place));
  }

  private static DataDescription alone(String lead) {
    return new DataDescription(lead, Optional.empty());
  }

  /** The pictures in a folder of MNIST's files or with a folder for each class, if it is one. */
  public static Optional<Dataset> pictures(Path place, Shape shape) {
    if (isPictures(place)) {
      return Optional.of(Dataset.images(place, shape));
    }
    return Files.isDirectory(place) ? Optional.of(Mnist.in(place).train()) : Optional.empty();
  }

  /** Whether a file is a table, by its name: {@code .csv}, {@code .tsv}, gzipped or not. */
  public static boolean isTable(Path file) {
    return isNamed(file, ".csv", ".tsv", ".csv.gz", ".tsv.gz");
  }

  /** Whether there is a folder that has folders, as for classes, and none of MNIST's files. */
  public static boolean isPictures(Path folder) {
    return Files.isDirectory(folder)
        && new MnistFolder(folder).missing().size() == MnistFolder.FILES.size()
        && !ImageFolder.folders(folder).isEmpty();
  }

  private static boolean isNamed(Path file, String... endings) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Stream.of(endings).anyMatch(name::endsWith);
  }

  private static DataDescription arrays(Map<String, Values> arrays) {
    dev.lamina.text.Table table =
        dev.lamina.text.Table.of(Column.left("array"), Column.left("holds"));
    for (Map.Entry<String, Values> array : arrays.entrySet()) {
      table = table.row(array.getKey(), array.getValue().toString());
    }
    return DataDescription.of("", table);
  }
}
