package dev.lamina.view.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.view.live.Curve.Point;
import org.junit.jupiter.api.Test;

class CurveTest {

  private static Curve line(int count) {
    Curve curve = new Curve();
    for (int i = 1; i <= count; i++) {
      curve.add(i, i);
    }
    return curve;
  }

  @Test
  void hasAPointForEachValueAtFirst() {
    assertThat(line(3).points()).containsExactly(new Point(1, 1), new Point(2, 2), new Point(3, 3));
  }

  @Test
  void halvesItsPointsWhenTheyAreTooManyAndKeepsTheirMeans() {
    assertThat(line(1000).points())
        .hasSize(500)
        .startsWith(new Point(2, 1.5), new Point(4, 3.5))
        .endsWith(new Point(1000, 999.5));
  }

  @Test
  void endsWithTheLastValueEvenIfItsPointIsNotFull() {
    assertThat(line(1003).points())
        .hasSize(502)
        .endsWith(new Point(1002, 1001.5), new Point(1003, 1003));
  }

  @Test
  void staysBoundedHoweverLongItGrows() {
    assertThat(line(1_000_000).points())
        .hasSizeBetween(Curve.MOST_POINTS / 2, Curve.MOST_POINTS)
        .last()
        .extracting(Point::x)
        .isEqualTo(1_000_000L);
  }
}
