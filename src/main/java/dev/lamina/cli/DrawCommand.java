package dev.lamina.cli;

import dev.lamina.io.Folders;
import dev.lamina.model.Functional;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.diagram.Notation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code lamina draw}. */
@Command(
    name = "draw",
    description = {"Draws the network of a spec.", ""},
    footer = {
      "",
      "The notations observations, observation, variables, implied-bias, short-weights and split draw"
          + " one node as the lecture does, each leaving out more than the one before; transforms,"
          + " features, layers and nodes draw any network. Mermaid always has a box for each layer."
    })
final class DrawCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description =
          "A spec such as models/lecture.json, a folder that a model was saved to, or a .keras"
              + " file.")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PICTURE",
      converter = PictureFile.class,
      description =
          "The picture, in the format of its ending: .svg, .png, .tex (TikZ), .mmd (Mermaid), .md"
              + " (Mermaid in Markdown) or .txt. Without it the picture is printed as text.")
  private @Nullable Path output;

  @Option(
      names = "--notation",
      paramLabel = "NAME",
      description =
          "One of observations, observation, variables, implied-bias, short-weights, split,"
              + " transforms, features, layers, nodes, graph. Default: nodes, or graph if layers"
              + " branch")
  private @Nullable Notation notation;

  @Option(
      names = "--bias",
      description = "Draw the constants 1 too where the notation leaves them out.")
  private boolean bias;

  @Option(
      names = "--max-nodes",
      paramLabel = "N",
      defaultValue = "7",
      converter = Places.class,
      description =
          "The most places for the nodes of a layer; larger layers are shortened. From "
              + Diagram.FEWEST
              + " to "
              + Diagram.MOST
              + ". Default: ${DEFAULT-VALUE}")
  private int maxNodes;

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      description =
          "Write the values of the weights at the edges of a small network: a folder that a model was"
              + " saved to, a .keras file, or a .safetensors file of Lamina or PyTorch.")
  private @Nullable Path weights;

  @Override
  public void run() {
    if (output != null) {
      Folders.checkFile(output);
    }
    Functional network = ModelFile.network(file);
    Diagram usual = Diagram.of(network).bias(bias).maxNodes(maxNodes);
    Diagram unweighted = notation == null ? usual : usual.notation(notation);
    Diagram diagram =
        weights == null ? unweighted : unweighted.weights(ModelFile.weights(weights, network));
    if (output == null) {
      spec.commandLine().getOut().print(diagram.text());
    } else {
      diagram.write(output);
    }
  }

  /** Reads the name of a file for a picture. */
  static final class PictureFile implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
      Path file = Converters.read(text, Path::of);
      Converters.read(text, name -> Diagram.ending(file));
      return file;
    }
  }

  /** Reads a number of places. */
  static final class Places implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      int places = new Converters.Count().convert(text);
      if (places < Diagram.FEWEST || places > Diagram.MOST) {
        throw new TypeConversionException(
            "give a whole number from %s to %s, not \"%s\"."
                .formatted(Diagram.FEWEST, Diagram.MOST, text));
      }
      return places;
    }
  }
}
