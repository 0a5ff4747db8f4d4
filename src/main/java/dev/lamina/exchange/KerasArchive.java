package dev.lamina.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Values;
import dev.lamina.io.Archive;
import dev.lamina.io.AtomicFile;
import dev.lamina.io.FileException;
import dev.lamina.io.Limits;
import dev.lamina.io.Reading;
import dev.lamina.io.Staging;
import dev.lamina.layer.FloatArray;
import dev.lamina.persist.ForeignFile;
import dev.lamina.spec.Json;
import dev.lamina.text.Messages;
import dev.lamina.text.Numbers;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A {@code .keras} file: a zip archive with the model's layers as JSON and its variables as HDF5.
 *
 * <p>The groups of the HDF5 file follow the model's attributes, such as {@code layers/dense_1}, and
 * hold variables by their numbers, {@code vars/0}, {@code vars/1}.
 */
final class KerasArchive implements AutoCloseable {
  private static final String METADATA = "metadata.json";
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String VERSION = "keras_version";

  /** The version whose form is written. */
  private static final String WRITTEN = "3.15.0";

  private static final ObjectMapper JSON = Json.mapper().build();

  /** How many times its size the weights' file may unpack to. */
  private static final long COMPRESSED = 64;

  private final Path file;
  private final JsonNode config;
  private final long weights;
  private final HdfFile hdf;

  private KerasArchive(Path file, JsonNode config, long weights, HdfFile hdf) {
    this.file = file;
    this.config = config;
    this.weights = weights;
    this.hdf = hdf;
  }

  /**
   * Opens a file.
   *
   * @throws FileException if it is missing, damaged, or was not written by Keras 3
   */
  static KerasArchive open(Path file) {
    if (!Files.exists(file)) {
      throw new FileException("There is no file %s; check the name.".formatted(file));
    }
    ForeignFile.refuse(file, ForeignFile.KERAS);
    return Reading.of(file, FileException::new, () -> opened(file));
  }

