package dev.lamina.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Series;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FigureTest {

  private static String json(double[] x, double[] y) {
    Plot plot = Plot.of("Loss", "updates", "loss", List.of(Series.line("</script><!--", x, y)));
    return Figure.json(List.of(plot, plot.logarithmicX()));
  }

  @Test
  void isWhatThePageDraws() {
    assertThat(json(new double[] {1, 2, 8_865_500}, new double[] {1 / 3.0, Double.NaN, 1e-9}))
        .isEqualTo(
            "{\"description\":\"Loss, over updates. \\u003C/script>\\u003C!--: from 0.3333 to"
                + " 1.000e-09, with gaps.\",\"y\":{\"label\":\"loss\",\"log\":false},\"views\":["
                + "{\"x\":{\"label\":\"updates\",\"log\":false},\"series\":[{\"name\":"
                + "\"\\u003C/script>\\u003C!--\",\"mark\":\"line\",\"x\":[1,2,8865500],\"y\":"
                + "[0.33333333,null,1.0000000E-9]}]},"
                + "{\"x\":{\"label\":\"updates\",\"log\":true},\"series\":[{\"name\":"
                + "\"\\u003C/script>\\u003C!--\",\"mark\":\"line\",\"x\":[1,2,8865500],\"y\":"
                + "[0.33333333,null,1.0000000E-9]}]}]}");
  }

  @Test
  void isThinned() throws JsonProcessingException {
    double[] x = IntStream.range(0, 100_000).mapToDouble(i -> i).toArray();

    JsonNode json = new ObjectMapper().readTree(json(x, x));

    assertThat(json.at("/views/0/series/0/x").size()).isBetween(1000, 2002);
    assertThat(json.at("/views/0/series/0/y")).isEqualTo(json.at("/views/0/series/0/x"));
  }
}
