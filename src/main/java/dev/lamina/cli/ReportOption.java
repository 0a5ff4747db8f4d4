package dev.lamina.cli;

import dev.lamina.view.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks for a page about what was done. */
final class ReportOption {

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Write a page there that opens in any browser: DIR/index.html, and its charts as SVG in"
              + " DIR/charts; with a name that ends in .html the page alone.")
  private @Nullable Path path;

  /** Whether there is to be a report. */
  boolean wanted() {
    return path != null;
  }

  /**
   * Finds out whether a report that is wanted can be written, before the work begins.
   *
   * @throws dev.lamina.io.FileException if not
   */
  void check() {
    if (path != null) {
      Report.check(path);
    }
  }

  /** Writes the report if it is wanted, and says where it is. */
  void write(Supplier<Report> report, PrintWriter messages) {
    if (path != null) {
      messages.println("report: " + report.get().write(path));
      messages.flush();
    }
  }
}
