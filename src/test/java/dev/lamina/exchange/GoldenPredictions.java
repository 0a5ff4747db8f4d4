package dev.lamina.exchange;

import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/** What another library computed: {@code {"input": ..., "output": ...}}. */
final class GoldenPredictions {
  private GoldenPredictions() {}

  /** Checks that a network with weights gives the outputs of a file to 1e-5. */
  static void check(Path file, Pretrained pretrained) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    Shape shape = pretrained.network().inputShape();
    float[][] inputs = rows(floats(golden.path("input").path("data")), (int) shape.size());
    float[] wanted = floats(golden.path("output").path("data"));
    try (Model model = pretrained.compile(sgd(0), meanSquaredError())) {
      float[][] got = model.predict(Dataset.ofInputs(inputs).reshape(shape));

      float[][] rows = rows(wanted, wanted.length / inputs.length);
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows[i].length; j++) {
          double allowed = 1e-5 * Math.max(1, Math.abs(rows[i][j]));
          assertThat(Math.abs((double) got[i][j] - rows[i][j]))
              .as("example %d, output %d is %s instead of %s", i, j, got[i][j], rows[i][j])
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

  private static float[] floats(JsonNode numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers.get(i).asDouble();
    }
    return floats;
  }
}
