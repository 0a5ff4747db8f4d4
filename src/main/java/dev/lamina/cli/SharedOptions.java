package dev.lamina.cli;

import dev.lamina.data.Csv;
import dev.lamina.data.CsvFormat;
import dev.lamina.data.DataException;
import dev.lamina.data.DataFile;
import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.data.MnistFolder;
import dev.lamina.data.Table;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.io.Uninterrupted;
import dev.lamina.layer.Shapes;
import dev.lamina.model.Settings;
import dev.lamina.view.report.Report;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.Option;

/** The options that several commands have, as mixins. */
final class SharedOptions {
  private SharedOptions() {}

  /** The options that say where and how a model runs. */
  static final class Run {

    @Option(
        names = "--device",
        paramLabel = "NAME",
        defaultValue = "auto",
        description =
            "Where the model lives: auto, cpu, gpu, /CPU:0, /GPU:0 and the like. Default: ${DEFAULT-VALUE}")
    private Device device = Device.AUTO;

    @Option(
        names = "--jit",
        paramLabel = "MODE",
        defaultValue = "auto",
        description =
            "Whether XLA compiles the training step: auto, on or off. Default: ${DEFAULT-VALUE}")
    private Jit jit = Jit.AUTO;

    /** Where a model lives. */
    Device device() {
      return device;
    }

    /** Whether XLA compiles. */
    Jit jit() {
      return jit;
    }

    /** The same settings, placed and run as the options say. */
    Settings apply(Settings settings) {
      return settings.device(device).jit(jit);
    }
  }

  /** The options that name data sets. */
  static final class Data {
    private static final String MNIST = "mnist";

    @Option(
        names = "--data",
        paramLabel = "mnist|DIR|FILE",
        defaultValue = MNIST,
        description =
            "The data: mnist, a folder that holds MNIST's four files, gzipped or not, or one that has"
                + " a folder of pictures for each class; a table, such as customers.csv; or, to train"
                + " and to evaluate, NumPy's arrays x and y in a .npz file. Default:"
                + " ${DEFAULT-VALUE}")
    private String data = MNIST;

    @Option(
        names = "--labels",
        paramLabel = "N",
        split = ",",
        splitSynopsisLabel = ",",
        converter = Converters.WholeNumber.class,
        description =
            "Take only the examples of these classes: 0,1 for the lecture's zeros and ones.")
    private List<Long> labels = List.of();

    /** The examples to train on, in a network's input shape. */
    Dataset train(Shape input) {
      return examples(folder().train(), input);
    }

    /** The examples to test with, in a network's input shape. */
    Dataset test(Shape input) {
      return arePictures() ? pictures(input) : examples(folder().test(), input);
    }

    /** Whether the data is a folder of pictures. */
    boolean arePictures() {
      return !data.equals(MNIST) && DataFile.isPictures(Path.of(data));
    }

    /** The pictures, brought to a network's input shape. */
    Dataset pictures(Shape input) {
      return chosen(Dataset.images(Path.of(data), input));
    }

    /** The table's file, if the data is a table. */
    Optional<Path> table() {
      return Optional.of(Path.of(data)).filter(DataFile::isTable);
    }

    /** NumPy's arrays, if the data is a file of them. */
    Optional<NumpyExamples> arrays() {
      return data.endsWith(ArrayFiles.NPZ)
          ? Optional.of(NumpyExamples.read(Path.of(data)))
          : Optional.empty();
    }

    /**
     * The table's rows, at least one.
     *
     * @param model whose data they are, for the message
     * @throws DataException if the data is no table, it cannot be read or has no rows
     */
    Table rows(Path model, CsvFormat format) {
      Path file =
          table()
              .orElseThrow(
                  () ->
                      new DataException(
                          "%s is a model of a table; name one by --data, such as customers.csv."
                              .formatted(model)));
      Table rows = Csv.read(file, format);
      if (rows.rows() == 0) {
        throw new DataException("%s has no rows below its first line.".formatted(file));
      }
      return rows;
    }

    /** Whether the examples are only of the classes 0 and 1, which one number tells apart. */
    boolean isBinary() {
      return labels.size() == 2 && labels.containsAll(List.of(0L, 1L));
    }

    /** Whether the examples are of classes that are named. */
    boolean areLabels() {
      return !labels.isEmpty();
    }

    private MnistFolder folder() {
      if (data.equals(MNIST)) {
        return Mnist.folder();
      }
      Path folder = Path.of(data);
      if (!Files.isDirectory(folder)) {
        throw new DataException(
            "There is no data \"%s\"; give mnist, a folder that holds MNIST's four files or a folder of pictures for each class, a table that ends in .csv, or to train and evaluate arrays in a .npz file."
                .formatted(data));
      }
      return Mnist.in(folder);
    }

    private Dataset chosen(Dataset all) {
      return labels.isEmpty()
          ? all
          : all.labels(labels.stream().mapToInt(Math::toIntExact).toArray());
    }

    private Dataset examples(Dataset all, Shape input) {
      Dataset chosen = chosen(all);
      if (input.size() != chosen.xShape().size()) {
        throw new DataException(
            "The network takes %s per example, but the data has %s; change the network's input shape or the data."
                .formatted(Shapes.text(input), Shapes.text(chosen.xShape())));
      }
      return input.equals(chosen.xShape()) ? chosen : chosen.reshape(input);
    }
  }

  /** The options that say how a table is written. */
  static final class TableFormat {

    @Option(
        names = "--delimiter",
        paramLabel = "C",
        defaultValue = ",",
        description = "The character between a table's values. Default: ${DEFAULT-VALUE}")
    private char delimiter = ',';

    @Option(
        names = "--missing",
        paramLabel = "WORD",
        split = ",",
        splitSynopsisLabel = ",",
        description =
            "What stands in a table for no value, in place of NA, NaN, null and the like.")
    private List<String> missing = List.of();

    /** How a table is written. */
    CsvFormat format() {
      CsvFormat format = CsvFormat.standard().delimiter(delimiter);
      return missing.isEmpty() ? format : format.missing(missing.toArray(String[]::new));
    }
  }

  /** The option that says where MNIST is. */
  static final class MnistPlace {

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description =
            "The folder that holds MNIST's four files, gzipped or not. Default: datasets/mnist of the"
                + " checkout, the user's cache, or the internet.")
    private @Nullable Path data;

    /**
     * The files.
     *
     * @throws dev.lamina.data.DataException if they are nowhere to be had
     */
    MnistFolder folder() {
      return data == null ? Mnist.folder() : Mnist.in(data);
    }
  }

  /** The option that asks for a page about what was done. */
  static final class ReportPage {

    @Option(
        names = "--report",
        paramLabel = "DIR",
        description =
            "Write a page there that opens in any browser: DIR/index.html, and its charts as SVG in"
                + " DIR/charts; with a name that ends in .html the page alone.")
    private @Nullable Path path;

    /** Whether there is to be a report. */
    boolean wanted() {
      return path != null;
    }

    /**
     * Finds out whether a report that is wanted can be written, before the work begins.
     *
     * @throws dev.lamina.io.FileException if not
     */
    void check() {
      if (path != null) {
        Report.check(path);
      }
    }

    /** Writes the report if it is wanted, and says where it is. */
    void write(Supplier<Report> report, PrintWriter messages) {
      Path place = path;
      if (place != null) {
        messages.println("report: " + Uninterrupted.get(() -> report.get().write(place)));
        messages.flush();
      }
    }
  }
}
