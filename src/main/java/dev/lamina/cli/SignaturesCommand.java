package dev.lamina.cli;

import dev.lamina.io.FileException;
import dev.lamina.persist.SavedModelFile;
import dev.lamina.persist.Signature;
import dev.lamina.persist.Signature.TensorSpec;
import dev.lamina.text.Numbers;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina signatures}. */
@Command(
    name = "signatures",
    description = {
      "Prints what can be called in a SavedModel, whoever wrote it: the names, types and shapes of"
          + " inputs and outputs, with ? for any size. The model is not run; lamina predict runs it, as the"
          + " program that it is.",
      ""
    })
final class SignaturesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder of a SavedModel, such as models/mlp.")
  private Path folder = Path.of("");

  @Override
  public void run() {
    spec.commandLine().getOut().print(description(folder));
  }

  /**
   * What a SavedModel has: its signatures, and its files with their sizes.
   *
   * @throws FileException if there is none in the folder, or if it is damaged
   */
  static String description(Path folder) {
    SavedModelFile model = SavedModelFile.read(folder);
    return "%s: SavedModel of TensorFlow %s%n%n%s%n%s"
        .formatted(
            model.folder(),
            model.tensorflowVersion(),
            signatures(model.signatures()),
            files(model.folder()));
  }

  private static Table signatures(List<Signature> signatures) {
    Table table =
        Table.of(
            Column.left("signature"),
            Column.left(""),
            Column.left("name"),
            Column.left("type"),
            Column.left("shape"));
    for (Signature signature : signatures) {
      String name = signature.name();
      for (TensorSpec input : signature.inputs()) {
        table = table.row(name, "in", input.name(), input.type(), input.sizes());
        name = "";
      }
      for (TensorSpec output : signature.outputs()) {
        table = table.row(name, "out", output.name(), output.type(), output.sizes());
        name = "";
      }
    }
    return table;
  }

  private static Table files(Path folder) {
    Table table = Table.of(Column.left("file"), Column.right("size"));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        table = table.row(folder.relativize(file).toString(), Numbers.bytes(Files.size(file)));
      }
      return table;
    } catch (IOException | UncheckedIOException e) {
      throw new FileException(
          "The files of %s cannot be listed (%s); check its permissions.".formatted(folder, e), e);
    }
  }
}
