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
    footer = {"", "Example: lamina data datasets/penguins.csv"})
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE|DIR",
      description =
          "A table that ends in .csv or .csv.gz, a .npy or .npz file, a folder that has a folder of"
              + " pictures for each class, or one that holds MNIST's four files.")
  private Path place = Path.of("");

  @Mixin private SharedOptions.TableFormat format = new SharedOptions.TableFormat();

  @Override
  public void run() {
    spec.commandLine().getOut().print(DataFile.describe(place, format.format()));
  }
}
