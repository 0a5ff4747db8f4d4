package dev.lamina.cli;

import dev.lamina.exchange.KerasFile;
import dev.lamina.io.FileException;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.model.TrainingSpec;
import dev.lamina.network.Sequential;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.optimizer.Optimizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Trained models of every form that commands read, told apart by what lies at a place. */
final class ModelFile {
  /** How every zip archive begins. */
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private ModelFile() {}

  /**
   * Opens a model to predict with.
   *
   * @param place a folder that Lamina saved to, or a {@code .keras} file
   * @param placed chooses the device and how to run
   * @throws FileException if there is neither, or it cannot be read
   */
  static Model open(Path place, UnaryOperator<Settings> placed) {
    if (isKeras(place)) {
      // Nothing is trained: any optimizer and loss will do.
      return KerasFile.read(place)
          .compile(placed.apply(Settings.of(Optimizers.sgd(0), Losses.meanSquaredError())));
    }
    if (Files.isRegularFile(place)) {
      throw new FileException(
          "%s is no model; give a folder that a model was saved to, or a .keras file."
              .formatted(place));
    }
    if (Files.exists(place.resolve("saved_model.pb"))) {
      throw new FileException(
          "%s is a SavedModel, which is an export; give the folder that the model was saved to."
              .formatted(place));
    }
    return Model.load(place, TrainingSpec.specs(), placed);
  }

  /**
   * The network of a model, or of a spec in JSON.
   *
   * @throws FileException if there is none, or it cannot be read
   * @throws dev.lamina.spec.SpecException if the spec cannot be read
   */
  static Sequential network(Path place) {
    if (isKeras(place)) {
      return KerasFile.read(place).network();
    }
    if (!Files.isDirectory(place)) {
      return TrainingSpec.read(place).sequential();
    }
    try (Model model = open(place, settings -> settings)) {
      return model.network();
    }
  }

  private static boolean isKeras(Path place) {
    if (!Files.isRegularFile(place)) {
      return false;
    }
    if (place.toString().endsWith(".keras")) {
      return true;
    }
    try (InputStream stream = Files.newInputStream(place)) {
      return Arrays.equals(stream.readNBytes(ZIP.length), ZIP);
    } catch (IOException e) {
      throw new FileException("%s cannot be read: %s".formatted(place, e), e);
    }
  }
}
