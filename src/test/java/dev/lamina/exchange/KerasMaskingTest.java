package dev.lamina.exchange;

import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.Values;
import dev.lamina.engine.Jit;
import dev.lamina.io.FileException;
import dev.lamina.model.Evaluation;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Settings;
import dev.lamina.network.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Sequences of which some steps do not count; {@code make.py} beside the files makes them. */
class KerasMaskingTest {
  private static final Path FILES = Path.of("src/test/resources/keras/masking");
  private static final int EXAMPLES = 8;

  /** What XLA compiles in a moment. */
  private static final Set<String> COMPILED = Set.of("lstm", "normalized", "pooled");

  private static final JsonNode EXPECTED = expected();

  @TempDir private Path folder;

  private static JsonNode expected() {
    try {
      return new ObjectMapper().readTree(FILES.resolve("expected.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> names() {
    Iterable<String> names = EXPECTED::fieldNames;
    return StreamSupport.stream(names.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("names")
  void predictsAndTrainsAsKerasDoes(String name) {
    JsonNode golden = EXPECTED.path(name);
    Pretrained read = read(name);
    Dataset data = data(read, golden, name.equals("tags"));
    try (Model model = read.compile(settings(name))) {
      assertNear(flat(model.predict(data)), golden.path("prediction"), 1e-5f);

      Evaluation evaluation = model.evaluate(data);
      assertNear(
          new float[] {
            (float) evaluation.loss(), evaluation.metrics().values().iterator().next().floatValue()
          },
          golden.path("evaluation"),
          1e-5f);
      float[] weights = new float[EXAMPLES];
      for (int i = 0; i < EXAMPLES; i++) {
        weights[i] = 0.5f + i / (EXAMPLES - 1f);
      }
      assertThat(model.evaluate(data.sampleWeights(weights)).loss())
          .isCloseTo(golden.path("weighted").asDouble(), within(1e-5));

      History history = model.fit(data.batch(EXAMPLES), Fit.epochs(5));
      double[] losses = history.values("loss");
      float[] rounded = new float[losses.length];
      for (int i = 0; i < losses.length; i++) {
        rounded[i] = (float) losses[i];
      }
      assertNear(rounded, golden.path("losses"), 1e-4f);
      assertNear(flat(model.predict(data)), golden.path("trained"), 1e-4f);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void writesWhatPredictsTheSame(String name) {
    Path written = folder.resolve("again.keras");
    KerasFile.write(read(name), written);

    JsonNode golden = EXPECTED.path(name);
    Pretrained again = KerasFile.read(written);
    Dataset data = data(again, golden, name.equals("tags"));
    try (Model model = again.compile(settings(name))) {
      assertNear(flat(model.predict(data)), golden.path("prediction"), 1e-5f);
    }
  }

  @Test
  void refusesAMaskThatIsNotTheInputs() {
    assertThatThrownBy(() -> read("own"))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("it is called with a mask of its own, but Lamina's layers take");
  }

  private static Settings settings(String name) {
    Settings settings =
        name.equals("tags")
            ? Settings.of(sgd(0.1f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
            : Settings.of(sgd(0.1f), meanSquaredError(), meanAbsoluteError());
    return settings.jit(COMPILED.contains(name) ? Jit.ON : Jit.OFF);
  }

  private static Pretrained read(String name) {
    return KerasFile.read(FILES.resolve(name + ".keras"));
  }

  private static Dataset data(Pretrained network, JsonNode golden, boolean tags) {
    Map<String, Values> x = new HashMap<>();
    Iterator<JsonNode> given = golden.path("x").iterator();
    for (Part part : network.network().inputs().list()) {
      x.put(part.name(), values(part.shape(), given.next()));
    }
    Part output = network.network().outputs().list().get(0);
    Shape target = tags ? output.shape().take(1) : output.shape();
    return Dataset.of(x, Map.of(output.name(), values(target, golden.path("y"))));
  }

  private static Values values(Shape example, JsonNode numbers) {
    return Values.of(GoldenPredictions.floats(numbers))
        .reshape(example.prepend(EXAMPLES).asArray());
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[i].length, rows[i].length);
    }
    return flat;
  }

  private static void assertNear(float[] got, JsonNode wanted, float tolerance) {
    assertThat(got).containsExactly(GoldenPredictions.floats(wanted), within(tolerance));
  }
}
