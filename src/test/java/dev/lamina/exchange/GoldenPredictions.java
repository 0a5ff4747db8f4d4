package dev.lamina.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.Values;
import dev.lamina.engine.Device;
import dev.lamina.engine.Inference;
import dev.lamina.model.Pretrained;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What another library computed: {@code {"input": ..., "output": ...}}. */
final class GoldenPredictions {
  private GoldenPredictions() {}

  /** Checks that a network with weights gives the outputs of a file to 1e-5. */
  static void check(Path file, Pretrained pretrained) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    check(
        pretrained,
        floats(golden.path("input").path("data")),
        floats(golden.path("output").path("data")));
  }

  /**
   * Checks that a network with weights gives outputs to 1e-5.
   *
   * @param inputs the rows of all inputs, one example after the other
   */
  static void check(Pretrained pretrained, float[] inputs, float[] wanted) {
    Parts parts = pretrained.network().inputs();
    float[][] rows = rows(inputs, (int) parts.size());
    Map<String, Values> given = new HashMap<>();
    for (Part part : parts.list()) {
      int begin = (int) parts.offset(part.name());
      int size = (int) part.shape().size();
      float[][] own =
          Stream.of(rows)
              .map(row -> Arrays.copyOfRange(row, begin, begin + size))
              .toArray(float[][]::new);
      given.put(part.name(), Values.of(own).reshape(part.shape().prepend(rows.length).asArray()));
    }
    try (Inference inference =
        Inference.of(pretrained.network(), pretrained.weights(), Device.AUTO.resolve())) {
      float[][] got = inference.predict(Dataset.of(given, Map.of()));
      float[][] want = rows(wanted, wanted.length / rows.length);
      for (int i = 0; i < want.length; i++) {
        for (int j = 0; j < want[i].length; j++) {
          double allowed = 1e-5 * Math.max(1, Math.abs(want[i][j]));
          assertThat(Math.abs((double) got[i][j] - want[i][j]))
              .as("example %s, output %s is %s instead of %s", i, j, got[i][j], want[i][j])
              .isLessThanOrEqualTo(allowed);
        }
      }
    }
  }

  private static float[][] rows(float[] values, int width) {
    float[][] rows = new float[values.length / width][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
    return rows;
  }

  static float[] floats(JsonNode numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers.get(i).asDouble();
    }
    return floats;
  }
}
