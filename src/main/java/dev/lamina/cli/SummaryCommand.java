package dev.lamina.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina summary}. */
@Command(
    name = "summary",
    description = "Prints the layers of a network with their shapes, nodes and parameters.")
final class SummaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description =
          "A spec such as models/mlp.json, a folder that a model was saved to, or a .keras file.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ModelFile.network(file).summary());
    return 0;
  }
}
