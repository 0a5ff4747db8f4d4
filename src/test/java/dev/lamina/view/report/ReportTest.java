package dev.lamina.view.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.io.FileException;
import dev.lamina.view.Histories;
import dev.lamina.view.chart.Curves;
import dev.lamina.view.chart.Run;
import dev.lamina.view.chart.XAxis;
import dev.lamina.view.report.Report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Report REPORT =
      Report.of("A < B", "One & two.")
          .section(
              Section.of("Loss")
                  .plot(
                      "loss",
                      Curves.lossPerUpdate(
                          List.of(new Run("", Histories.of(2, 4))), XAxis.UPDATES)))
          .section("Drawing", Html.markup("<svg></svg>"));

  @TempDir private Path folder;

  @Test
  void holdsAllItNeeds() {
    String html = REPORT.html();

    assertThat(html)
        .contains("<html lang=\"en\">", "charset=UTF-8", "width=device-width")
        .contains("<h1>A &lt; B</h1><p>One &amp; two.</p>")
        .contains("<section><h2>Loss</h2><figure class=\"plot\">")
        .contains("<section><h2>Drawing</h2><svg></svg></section>")
        .contains("alt=\"Loss of every update, over updates. loss: from 1.000 to 0.9324.\"")
        .contains("Copyright (c) 2022 Leon Sorokin", "var uPlot=function()")
        .doesNotContain("<link rel=\"stylesheet\"", "src=\"http", "src=\"/", "@import", "url(");
  }

  @Test
  void hasNoScriptWithoutPlots() {
    assertThat(Report.of("Words", "").section("Words", Html.element("p", "words")).html())
        .doesNotContain("<script", "uPlot");
  }

  @Test
  void leavesOutEmptySections() {
    assertThat(Report.of("Words", "").section(Section.of("Nothing")).sections()).isEmpty();
  }

  @Test
  void isWrittenToAFolderWithItsCharts() throws IOException {
    Path page = REPORT.write(folder.resolve("new/report"));

    assertThat(page).isEqualTo(folder.resolve("new/report/index.html"));
    assertThat(Files.readString(page)).isEqualTo(REPORT.html());
    assertThat(folder.resolve("new/report/charts/loss.svg")).content().contains("<svg");
  }

  @Test
  void isWrittenToAFileAlone() {
    Path page = REPORT.write(folder.resolve("new/report.html"));

    assertThat(page).isEqualTo(folder.resolve("new/report.html")).isRegularFile();
    assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**/charts");
  }

  @Test
  void checksBeforehandThatItCanBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path inTheWay = Files.createDirectories(folder.resolve("folder.html"));

    assertThatThrownBy(() -> Report.check(file))
        .isInstanceOf(FileException.class)
        .hasMessage(
            file + " is a file; give a folder for the report, or a file that ends in .html.");
    assertThatThrownBy(() -> Report.check(inTheWay))
        .isInstanceOf(FileException.class)
        .hasMessage(inTheWay + " is a folder; give the report another name, or a folder.");
    assertThatThrownBy(() -> Report.check(file.resolve("sub")))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("The folder " + file.resolve("sub") + " cannot be made");
    Report.check(folder.resolve("new"));
    assertThat(folder.resolve("new")).isEmptyDirectory();
  }

  @Test
  void replacesOnlyItsOwnPages() throws IOException {
    Path theirs = Files.writeString(folder.resolve("index.html"), "<html>my diary</html>");
    assertThatThrownBy(() -> Report.check(folder))
        .isInstanceOf(FileException.class)
        .hasMessage(
            theirs + " is there and was not written by Lamina; give another place for the report.");

    Files.delete(theirs);
    REPORT.write(folder);
    Report.check(folder);
  }

  @Test
  void hasATableOfContentsInItsLanguage() {
    String html =
        Report.of("강의", "")
            .language("ko")
            .contents("차례")
            .section(Section.of("하나").anchor("1").paragraph("말"))
            .section(Section.of("하나의 둘").level(3).anchor("1b").paragraph("말"))
            .html();

    assertThat(html)
        .contains("<html lang=\"ko\">")
        .contains("<nav aria-label=\"차례\"><p>차례</p>")
        .contains("<li class=\"level3\"><a href=\"#1b\">하나의 둘</a></li>")
        .contains("<section id=\"1b\"><h3>하나의 둘</h3>");
  }
}
