package dev.lamina.exchange;

import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.Values;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Fit;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Settings;
import dev.lamina.network.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random models of Keras, drawn and computed by {@code src/test/python/keras_models.py}. {@code
 * -Dkeras.models=FOLDER} runs those of a folder, and leaves there what Lamina writes of them, which
 * the script checks in Keras.
 */
class KerasModelsTest {
  private static final String GIVEN = System.getProperty("keras.models", "");
  private static final Path FILES =
      Path.of(GIVEN.isEmpty() ? "src/test/resources/keras/models" : GIVEN);

  /** Of the largest number of an array; what is nearer is float32. */
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path temporary;

  static List<Arguments> models() throws IOException {
    List<Arguments> models = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
          models.add(
              Arguments.of(name.replace(".json", ""), models.size() % 4 == 0 ? Jit.ON : Jit.OFF));
        }
      }
    }
    return models;
  }

  @ParameterizedTest
  @MethodSource("models")
  void predictsTrainsAndIsWrittenAsInKeras(String name, Jit jit) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(FILES.resolve(name + ".json").toFile());
    Pretrained read = KerasFile.read(FILES.resolve(name + ".keras"));
    Map<String, FloatArray> trained =
        KerasFile.read(FILES.resolve(name + "-trained.keras")).weights();
    Dataset data = data(read.network(), golden);
    try (Model model = read.compile(settings(read.network()).jit(jit))) {
      checkNear(name + " outputs", flat(model.predict(data)), flat(rows(golden.path("outputs"))));

      int examples = golden.path("targets").size();
      float[] losses = GoldenPredictions.floats(golden.path("losses"));
      checkNear(
          name + " losses",
          model.fit(data.batch(examples), Fit.epochs(losses.length)).losses(),
          losses);
      Map<String, FloatArray> weights = model.weights();
      assertThat(weights.keySet()).isEqualTo(trained.keySet());
      trained.forEach(
          (weight, want) ->
              checkNear(
                  name + " " + weight,
                  Objects.requireNonNull(weights.get(weight)).values(),
                  want.values()));

      Path folder = GIVEN.isEmpty() ? temporary : Files.createDirectories(FILES.resolve("written"));
      Path written = folder.resolve(name + ".keras");
      KerasFile.write(model, written);
      Pretrained again = KerasFile.read(written);
      assertThat(inKeras(again.weights())).isEqualTo(inKeras(weights));
      try (Model same = again.compile(settings(again.network()).jit(jit))) {
        assertThat(same.predict(data(again.network(), golden))).isDeepEqualTo(model.predict(data));
      }
      if (!GIVEN.isEmpty()) {
        model.fit(data.batch(examples), Fit.epochs(5));
        KerasFile.write(model, folder.resolve(name + "-more.keras"));
      }
    }
  }

  /** Keras' names of layers have no slashes. */
  private static Map<String, FloatArray> inKeras(Map<String, FloatArray> weights) {
    Map<String, FloatArray> named = new TreeMap<>();
    weights.forEach(
        (name, array) -> {
          int end = name.lastIndexOf('/');
          named.put(name.substring(0, end).replace('/', '_') + name.substring(end), array);
        });
    return named;
  }

  private static Settings settings(Functional network) {
    Settings settings = Settings.of(sgd(0.02f));
    for (String output : network.outputs().names()) {
      settings = settings.loss(output, meanSquaredError());
    }
    return settings;
  }

  private static Dataset data(Functional network, JsonNode golden) {
    Map<String, Values> x = new LinkedHashMap<>();
    Iterator<JsonNode> inOrder = golden.path("inputs").iterator();
    for (Part part : network.inputs().list()) {
      JsonNode only = inOrder.next();
      JsonNode named = golden.path("inputs").path(part.name());
      x.put(part.name(), values(part, rows(named.isMissingNode() ? only : named)));
    }
    Map<String, Values> y = new LinkedHashMap<>();
    network
        .outputs()
        .split(rows(golden.path("targets")))
        .forEach((name, rows) -> y.put(name, values(network.outputs().get(name), rows)));
    return Dataset.of(x, y);
  }

  private static Values values(Part part, float[][] rows) {
    return Values.of(rows).reshape(part.shape().prepend(rows.length).asArray());
  }

  private static float[][] rows(JsonNode rows) {
    float[][] arrays = new float[rows.size()][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = GoldenPredictions.floats(rows.get(i));
    }
    return arrays;
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[i].length, rows[i].length);
    }
    return flat;
  }

  private static void checkNear(String what, float[] got, float[] want) {
    double largest = 1;
    for (float each : want) {
      largest = Math.max(largest, Math.abs(each));
    }
    assertThat(got).as(what).hasSameSizeAs(want);
    for (int i = 0; i < want.length; i++) {
      assertThat(Math.abs((double) got[i] - want[i]))
          .as("%s[%s] is %s, Keras has %s", what, i, got[i], want[i])
          .isLessThanOrEqualTo(TOLERANCE * largest);
    }
  }
}
