package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.model.TrainingSpec;
import dev.lamina.spec.Specs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.tensorflow.ndarray.Shape;

/**
 * Cases that Keras computed. They are read from the folder that the system property {@code
 * golden.dir} names, or from the test resources.
 */
final class Golden {
  private static final String FOLDER = System.getProperty("golden.dir", "");

  private static final Specs SPECS = TrainingSpec.specs();

  private Golden() {}

  /** The cases of a file, in the file's order. */
  static Stream<Case> cases(String file) {
    List<Case> cases = new ArrayList<>();
    try (InputStream stream = open(file)) {
      for (JsonNode json : new ObjectMapper().readTree(stream)) {
        cases.add(new Case(json));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases.stream();
  }

  /** The cases of a compressed file with one on each line, in the file's order. */
  static Stream<Case> lines(String file) {
    List<Case> cases = new ArrayList<>();
    try (InputStream stream = new GZIPInputStream(open(file));
        MappingIterator<JsonNode> lines =
            new ObjectMapper().readerFor(JsonNode.class).readValues(stream)) {
      lines.forEachRemaining(json -> cases.add(new Case(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases.stream();
  }

  /** A folder of other cases may have some of the files; the others are the project's own. */
  private static InputStream open(String file) throws IOException {
    if (!FOLDER.isEmpty() && !Files.isDirectory(Path.of(FOLDER))) {
      throw new IllegalStateException("-Dgolden.dir=%s is no folder".formatted(FOLDER));
    }
    if (!FOLDER.isEmpty() && Files.exists(Path.of(FOLDER, file))) {
      return Files.newInputStream(Path.of(FOLDER, file));
    }
    InputStream stream = Golden.class.getResourceAsStream("/golden/" + file);
    if (stream == null) {
      throw new IllegalStateException("no test resource /golden/" + file);
    }
    return stream;
  }

  /** One case, shown in reports by its name. */
  record Case(JsonNode json) {

    JsonNode get(String key) {
      JsonNode value = json.get(key);
      if (value == null) {
        throw new IllegalStateException("no " + key + " in " + json);
      }
      return value;
    }

    /** What the case's spec of this name says. */
    <T> T read(Class<T> kind, String key) {
      return SPECS.read(kind, get(key));
    }

    /** The network and what trains it. */
    TrainingSpec training() {
      ObjectNode spec = JsonNodeFactory.instance.objectNode();
      for (String key : List.of("inputShape", "layers", "optimizer", "loss")) {
        spec.set(key, get(key));
      }
      return TrainingSpec.read(SPECS, spec.toString());
    }

    Array array(String key) {
      return Array.of(get(key));
    }

    @Override
    public String toString() {
      return json.path("name").asText();
    }
  }

  /** A tensor of a case; whole numbers are read as floats, as Lamina's data sets hold them. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Array(Shape shape, float[] data) {

    static Array of(JsonNode json) {
      long[] sizes = new long[json.path("shape").size()];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = json.path("shape").get(i).asLong();
      }
      return new Array(Shape.of(sizes), floats(json.path("data")));
    }

    static float[] floats(JsonNode json) {
      float[] values = new float[json.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) json.get(i).asDouble();
      }
      return values;
    }

    /** The shape of one example. */
    Shape example() {
      return shape.takeLast(shape.numDimensions() - 1);
    }

    /** The same numbers as {@code [batch, ...example]}. */
    Array examples(Shape example) {
      return new Array(example.prepend(shape.get(0)), data);
    }
  }
}
