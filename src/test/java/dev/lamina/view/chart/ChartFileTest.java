package dev.lamina.view.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.io.FileException;
import dev.lamina.train.metric.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartFileTest {
  private static final double NAN = Double.NaN;
  private static final double[] X = {1, 2, 3, 4, 5, 6};

  @TempDir private Path folder;

  private static Plot plot(double... y) {
    return Plot.of("Loss", "updates", "loss", List.of(Series.line("a < b", X, y)));
  }

  @Test
  void writesSvgThatSaysWhatIsToBeSeen() throws IOException {
    Path file = folder.resolve("charts/loss.svg");

    plot(6, 5, 4, 3, 2, 1).write(file);

    assertThat(Files.readString(file))
        .contains("<svg", "viewBox=\"0 0 900 480\"", "role=\"img\"")
        .containsPattern("<title[^>]*>Loss</title")
        .contains("Loss, over updates. a &lt; b: from 6.000 to 1.000.");
  }

  @Test
  void writesPngOfTwiceTheSize() throws IOException {
    Path file = folder.resolve("LOSS.PNG");

    plot(6, 5, 4, 3, 2, 1).write(file, Theme.DARK);

    assertThat(ImageIO.read(file.toFile()))
        .satisfies(
            image -> {
              assertThat(image.getWidth()).isEqualTo(1800);
              assertThat(image.getHeight()).isEqualTo(960);
              assertThat(image.getRGB(2, 2)).isEqualTo(0xFF15181C);
            });
  }

  @Test
  void writesNothingElse() {
    Path file = folder.resolve("loss.gif");

    assertThatThrownBy(() -> plot(X).write(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A chart is written to a file that ends in .svg or .png, but got " + file + ".");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysThatAFileCannotBeWritten() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> plot(X).write(inTheWay.resolve("loss.svg")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("loss.svg cannot be written");
  }

  static Stream<Chart> difficultCharts() {
    Plot gaps = plot(1, NAN, Double.POSITIVE_INFINITY, 0, -1, 2);
    return Stream.of(
        gaps,
        gaps.logarithmicY(),
        gaps.logarithmicX().logarithmicY(),
        plot(NAN, NAN, NAN, NAN, NAN, NAN),
        plot(0, 0, 0, 0, 0, 0).logarithmicY(),
        plot(1e30, 1e-30, 1, 2, 3, 4),
        plot(5, 5, 5, 5, 5, 5),
        Plot.of("none", "x", "y", List.of()),
        Plot.of("empty", "x", "y", List.of(Series.line("a", new double[0], new double[0]))),
        Plot.of("one", "x", "y", List.of(Series.line("a", new double[] {3}, new double[] {4}))),
        Plot.of("twins", "x", "y", List.of(Series.line("a", X, X), Series.points("a", X, X))),
        ConfusionChart.of("nobody", new ConfusionMatrix(List.of(List.of(0L, 0L), List.of(0L, 0L)))),
        new PictureGrid("nothing", "no pictures", List.of()));
  }

  @ParameterizedTest
  @MethodSource("difficultCharts")
  void drawsWhatIsDifficult(Chart chart) throws IOException {
    Path file = folder.resolve("difficult.png");

    chart.write(file);

    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2 * chart.width());
    assertThat(chart.svg(Theme.LIGHT)).contains("<svg", "<title", "<desc");
  }
}