  private static KerasArchive opened(Path file) throws IOException {
    try (Archive zip = new Archive(file)) {
      checkVersion(file, json(file, zip, METADATA).path(VERSION).asText());
      JsonNode config = json(file, zip, CONFIG);
      byte[] weights = bytes(file, zip, WEIGHTS, Limits.unpacked());
      return new KerasArchive(
          file, config, weights.length, read(file, () -> HdfFile.fromBytes(weights)));
    } catch (ZipException e) {
      throw new FileException(
          "%s is no whole .keras file (%s); write it by model.save(\"name.keras\") in Keras 3."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * Writes a file.
   *
   * @param config the model
   * @param variables of each group, in their order
   * @throws FileException if that fails; a file that was there before is as it was
   */
  static void write(Path file, JsonNode config, Map<String, List<FloatArray>> variables) {
    AtomicFile.write(
        file,
        channel -> {
          ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
          put(
              zip,
              METADATA,
              JSON.createObjectNode().put(VERSION, WRITTEN).toString().getBytes(UTF_8));
          put(zip, CONFIG, config.toString().getBytes(UTF_8));
          putHdf(zip, file, variables);
          zip.finish();
        });
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write(bytes);
  }

  /** The same model is always the same file. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    return entry;
  }

  /** The library writes to files alone, here to one beside the target. */
  private static void putHdf(
      ZipOutputStream zip, Path target, Map<String, List<FloatArray>> variables)
      throws IOException {
    try (Staging staging = Staging.beside(target)) {
      try (WritableHdfFile hdf = HdfFile.write(staging.part())) {
        variables.forEach((group, arrays) -> put(hdf, group, arrays));
      }
      zip.putNextEntry(entry(WEIGHTS));
      Files.copy(staging.part(), zip);
    } catch (HdfException e) {
      throw new IOException(e.getMessage() + ": " + e.getCause(), e);
    }
  }

  /** The library damages files in which a group without variables follows one with some. */
  private static void put(WritableHdfFile hdf, String path, List<FloatArray> arrays) {
    if (arrays.isEmpty()) {
      return;
    }
    WritableGroup group = hdf;
    for (String name : (path + "/vars").split("/", -1)) {
      group = group.getChild(name) instanceof WritableGroup there ? there : group.putGroup(name);
    }
    for (int i = 0; i < arrays.size(); i++) {
      FloatArray array = arrays.get(i);
      group.putDataset(String.valueOf(i), nested(array));
    }
  }

  /** Arrays in arrays, which the library takes. */
  private static Object nested(FloatArray array) {
    return Values.of(array.values()).reshape(array.shape().asArray()).array(Object.class);
  }

  private static void checkVersion(Path file, String version) {
    if (!version.startsWith("3.")) {
      throw new FileException(
          "%s was written by Keras %s, but only files of Keras 3 can be read; load it in Keras 3 and save it again."
              .formatted(file, version.isEmpty() ? "of no version" : version));
    }
  }

  private static JsonNode json(Path file, Archive zip, String name) throws IOException {
    try {
      return JSON.readTree(bytes(file, zip, name, Limits.json()));
    } catch (JsonProcessingException e) {
      throw new FileException(
          "%s is damaged: its %s is not JSON (%s); fetch or write it again."
              .formatted(file, name, e.getOriginalMessage()),
          e);
    }
  }

  private static byte[] bytes(Path file, Archive zip, String name, long most) throws IOException {
    if (!zip.names().contains(name)) {
      throw new FileException(
          "%s is no .keras file of Keras 3: it has no %s; write it by model.save(\"name.keras\") in Keras 3."
              .formatted(file, name));
    }
    return zip.bytes(name, most);
  }

  /** The model, its layers and their options. */
  JsonNode config() {
    return config;
  }

  /**
   * The variables of a group in their order; none if there is no such group.
   *
   * @throws FileException if they cannot be read as floats
   */
  List<FloatArray> variables(String group) {
    return read(
        file,
        () -> {
          List<FloatArray> variables = new ArrayList<>();
          if (child(group + "/vars") instanceof Group vars) {
            while (vars.getChild(String.valueOf(variables.size())) instanceof Dataset variable) {
              variables.add(floats(variable));
            }
          }
          return variables;
        });
  }

  private @Nullable Node child(String path) {
    Node node = hdf;
    for (String name : path.split("/", -1)) {
      node = node instanceof Group group ? group.getChild(name) : null;
    }
    return node;
  }

  private FloatArray floats(Dataset variable) {
    checkFilters(variable);
    Shape shape = Shape.of(variable.getDimensionsAsLong());
    long most = Math.min(Limits.unpacked(), (1 << 24) + COMPRESSED * weights) / Float.BYTES;
    int count = Limits.elements(shape.asArray());
    if (count < 0 || count > most) {
      throw new FileException(
          "%s: %s says that its shape is %s, but up to %s numbers are read of a file of its size; write it again."
              .formatted(file, variable.getPath(), shape, Numbers.count(most)));
    }
    Object values = variable.isScalar() ? variable.getData() : variable.getDataFlat();
    if (values instanceof float[] floats) {
      return new FloatArray(shape, floats);
    }
    // A layer's count of what it saw; no weight.
    if (values instanceof Number number) {
      return new FloatArray(shape, new float[] {number.floatValue()});
    }
    if (values == null || variable.isEmpty()) {
      throw new FileException(
          "%s: %s was never written; save the model again.".formatted(file, variable.getPath()));
    }
    throw new FileException(
        "%s: %s has numbers of type %s, but only 32-bit floats can be read; save the model with the dtype float32."
            .formatted(file, variable.getPath(), variable.getJavaType()));
  }

  /**
   * jHDF 0.13 leaves the four bytes of a fletcher32 checksum on a chunk, which only deflate, the
   * filter that Keras might have, passes over.
   */
  private void checkFilters(Dataset variable) {
    List<String> filters =
        variable.getFilters().stream().map(PipelineFilterWithData::getName).toList();
    int sum = filters.indexOf("fletcher32");
    if (sum > 0 && !filters.get(sum - 1).equals("deflate")) {
      throw new FileException(
          "%s: %s was rewritten with the HDF5 filters %s, which cannot be read together; load the model in Keras 3 and save it again."
              .formatted(file, variable.getPath(), String.join(" and ", filters)));
    }
  }

  /** On what is damaged the library fails in many ways. */
  private static <T> T read(Path file, Callable<T> reading) {
    return Reading.of(
        file,
        (message, cause) ->
            new FileException(
                "%s: its weights cannot be read as HDF5 (%s); fetch or write it again."
                    .formatted(file, Messages.reason(cause)),
                cause),
        reading);
  }

  @Override
  public void close() {
    hdf.close();
  }
}
