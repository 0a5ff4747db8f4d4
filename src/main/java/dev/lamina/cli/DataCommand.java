package dev.lamina.cli;

import dev.lamina.data.DataDescription;
import dev.lamina.data.DataFile;
import dev.lamina.model.Provenance;
import dev.lamina.view.report.Html;
import dev.lamina.view.report.Report;
import dev.lamina.view.report.Sections;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.ndarray.Shape;
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
  private static final Shape SHOWN = Shape.of(96, 96, 3);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE|DIR",
      description =
          "A table (.csv, .csv.gz), .npy or .npz, or a folder of MNIST's files or of pictures by class.")
  private Path place = Path.of("");

  @Mixin private SharedOptions.TableFormat format = new SharedOptions.TableFormat();

  @Mixin private SharedOptions.ReportPage report = new SharedOptions.ReportPage();

  @Override
  public void run() {
    report.check();
    DataDescription data = DataFile.describe(place, format.format());
    PrintWriter out = spec.commandLine().getOut();
    out.print(data);
    report.write(() -> page(data), out);
  }

  private Report page(DataDescription data) {
    Report page =
        Report.of("What %s holds".formatted(place), data.lead())
            .section(
                "The contents",
                data.table().stream()
                    .map(table -> Html.table("What is in it", table))
                    .toArray(Html[]::new));
    return DataFile.pictures(place, SHOWN)
        .map(pictures -> page.section(Sections.examples("Some of the pictures", pictures)))
        .orElse(page)
        .section(Sections.provenance(Provenance.now(Main.typed(spec)), Map.of()));
  }
}
