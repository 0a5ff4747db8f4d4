package dev.lamina.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Csv;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.DigitImage;
import dev.lamina.data.ImageFile;
import dev.lamina.data.ResizeMethod;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Shapes;
import dev.lamina.persist.Export;
import dev.lamina.text.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina predict}. */
@Command(
    name = "predict",
    description = {
      "Prints what a model predicts for each example: the most probable class and its probability if"
          + " the network ends in softmax, the model has labels or --labels says that it tells"
          + " classes apart; else the numbers that it gives.",
      "",
      "Pictures of digits may have any size, light on dark or dark on light: for a network that takes"
          + " 28x28 pixels they are brought to the form of MNIST's. For other networks pictures are"
          + " resized by the method of --resize.",
      "",
      "What was trained on a table takes one by --data rows.csv, with the columns it was trained on.",
      "",
      "A SavedModel is a program: one that does more than reckon is refused, unless --trust is given.",
      "",
      "Networks of several inputs or outputs take and give NumPy's arrays: --input image=x.npy"
          + " --input row=r.npy --output answers.npz.",
      ""
    })
final class PredictCommand implements Callable<Integer> {
  private static final Shape DIGIT = Shape.of(DigitImage.SIDE, DigitImage.SIDE);
  private static final int WHITE = 255;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What exports call the prediction itself. */
  private static final String OUTPUT = Export.standard().outputName();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder that a model was saved or exported to, or a .keras file.")
  private Path place = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Pictures (PNG, JPEG, GIF, BMP), or one CSV file with an example in each line: as many"
              + " numbers as the network takes. Default: test data")
  private List<Path> files = List.of();

  @Mixin private SharedOptions.Data data = new SharedOptions.Data();

  @Mixin private SharedOptions.TableFormat format = new SharedOptions.TableFormat();

  @Mixin private ArrayFiles arrays = new ArrayFiles();

  @Option(
      names = "--signature",
      paramLabel = "NAME",
      description =
          "What to call in a SavedModel, as lamina signatures lists it. Default: serving_default, or"
              + " the only one")
  private @Nullable String signature;

  @Option(
      names = "--trust",
      description =
          "Run a SavedModel that does more than reckon, as with ops that write or read files, open"
              + " sockets or run code of the host: for those alone that you would run as a program.")
  private boolean trust;

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "10",
      converter = Converters.Count.class,
      description = "Without a file: how many examples of the test data. Default: ${DEFAULT-VALUE}")
  private int first;

  @Option(
      names = "--plain",
      description = "Only resize pictures, because they are no digits although they are 28x28.")
  private boolean plain;

  @Option(
      names = "--resize",
      paramLabel = "METHOD",
      defaultValue = "antialias",
      description =
          "How pictures are resized, by TensorFlow's words: antialias (bilinear with antialias=True),"
              + " bilinear or nearest. Default: ${DEFAULT-VALUE}")
  private ResizeMethod resize = ResizeMethod.ANTIALIAS;

  @Option(
      names = "--bytes",
      description = "Give the network pixels from 0 to 255 instead of 0 to 1.")
  private boolean bytes;

  @Option(names = "--json", description = "Print a JSON object in each line, with all numbers.")
  private boolean json;

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    arrays.check(!files.isEmpty(), data.table().isPresent());
    try (Opened model = ModelFile.open(place, signature, trust, run)) {
      Optional<String> printed = arrays.printed(model.outputs());
      Map<String, Values> answers = answers(model);
      if (arrays.areOutputs()) {
        arrays.write(answers, out);
      } else {
        print(predictions(model, answers, printed), out);
      }
    }
    return 0;
  }

  private boolean arePictures() {
    return !files.isEmpty() && files.stream().allMatch(ImageFile::isImage);
  }

  private Map<String, Values> answers(Opened model) {
    return data.table().isPresent() || (model.ofRows() && !arrays.areInputs())
        ? model.predict(data.rows(place, format.format()))
        : model.predict(inputs(model));
  }

  private Map<String, Values> inputs(Opened model) {
    if (arrays.areInputs()) {
      return arrays.read(model.inputs());
    }
    Shape input = model.input();
    float[][] rows = arePictures() ? pictures(input) : examples(input);
    Shape all = input.prepend(rows.length);
    return Map.of(model.inputs().get(0), Values.of(rows).reshape(all.asArray()));
  }

  private float[][] pictures(Shape input) {
    if (!isDigit(input) && !ImageFile.isShape(input)) {
      throw new DataException(
          "The network takes %s per example, which is no picture; give a CSV file."
              .formatted(Shapes.text(input)));
    }
    return files.stream().map(file -> pixels(file, input)).toArray(float[][]::new);
  }

  private List<Prediction> predictions(
      Opened model, Map<String, Values> answers, Optional<String> printed) {
    List<String> numbers =
        answers.keySet().stream()
            .filter(name -> get(answers, name).type() != ValueType.STRING)
            .toList();
    String output =
        printed
            .or(
                () ->
                    numbers.stream()
                        .filter(name -> numbers.size() == 1 || name.equals(OUTPUT))
                        .findFirst())
            .orElseThrow(
                () ->
                    new DataException(
                        "There are the outputs %s; give --output for those that are wanted."
                            .formatted(String.join(", ", answers.keySet()))));
    float[][] rows = get(answers, output).rows();
    Shape shape = get(answers, output).shape().tail();
    Optional<String[]> labels =
        Optional.ofNullable(answers.get(Export.LABEL))
            .filter(label -> label.type() == ValueType.STRING && label.size() == rows.length)
            .map(label -> label.flat(String[].class));
    boolean ofClasses =
        shape.numDimensions() == 1
            && (labels.isPresent() || tellsClasses(() -> model.end(output), shape.get(0) == 1));
    return IntStream.range(0, rows.length)
        .mapToObj(
            i -> new Prediction(rows[i], shape, ofClasses, labels.map(all -> all[i]).orElse(null)))
        .toList();
  }

  private static Values get(Map<String, Values> answers, String name) {
    return Objects.requireNonNull(answers.get(name));
  }

  private boolean tellsClasses(Supplier<Optional<ActivationFunction>> end, boolean single) {
    return single
        ? data.isBinary()
            || (arePictures() && end.get().equals(Optional.of(ActivationFunction.SIGMOID)))
        : data.areLabels() || end.get().filter(ActivationFunction::ofRows).isPresent();
  }

  private void print(List<Prediction> predictions, PrintWriter out) throws JsonProcessingException {
    boolean pictures = arePictures();
    if (pictures && !json) {
      out.print(table(predictions));
      return;
    }
    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i);
      out.println(
          json
              ? JSON.writeValueAsString(
                  pictures
                      ? prediction.json(null, files.get(i).toString())
                      : prediction.json(i, null))
              : prediction.line(i));
    }
  }

  private float[] pixels(Path file, Shape input) {
    float[] pixels =
        isDigit(input) && !plain
            ? DigitImage.read(file)
            : ImageFile.read(file, ImageFile.isShape(input) ? input : DIGIT, resize);
    if (bytes) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] *= WHITE;
      }
    }
    return pixels;
  }

  /** As many grey pixels as MNIST's digits have, as a vector or as rows. */
  private static boolean isDigit(Shape input) {
    return input.equals(Shape.of(DIGIT.size()))
        || input.equals(DIGIT)
        || input.equals(DIGIT.append(1));
  }

  private Table table(List<Prediction> predictions) {
    boolean classes = predictions.stream().anyMatch(Prediction::isClass);
    boolean probable = classes && predictions.stream().allMatch(Prediction::isProbability);
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.left("picture")));
    if (classes) {
      columns.add(Table.Column.right("class"));
    }
    columns.add(Table.Column.right(probable ? "probability" : "output"));
    List<List<String>> rows = new ArrayList<>();
    for (Prediction prediction : predictions) {
      List<String> row = new ArrayList<>(List.of(files.get(rows.size()).toString()));
      if (classes) {
        row.add(prediction.className());
      }
      row.add(prediction.numbers());
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  private float[][] examples(Shape input) {
    if (files.isEmpty()) {
      Dataset test = data.test(input);
      return rows(test.take(Math.min(first, test.size())));
    }
    if (files.size() > 1) {
      Path other =
          files.stream().filter(file -> !ImageFile.isImage(file)).findFirst().orElseThrow();
      throw new DataException(
          "%s is no picture; give pictures, or a single CSV file.".formatted(other));
    }
    return rows(Csv.inputs(files.get(0), input));
  }

  private static float[][] rows(Dataset examples) {
    return IntStream.range(0, examples.size())
        .mapToObj(i -> examples.get(i).x())
        .toArray(float[][]::new);
  }
}
