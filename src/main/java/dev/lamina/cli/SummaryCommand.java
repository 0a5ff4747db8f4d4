package dev.lamina.cli;

import dev.lamina.model.TrainingSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina summary}. */
@Command(
    name = "summary",
    description = "Prints the layers of a spec with their shapes, nodes and parameters.")
final class SummaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SPEC.json", description = "A file such as models/mlp.json.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(TrainingSpec.read(file).sequential().summary());
    return 0;
  }
}
