package dev.lamina.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares with what Keras' layers make of the same values: {@code
 * src/test/python/preprocessing.py}.
 */
class FeatureTest {

  static List<JsonNode> cases() throws IOException {
    try (InputStream packed =
        FeatureTest.class.getResourceAsStream("/prepare/preprocessing.json.gz")) {
      List<JsonNode> cases = new ArrayList<>();
      new ObjectMapper().readTree(new GZIPInputStream(packed)).forEach(cases::add);
      return cases;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheNumbersOfKeras(JsonNode golden) {
    Feature feature = Feature.specs().read(Feature.class, golden.path("feature"));
    Feature adapted = feature.adapt(table(golden.path("train")).column("c"));
    Preparation prepared =
        new Preparation(
            List.of(new Preparation.PreparedInput("x", List.of(adapted))),
            new Target("none", List.of(), 0, 1));

    Dataset numbers = prepared.inputs(table(golden.path("test")));

    JsonNode wanted = golden.path("output");
    assertThat(numbers.size()).isEqualTo(wanted.size());
    for (int row = 0; row < wanted.size(); row++) {
      float[] x = numbers.get(row).x();
      assertThat(x).as("row %s", row).hasSize(wanted.get(row).size());
      for (int i = 0; i < x.length; i++) {
        float want = wanted.get(row).get(i).floatValue();
        assertThat(x[i])
            .as("%s, row %s, number %s", golden.path("feature"), row, i)
            .isCloseTo(want, Offset.offset(1e-5f + 1e-4f * Math.abs(want)));
      }
    }
  }

  private static Table table(JsonNode values) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (JsonNode value : values) {
      Map<String, Object> row = new HashMap<>();
      row.put(
          "c",
          value.isNumber() ? (Object) value.doubleValue() : value.isNull() ? null : value.asText());
      rows.add(row);
    }
    return Table.ofRows(rows);
  }
}
