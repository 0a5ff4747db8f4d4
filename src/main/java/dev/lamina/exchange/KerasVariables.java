package dev.lamina.exchange;

import dev.lamina.io.FileException;
import dev.lamina.persist.FloatArray;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * The variables of a Keras model: an HDF5 file whose groups follow the model's attributes, such as
 * {@code layers/dense_1}, and hold variables by their numbers, {@code vars/0}, {@code vars/1}.
 */
final class KerasVariables implements AutoCloseable {
  private final Path file;
  private final HdfFile hdf;

  private KerasVariables(Path file, HdfFile hdf) {
    this.file = file;
    this.hdf = hdf;
  }

  /**
   * Opens the bytes of an HDF5 file.
   *
   * @param file named in messages
   * @throws FileException if they are none
   */
  static KerasVariables of(Path file, byte[] bytes) {
    return new KerasVariables(file, read(file, () -> HdfFile.fromBytes(bytes)));
  }

  /**
   * The variables of a group in their order; none if there is no such group.
   *
   * @throws FileException if they cannot be read as floats
   */
  List<FloatArray> of(String group) {
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
    Shape shape = Shape.of(variable.getDimensionsAsLong());
    Object values = variable.isScalar() ? variable.getData() : variable.getDataFlat();
    if (values instanceof float[] floats) {
      return new FloatArray(shape, floats);
    }
    // A layer's count of what it saw; no weight.
    if (values instanceof Number number) {
      return new FloatArray(shape, new float[] {number.floatValue()});
    }
    throw new FileException(
        "%s: %s has numbers of type %s, but only 32-bit floats can be read; save the model with the dtype float32."
            .formatted(file, variable.getPath(), variable.getJavaType()));
  }

  /** On what is damaged the library fails in many ways. */
  private static <T> T read(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (FileException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new FileException(
          "%s: its weights cannot be read as HDF5 (%s); fetch or write it again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    hdf.close();
  }
}
