package dev.lamina.cli;

import dev.lamina.data.Dataset;
import dev.lamina.model.Evaluation;
import dev.lamina.model.Model;
import dev.lamina.model.TrainingSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina evaluate}. */
@Command(
    name = "evaluate",
    description = "Evaluates a saved model on the test data: loss and metrics.")
final class EvaluateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "MODEL", description = "The folder that a model was saved to.")
  private Path folder = Path.of("");

  @Mixin private SharedOptions.Data data = new SharedOptions.Data();

  @Mixin private SharedOptions.TableFormat format = new SharedOptions.TableFormat();

  @Option(
      names = "--confusion",
      description = "Print which classes are taken for which, and precision and recall of each.")
  private boolean confusion;

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (Model model = Model.load(folder, TrainingSpec.specs(), run::apply)) {
      Dataset test =
          model
              .preparation()
              .map(prepared -> prepared.dataset(data.rows(folder, format.format())))
              .or(() -> data.arrays().map(arrays -> arrays.test(model.network())))
              .orElseGet(() -> data.test(model.network().inputShape()));
      Evaluation evaluation = model.evaluate(test);
      out.printf("%s examples: %s%n", evaluation.examples(), evaluation);
      if (confusion) {
        out.println();
        out.print(model.confusionMatrix(test));
      }
    }
  }
}
