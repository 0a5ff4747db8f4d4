package dev.lamina.cli;

import dev.lamina.network.Network;
import dev.lamina.view.diagram.Formula;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina summary}. */
@Command(
    name = "summary",
    description = "Prints the layers of a network with their shapes, nodes and parameters.")
final class SummaryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description =
          "A spec such as models/mlp.json, a folder that a model was saved to, or a .keras file.")
  private Path file = Path.of("");

  @Option(
      names = "--formula",
      description = "Print the network as a formula instead, in LaTeX, with the shapes beneath.")
  private boolean formula;

  @Option(names = "--mathml", description = "Print the formula in MathML, for pages.")
  private boolean mathml;

  @Option(
      names = "--layers",
      description =
          "Print the formula with each layer, its linear and its nonlinear transform, in parentheses.")
  private boolean layers;

  @Override
  public void run() {
    spec.commandLine().getOut().print(text(ModelFile.network(file)));
  }

  private String text(Network network) {
    if (!formula && !layers && !mathml) {
      return network.summary();
    }
    Formula written = layers ? Formula.of(network).inLayers() : Formula.of(network);
    return mathml ? written.mathml() : written.latex() + "\n";
  }
}
