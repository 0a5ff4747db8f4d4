package dev.lamina.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Csv;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.DigitImage;
import dev.lamina.data.ImageFile;
import dev.lamina.data.Values;
import dev.lamina.layer.Shapes;
import dev.lamina.text.Numbers;
import dev.lamina.text.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
      "Prints what a model predicts for each example: the most probable class and its probability, or"
          + " the numbers that the network gives if it tells no classes apart.",
      "",
      "Pictures of digits may have any size, light on dark or dark on light: for a network that takes"
          + " 28x28 pixels they are brought to the form of MNIST's. For other networks pictures are"
          + " resized.",
      "",
      "Networks of several inputs or outputs take and give NumPy's arrays: --input image=x.npy"
          + " --input row=r.npy --output answers.npz.",
      ""
    })
final class PredictCommand implements Callable<Integer> {
  private static final Shape DIGIT = Shape.of(DigitImage.SIDE, DigitImage.SIDE);
  private static final int WHITE = 255;

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

  @Mixin private ArrayFiles arrays = new ArrayFiles();

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
      names = "--bytes",
      description = "Give the network pixels from 0 to 255 instead of 0 to 1.")
  private boolean bytes;

  @Option(names = "--json", description = "Print a JSON object in each line, with all numbers.")
  private boolean json;

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    try (Opened model = ModelFile.open(place, run)) {
      if (arrays.areGiven()) {
        predictArrays(model, out);
      } else if (!files.isEmpty() && files.stream().allMatch(ImageFile::isImage)) {
        printPictures(model, out);
      } else {
        printExamples(model, out);
      }
    }
    return 0;
  }

  private void predictArrays(Opened model, PrintWriter out) throws JsonProcessingException {
    if (!files.isEmpty()) {
      throw new DataException("There are files and --input or --output; give one or the other.");
    }
    Map<String, Values> answers = model.predict(arrays.read(model.inputs()));
    if (arrays.areOutputs()) {
      arrays.write(answers, out);
    } else if (answers.size() > 1) {
      throw new DataException(
          "There are the outputs %s; give --output for those that are wanted."
              .formatted(String.join(", ", answers.keySet())));
    } else {
      print(answers.values().iterator().next().rows(), out);
    }
  }

  private void printPictures(Opened model, PrintWriter out) throws JsonProcessingException {
    Shape input = model.input();
    if (!isDigit(input) && !ImageFile.isShape(input)) {
      throw new DataException(
          "The network takes %s per example, which is no picture; give a CSV file."
              .formatted(Shapes.text(input)));
    }
    float[][] pixels = files.stream().map(file -> pixels(file, input)).toArray(float[][]::new);
    List<Prediction> predictions =
        Arrays.stream(model.predict(Dataset.ofInputs(pixels).reshape(input)))
            .map(Prediction::new)
            .toList();
    if (json) {
      for (int i = 0; i < files.size(); i++) {
        out.println(text(predictions.get(i).json(files.get(i).toString())));
      }
    } else {
      out.print(table(predictions));
    }
  }

  private float[] pixels(Path file, Shape input) {
    float[] pixels =
        isDigit(input) && !plain
            ? DigitImage.read(file)
            : ImageFile.read(file, ImageFile.isShape(input) ? input : DIGIT);
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

  private static String text(Prediction.Json json) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(json);
  }

  private Table table(List<Prediction> predictions) {
    boolean probable = predictions.stream().allMatch(Prediction::isProbability);
    boolean classes = probable || predictions.get(0).hasClasses();
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.left("picture")));
    if (classes) {
      columns.add(Table.Column.right("class"));
    }
    columns.add(Table.Column.right(probable ? "probability" : "output"));
    List<List<String>> rows = new ArrayList<>();
    for (Prediction prediction : predictions) {
      List<String> row = new ArrayList<>(List.of(files.get(rows.size()).toString()));
      if (classes) {
        row.add(String.valueOf(prediction.mostProbable()));
      }
      row.add(Numbers.fixed(prediction.best(), 4));
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  private void printExamples(Opened model, PrintWriter out) throws JsonProcessingException {
    print(model.predict(examples(model.input())), out);
  }

  private void print(float[][] rows, PrintWriter out) throws JsonProcessingException {
    for (int i = 0; i < rows.length; i++) {
      Prediction prediction = new Prediction(rows[i]);
      out.println(
          json ? text(prediction.json(i, data.isBinary())) : prediction.line(i, data.isBinary()));
    }
  }

  private Dataset examples(Shape input) {
    if (files.isEmpty()) {
      Dataset test = data.test(input);
      return test.take(Math.min(first, test.size()));
    }
    if (files.size() > 1) {
      Path other =
          files.stream().filter(file -> !ImageFile.isImage(file)).findFirst().orElseThrow();
      throw new DataException(
          "%s is no picture; give pictures, or a single CSV file.".formatted(other));
    }
    return Csv.inputs(files.get(0), input);
  }
}
