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

/** Writes what a SavedModel has: its signatures, and its files with their sizes. */
final class SavedModelText {
  private SavedModelText() {}

  /**
   * Describes the SavedModel in a folder.
   *
   * @throws FileException if there is none, or if it is damaged
   */
  static String of(Path folder) {
    SavedModelFile model = SavedModelFile.read(folder);
    return "%s: SavedModel of TensorFlow %s%n%n%s%n%s"
        .formatted(
            folder, model.tensorflowVersion(), signatures(model.signatures()), files(folder));
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
        table = row(table, name, "in", input);
        name = "";
      }
      for (TensorSpec output : signature.outputs()) {
        table = row(table, name, "out", output);
        name = "";
      }
    }
    return table;
  }

  private static Table row(Table table, String signature, String way, TensorSpec spec) {
    return table.row(signature, way, spec.name(), spec.type(), spec.sizes());
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
