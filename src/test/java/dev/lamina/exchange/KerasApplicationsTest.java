package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.layer.FloatArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/**
 * The networks that Keras comes with, of which {@code make.py} beside the files made the layers and
 * predictions. Weights are a formula there and here.
 */
class KerasApplicationsTest {
  private static final Path FILES = Path.of("src/test/resources/keras/applications");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VGG16",
        "ResNet50",
        "ResNet50V2",
        "MobileNet",
        "MobileNetV2",
        "MobileNetV3Small",
        "DenseNet121",
        "InceptionV3",
        "Xception",
        "EfficientNetB0",
        "EfficientNetV2B0",
        "NASNetMobile",
        "ConvNeXtTiny"
      })
  void predictsWhatKerasDoes(String name) throws IOException {
    Path file = FILES.resolve(name + ".json.gz");
    JsonNode golden;
    try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
      golden = new ObjectMapper().readTree(stream);
    }
    GoldenPredictions.check(
        KerasFile.read(
            file, golden.path("config"), group -> arrays(golden.path("variables").path(group))),
        array(golden.path("input")).values(),
        GoldenPredictions.floats(golden.path("output")));
  }

  private static List<FloatArray> arrays(JsonNode formulas) {
    List<FloatArray> arrays = new ArrayList<>();
    formulas.forEach(formula -> arrays.add(array(formula)));
    return arrays;
  }

  private static FloatArray array(JsonNode formula) {
    Shape shape = Shape.of();
    for (JsonNode size : formula.path("shape")) {
      shape = shape.append(size.asLong());
    }
    int seed = (int) formula.path("seed").asLong();
    float scale = (float) formula.path("scale").asDouble();
    float offset = (float) formula.path("offset").asDouble();
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = offset + scale * (uniform(seed, i) - 0.5f);
    }
    return new FloatArray(shape, values);
  }

  /** A hash of seed and place, in [0, 1). */
  private static float uniform(int seed, int place) {
    int x = place * 0x9E3779B1 + seed;
    x = (x ^ (x >>> 16)) * 0x85EBCA6B;
    x = (x ^ (x >>> 13)) * 0xC2B2AE35;
    x ^= x >>> 16;
    return (x >>> 8) / (float) (1 << 24);
  }
}
