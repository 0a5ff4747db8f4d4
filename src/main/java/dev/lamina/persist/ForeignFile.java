package dev.lamina.persist;

import dev.lamina.io.FileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/** What the files of other libraries are, by what is in them, and what is to be done with them. */
public enum ForeignFile {
  /** A model that Keras 3 saved. */
  KERAS(
      "a model of Keras; KerasFile.read(path) reads it and its compile trains it, and lamina predict, summary and export take it."),
  /** What {@code torch.save} wrote in any of its forms. */
  PYTORCH(
      "a file of torch.save, TorchScript or torch.export, which takes PyTorch to read; there, write its weights by safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")."),
  /** What Keras' {@code save_weights} wrote. */
  KERAS_WEIGHTS(
      "a file of Keras with weights alone; load them into their model in Python and write it by model.save(\"model.keras\")."),
  /** A model in the format of Keras before 3. */
  KERAS_HDF5(
      "a model in Keras' old HDF5 format; write it again in Python by keras.models.load_model(path).save(\"model.keras\")."),
  /** A model of ONNX or TensorFlow Lite. */
  DEPLOYED(
      "a model for another run time; write the one that it came from by model.export(folder) in Python: Predictor runs that.");

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** How PyTorch's files began before they were archives. */
  private static final byte[] PICKLE = {(byte) 0x80, 2, (byte) 0x8a, 10};

  private final String words;

  ForeignFile(String words) {
    this.words = words;
  }

  /** What a file is, if it is one of these. */
  public static Optional<ForeignFile> of(Path file) {
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (name.endsWith(".onnx") || name.endsWith(".tflite")) {
      return Optional.of(DEPLOYED);
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] start = stream.readNBytes(ZIP.length);
      if (Arrays.equals(start, HDF5)) {
        return Optional.of(name.endsWith(".weights.h5") ? KERAS_WEIGHTS : KERAS_HDF5);
      }
      if (Arrays.equals(start, ZIP)) {
        return archive(file);
      }
      return Arrays.equals(start, PICKLE) ? Optional.of(PYTORCH) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<ForeignFile> archive(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("config.json") != null) {
        return Optional.of(KERAS);
      }
      return zip.stream().anyMatch(entry -> entry.getName().matches(".*/(data.pkl|archive_format)"))
          ? Optional.of(PYTORCH)
          : Optional.empty();
    }
  }

  /**
   * Checks that a file is none of these, but for the one that is wanted.
   *
   * @throws FileException if it is; says what to do
   */
  public static void refuse(Path file, ForeignFile... wanted) {
    of(file)
        .filter(kind -> !List.of(wanted).contains(kind))
        .ifPresent(
            kind -> {
              throw new FileException("%s is %s".formatted(file, kind.words));
            });
  }

  /**
   * The refusal of a file that is not what is wanted.
   *
   * @param otherwise what to say if nothing is known of it: {@code no model; give one.}
   */
  public static FileException refusal(Path file, String otherwise) {
    return new FileException(
        "%s is %s".formatted(file, of(file).map(kind -> kind.words).orElse(otherwise)));
  }
}
