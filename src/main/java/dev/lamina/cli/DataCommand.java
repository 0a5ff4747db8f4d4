package dev.lamina.cli;

import dev.lamina.data.DataFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina data}. */
@Command(
    name = "data",
    description = "Says what a data set holds.",
    footer = {"", "Example: lamina data datasets/penguins.csv --missing ."})
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE|DIR",
      description =
          "A table (.csv, .csv.gz), .npy or .npz, or a folder of MNIST's files or of pictures by class.")
  private Path place = Path.of("");

  @Mixin private SharedOptions.TableFormat format = new SharedOptions.TableFormat();

  @Override
  public void run() {
    spec.commandLine().getOut().print(DataFile.describe(place, format.format()));
  }
}
