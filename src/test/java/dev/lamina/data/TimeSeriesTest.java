package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class TimeSeriesTest {

  /** Keras' answers, by {@code src/test/python/pipelines.py}. */
  @Test
  void windowsAreThoseOfKeras() throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(Path.of("src", "test", "resources", "golden", "series.json").toFile());
    float[][] values = new float[20][];
    Arrays.setAll(values, i -> new float[] {2 * i, 2 * i + 1});
    assertThat(golden.size()).isEqualTo(54);
    golden
        .properties()
        .forEach(
            each -> {
              int[] given =
                  Arrays.stream(each.getKey().split(",")).mapToInt(Integer::parseInt).toArray();
              float[][] targets = new float[given[3]][];
              Arrays.setAll(targets, i -> new float[] {100 + i});
              Dataset windows = TimeSeries.windows(values, targets, given[0], given[1], given[2]);
              assertThat(windows.size()).as(each.getKey()).isEqualTo(each.getValue().size());
              for (int i = 0; i < windows.size(); i++) {
                Example window = windows.get(i);
                assertThat(window.y())
                    .containsExactly((float) each.getValue().get(i).get(1).asDouble());
                for (int k = 0; k < window.x().length; k++) {
                  assertThat(window.x()[k])
                      .isEqualTo((float) each.getValue().get(i).get(0).get(k).asDouble());
                }
              }
            });
  }

  @Test
  void givesWhatComesNext() {
    Dataset windows = TimeSeries.windows(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 3, 2, 2);
    assertThat(windows.xShape()).isEqualTo(Shape.of(3, 1));
    assertThat(windows.yShape()).isEqualTo(Shape.of(2));
    assertThat(windows.size()).isEqualTo(2);
    assertThat(windows.get(1).x()).containsExactly(2, 3, 4);
    assertThat(windows.get(1).y()).containsExactly(5, 6);
    Dataset two = TimeSeries.windows(new float[][] {{0, 1}, {2, 3}, {4, 5}}, 2, 1, 1);
    assertThat(two.yShape()).isEqualTo(Shape.of(1, 2));
    assertThat(two.get(0).y()).containsExactly(4, 5);
  }

  @Test
  void refusesWindowsThatDoNotFit() {
    assertThatThrownBy(() -> TimeSeries.windows(new float[4], 3, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spans 5, but the series has 4");
    assertThatThrownBy(() -> TimeSeries.windows(new float[4], 0, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> TimeSeries.windows(new float[][] {{1}, {1, 2}}, 1, 1, 1))
        .hasMessageContaining("row 1 of values has 2 values, but row 0 has 1");
  }
}
