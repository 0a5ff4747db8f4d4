package dev.lamina.view.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The colours keep the bounds of WCAG 2 and stay apart for people who lack a kind of cone. */
class ThemeTest {
  private static final double GRAPHICS = 3;
  private static final double TEXT = 7;

  /** CIELAB distances from about 10 on are seen at a glance. */
  private static final double APART = 15;

  /**
   * How people see, by Machado, Oliveira and Fernandes (2009): with all cones or with two kinds.
   */
  private static final List<double[][]> EYES =
      List.of(
          new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          },
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          },
          new double[][] {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
          });

  static Stream<Theme> themes() {
    return Stream.of(Theme.LIGHT, Theme.DARK);
  }

  @ParameterizedTest
  @MethodSource("themes")
  void linesAndTextStandOutAgainstTheBackground(Theme theme) {
    assertThat(theme.lines()).allMatch(line -> contrast(line, theme.background()) >= GRAPHICS);
    assertThat(contrast(theme.text(), theme.background())).isGreaterThan(TEXT);
    assertThat(contrast(theme.text(), theme.right())).isGreaterThan(4.5);
    assertThat(contrast(theme.text(), theme.wrong())).isGreaterThan(GRAPHICS);
  }

  @ParameterizedTest
  @MethodSource("themes")
  void everybodyTellsTheLinesApart(Theme theme) {
    for (double[][] eye : EYES) {
      for (int i = 0; i < theme.lines().size(); i++) {
        for (int k = 0; k < i; k++) {
          assertThat(
                  distance(
                      lab(times(eye, linear(theme.line(i)))),
                      lab(times(eye, linear(theme.line(k))))))
              .as("%s and %s", theme.line(i), theme.line(k))
              .isGreaterThan(APART);
        }
      }
    }
  }

  @Test
  void coloursBeginAgain() {
    assertThat(Theme.LIGHT.line(5)).isEqualTo(Theme.LIGHT.line(0));
  }

  private static double contrast(String a, String b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(String colour) {
    double[] rgb = linear(colour);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static double[] linear(String colour) {
    float[] rgb = Color.decode(colour).getRGBColorComponents(null);
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      linear[i] = rgb[i] <= 0.04045 ? rgb[i] / 12.92 : Math.pow((rgb[i] + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return Stream.of(matrix)
        .mapToDouble(row -> row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
        .map(value -> Math.max(0, Math.min(1, value)))
        .toArray();
  }

  private static double[] lab(double[] rgb) {
    double x = bent((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    double y = bent(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    double z = bent((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double bent(double value) {
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }
}
