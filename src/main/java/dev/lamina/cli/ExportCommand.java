package dev.lamina.cli;

import dev.lamina.io.FileException;
import dev.lamina.io.Folders;
import dev.lamina.persist.Export;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina export}. */
@Command(
    name = "export",
    description = {
      "Exports a saved model, or one of Keras, as a SavedModel, which TensorFlow in any language loads.",
      "",
      "It holds what predictions need and nothing of the training. The input and the output of its"
          + " signature serving_default are batches of any size.",
      ""
    },
    footer = {"", "Example: lamina export target/mlp -o target/mlp-export"})
final class ExportCommand implements Runnable {
  private static final float FROM_BYTES = 1 / 255f;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "MODEL",
      description = "The folder that a model was saved to, as by train --save, or a .keras file.")
  private Path place = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      required = true,
      description = "The folder to make, or the file.")
  private Path output = Path.of("");

  @Option(
      names = "--frozen",
      description = "Make the weights constants of the graph, not variables in files beside it.")
  private boolean frozen;

  @Option(
      names = "--bytes",
      description = "Take bytes, as those of an image, which the graph divides by 255.")
  private boolean bytes;

  @Option(
      names = "--labels",
      paramLabel = "NAME",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Names of the classes, in their order, two for a single sigmoid: the signature then gives the"
              + " most probable one and its probability as well.")
  private List<String> labels = List.of();

  @Option(
      names = "--keras",
      description = "Make a .keras file, which Keras 3 loads in Python, in place of a SavedModel.")
  private boolean keras;

  @ArgGroup private Placing placing = new Placing();

  /** What becomes of what is there. */
  private static final class Placing {
    @Option(names = "--overwrite", description = "Replace what is there.")
    private boolean overwrite;

    @Option(
        names = "--versioned",
        description =
            "Make the next of the folders 1, 2, 3 ... in PATH, as TensorFlow Serving wants its models;"
                + " lamina predict PATH takes the newest.")
    private boolean versioned;
  }

  @Override
  public void run() {
    if (keras) {
      writeKeras();
      return;
    }
    Export export = export();
    export.check(output);
    ModelFile.export(place, output, export);
    spec.commandLine().getOut().print(SignaturesCommand.description(output));
  }

  private void writeKeras() {
    if (bytes || frozen || placing.versioned || !labels.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "A .keras file takes floats, has its weights beside its layers and no labels; leave out --bytes, --frozen and --labels, and --versioned.");
    }
    Folders.checkFile(output);
    if (Files.exists(output) && !placing.overwrite) {
      throw new FileException(
          "%s is already there; choose another name or replace it by --overwrite."
              .formatted(output));
    }
    ModelFile.exportKeras(place, output);
    spec.commandLine().getOut().println("keras.models.load_model(\"%s\")".formatted(output));
  }

  private Export export() {
    Export export = (placing.versioned ? Export.VERSIONED : Export.standard()).labels(labels);
    export = bytes ? export.fromBytes(FROM_BYTES) : export;
    export = frozen ? export.asConstants() : export;
    return placing.overwrite ? export.overwriting() : export;
  }
}
