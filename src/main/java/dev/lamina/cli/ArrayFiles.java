package dev.lamina.cli;

import dev.lamina.data.DataException;
import dev.lamina.data.Numpy;
import dev.lamina.data.Values;
import dev.lamina.io.Folders;
import dev.lamina.spec.Nearest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that name NumPy's files of inputs and outputs. */
final class ArrayFiles {
  private static final String NPY = ".npy";
  static final String NPZ = ".npz";

  @Option(
      names = "--input",
      paramLabel = "[NAME=]FILE",
      description =
          "An input from a .npy file, an example in each index of its first axis; without a name if"
              + " there is one input. A .npz file has all inputs by name.")
  private List<String> inputs = List.of();

  @Option(
      names = "--output",
      paramLabel = "[NAME=]FILE|NAME",
      description =
          "Write an output of --input to a .npy file; without a name if there is one output. A .npz"
              + " file gets all outputs by name. A name alone, without these endings: print this output.")
  private List<String> outputs = List.of();

  /**
   * An array's name, empty if none is given, and its file.
   *
   * @param name of an input or an output
   * @param path where it is, or is to be
   */
  private record NamedPath(String name, Path path) {
    static NamedPath of(String text) {
      int end = text.indexOf('=');
      return new NamedPath(text.substring(0, Math.max(0, end)), Path.of(text.substring(end + 1)));
    }

    boolean holdsAll() {
      return name.isEmpty() && path.toString().endsWith(NPZ);
    }

    /** The name that is meant among those that there are. */
    String among(Collection<String> names, String kind, String option) {
      if (name.isEmpty() && names.size() == 1) {
        return names.iterator().next();
      }
      if (name.isEmpty()) {
        throw new DataException(
            "There are the %ss %s; say which %s is, such as %s %s=%s, or give a .npz file."
                .formatted(
                    kind, String.join(", ", names), path, option, names.iterator().next(), path));
      }
      if (!names.contains(name)) {
        throw new DataException(Nearest.message(kind, name, names));
      }
      return name;
    }
  }

  /** Whether there are inputs. */
  boolean areInputs() {
    return !inputs.isEmpty();
  }

  /** Whether outputs are to be written to files. */
  boolean areOutputs() {
    return !outputs.stream().allMatch(ArrayFiles::isName);
  }

  private static boolean isName(String output) {
    return !output.contains("=") && !output.endsWith(NPY) && !output.endsWith(NPZ);
  }

  /**
   * Checks what needs no model.
   *
   * @param files whether inputs come from other files
   * @param table whether they are the rows of a table
   * @throws DataException if options contradict one another
   * @throws dev.lamina.io.FileException if an output cannot be written
   */
  void check(boolean files, boolean table) {
    if (areInputs() && files) {
      throw new DataException("There are files and --input; give one or the other.");
    }
    if (table && (areInputs() || files)) {
      throw new DataException(
          "There is a table by --data, and files or --input; give one or the other.");
    }
    if (areOutputs() && !areInputs()) {
      throw new DataException("--output writes what comes of --input; give that, too.");
    }
    if (outputs.size() > 1 && outputs.stream().anyMatch(ArrayFiles::isName)) {
      throw new DataException(
          "--output NAME prints one output and writes none, but got %s; give one name, or files that end in %s or %s."
              .formatted(String.join(", ", outputs), NPY, NPZ));
    }
    if (areOutputs()) {
      outputs.forEach(output -> Folders.checkFile(NamedPath.of(output).path()));
    }
  }

  /**
   * The output to print, if one is named alone.
   *
   * @param names that the model's have
   * @throws DataException if it is not one of these
   */
  Optional<String> printed(Collection<String> names) {
    Optional<String> printed = outputs.stream().filter(ArrayFiles::isName).findFirst();
    if (printed.isPresent() && !names.contains(printed.get())) {
      throw new DataException(Nearest.message("output", printed.get(), names));
    }
    return printed;
  }

  /**
   * Reads the inputs.
   *
   * @param names that the model's have
   * @throws DataException if a file cannot be read, or a name is not one of these
   */
  Map<String, Values> read(List<String> names) {
    Map<String, Values> arrays = new TreeMap<>();
    for (String text : inputs) {
      NamedPath place = NamedPath.of(text);
      if (place.holdsAll()) {
        arrays.putAll(Numpy.readAll(place.path()));
      } else {
        arrays.put(place.among(names, "input", "--input"), Numpy.read(place.path()));
      }
    }
    return arrays;
  }

  /**
   * Writes the outputs that files are named for, and says what is where.
   *
   * @throws DataException if there is no output of a name
   */
  void write(Map<String, Values> answers, PrintWriter out) {
    for (String text : outputs) {
      NamedPath place = NamedPath.of(text);
      if (place.holdsAll()) {
        Numpy.write(place.path(), answers);
        out.println(place.path() + ": " + answers);
      } else {
        String name = place.among(answers.keySet(), "output", "--output");
        Values answer = Objects.requireNonNull(answers.get(name));
        Numpy.write(place.path(), answer);
        out.println(place.path() + ": " + name + " " + answer);
      }
    }
  }
}
