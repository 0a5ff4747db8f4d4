package dev.lamina.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.browser.Browser;
import dev.lamina.browser.BrowserTest;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.train.metric.ConfusionMatrix;
import dev.lamina.view.Histories;
import dev.lamina.view.chart.ConfusionChart;
import dev.lamina.view.chart.Picture;
import dev.lamina.view.chart.PictureGrid;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Run;
import dev.lamina.view.chart.Series;
import dev.lamina.view.report.Report.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import org.tensorflow.ndarray.Shape;

/** A report with everything that a report can have, as a browser shows it. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageTest {
  private static final String FIRST = "section:nth-of-type(2) > figure:first-of-type ";

  private Browser browser;

  @BeforeAll
  void open(@TempDir Path folder) {
    browser = Browser.open(report().write(folder));
  }

  @AfterAll
  void close() {
    browser.close();
  }

  @BeforeEach
  void asOnADesk() {
    browser.dark(false);
    browser.resize(1200, 900);
    browser.reload();
  }

  private static Report report() {
    List<Run> runs =
        List.of(new Run("quick", Histories.of(3, 20)), new Run("slow", Histories.of(2, 200)));
    double nan = Double.NaN;
    Series gaps = Series.line("gaps", new double[] {1, 2, 3, 4}, new double[] {1, nan, 0, 2});
    List<Long> row = Collections.nCopies(10, 1234L);
    ConfusionChart confusion =
        ConfusionChart.of("Ten", new ConfusionMatrix(Collections.nCopies(10, row)));
    Picture picture = Picture.of(Shape.of(2, 2, 1), new float[] {0, 1, 1, 0});
    PictureGrid.Captioned captioned =
        new PictureGrid.Captioned(picture, "0 as 1: 0.93", "A picture");
    PictureGrid pictures =
        new PictureGrid("Pictures", "Twenty pictures", Collections.nCopies(20, captioned));
    Table table = Table.of(Column.left(""), Column.right("value")).row("SHA-256", "0f".repeat(32));
    return Report.of("Everything", "What a report can have.")
        .section(Section.of("Table").add(Html.table("One value", table)))
        .section(Sections.curves(runs))
        .section(
            Section.of("More")
                .plot("gaps", Plot.of("Gaps", "x", "y", List.of(gaps)).logarithmicY())
                .plot("nothing", Plot.of("Nothing", "x", "y", List.of()))
                .plot("scatter", scatter())
                .add(Figure.of("confusion", confusion))
                .add(Figure.of("pictures", pictures))
                .add(Html.markup("<svg width=\"900\" height=\"100\"><rect width=\"900\"/></svg>")));
  }

  private static Plot scatter() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    double[] x = IntStream.range(0, 300).mapToDouble(i -> i % 100 / 100.0).toArray();
    double[] y =
        IntStream.range(0, 300).mapToDouble(i -> 2 * x[i] + random.nextGaussian()).toArray();
    return Plot.scatter("y = 2x + noise", x, y).leastSquares();
  }

  private List<String> legend() {
    return browser.texts(FIRST + ".u-legend .u-value");
  }

  @Test
  void opensFromDiskWithoutErrorsAndAsksForNothingElse() {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.endsWith("index.html"));
    assertThat(browser.run("return performance.getEntriesByType('resource').length")).isEqualTo(0L);
  }

  @Test
  void drawsEveryPlot() {
    assertThat(browser.texts("figure.plot canvas")).hasSize(7);
    assertThat(browser.find(FIRST + ".paper").isDisplayed()).isFalse();
  }

  @Test
  void showsValuesWhereTheMouseIs() {
    assertThat(legend()).containsOnly("–");

    browser.actions().moveToElement(browser.find(FIRST + ".u-over")).perform();

    assertThat(legend()).hasSize(3).doesNotContain("–");
    assertThat(Double.parseDouble(legend().get(0))).isBetween(190.0, 210.0);
    assertThat(Double.parseDouble(legend().get(2))).isBetween(0.12, 0.15);
  }

  @Test
  void drawsOverAnotherXAndOnLogarithmicScales() {
    WebElement choice = browser.find(FIRST + "select");
    choice.sendKeys("seconds");
    assertThat(browser.texts(FIRST + ".u-legend .u-label").get(0)).isEqualTo("seconds");
    browser.find(FIRST + "label:nth-of-type(2) input").click();
    browser.find(FIRST + "label:nth-of-type(3) input").click();
    assertThat(browser.console()).isEmpty();
    assertThat(browser.texts(FIRST + "canvas")).hasSize(1);
  }

  @Test
  void looksCloserWhereTheMouseIsDragged() {
    WebElement plot = browser.find(FIRST + ".u-over");
    browser
        .actions()
        .moveToElement(plot, -100, 0)
        .clickAndHold()
        .moveByOffset(50, 0)
        .release()
        .perform();
    browser.actions().moveToElement(plot, -plot.getSize().getWidth() / 2 + 1, 0).perform();
    assertThat(Double.parseDouble(legend().get(0))).isGreaterThan(100);

    browser.find(FIRST + "button").click();
    browser.actions().moveToElement(browser.find(FIRST + ".u-over"), -plotHalf() + 1, 0).perform();
    assertThat(Double.parseDouble(legend().get(0))).isLessThan(5);
  }

  private int plotHalf() {
    return browser.find(FIRST + ".u-over").getSize().getWidth() / 2;
  }

  @Test
  void saysInWordsWhatIsToBeSeen() {
    assertThat(
            browser.run(
                "return [...document.images].every(image => image.alt)"
                    + " && [...document.querySelectorAll('canvas')].every(c => c.ariaLabel)"
                    + " && [...document.querySelectorAll('table:not(.u-legend)')].every(t => t.caption)"))
        .isEqualTo(true);
  }

  @Test
  void fitsAPhone() throws IOException {
    browser.resize(360, 740);

    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
    browser.screenshot("report-phone");
  }

  @Test
  void isReadInTheDark() throws IOException {
    browser.screenshot("report-light");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");

    browser.dark(true);

    assertThat(background()).isEqualTo("rgb(21, 24, 28)");
    assertThat(browser.console()).isEmpty();
    browser.screenshot("report-dark");
  }

  private Object background() {
    return browser.run("return getComputedStyle(document.documentElement).backgroundColor");
  }
}
