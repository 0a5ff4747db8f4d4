package dev.lamina.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.data.Csv;
import dev.lamina.data.Dataset;
import dev.lamina.model.Model;
import dev.lamina.model.TrainingSpec;
import dev.lamina.train.metric.Classes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "Prints what a saved model predicts, a line for each example: the most probable class and its"
          + " probability, or the numbers that the network gives if it tells no classes apart.",
      ""
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder that a model was saved to.")
  private Path folder = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE.csv",
      arity = "0..1",
      description =
          "The examples, one in a line: as many numbers as the network takes. Default: test data")
  private @Nullable Path file;

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "10",
      converter = Converters.Count.class,
      description = "Without a file: how many examples of the test data. Default: ${DEFAULT-VALUE}")
  private int first;

  @Option(names = "--json", description = "Print a JSON object in each line, with all numbers.")
  private boolean json;

  @Mixin private RunOptions run = new RunOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Model model = Model.load(folder, TrainingSpec.specs(), run::apply)) {
      float[][] predictions = model.predict(examples(model));
      for (int i = 0; i < predictions.length; i++) {
        Prediction prediction = new Prediction(i, predictions[i]);
        out.println(json ? prediction.json() : prediction.text());
      }
    }
    return 0;
  }

  private Dataset examples(Model model) {
    if (file != null) {
      return Csv.inputs(file, model.network().inputShape());
    }
    Dataset test = data.test(model.network().inputShape());
    return test.take(Math.min(first, test.size()));
  }

  /**
   * What the network gives for one example.
   *
   * @param example its number, from 0
   * @param values the numbers
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Prediction(int example, float[] values) {

    String text() {
      if (values.length == 1) {
        return String.format(Locale.ROOT, "%d: %.6g", example, values[0]);
      }
      int best = Classes.mostProbable(values);
      return String.format(Locale.ROOT, "%d: class %d, %.4f", example, best, values[best]);
    }

    String json() {
      ObjectNode object = JsonNodeFactory.instance.objectNode().put("example", example);
      if (values.length > 1) {
        object.put("class", Classes.mostProbable(values));
      }
      ArrayNode all = object.putArray("output");
      for (float value : values) {
        all.add(value);
      }
      return object.toString();
    }
  }
}
