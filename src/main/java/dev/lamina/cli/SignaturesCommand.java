package dev.lamina.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina signatures}. */
@Command(
    name = "signatures",
    description = {
      "Prints what can be called in a SavedModel, whoever wrote it: the names, types and shapes of"
          + " inputs and outputs, with ? for any size.",
      ""
    })
final class SignaturesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder of a SavedModel, such as models/mlp.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(SavedModelText.of(folder));
    return 0;
  }
}
