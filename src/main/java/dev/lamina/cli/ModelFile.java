package dev.lamina.cli;

import dev.lamina.engine.Inference;
import dev.lamina.exchange.KerasFile;
import dev.lamina.exchange.PytorchFile;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Settings;
import dev.lamina.model.TableModel;
import dev.lamina.model.TrainingSpec;
import dev.lamina.persist.Export;
import dev.lamina.persist.ForeignFile;
import dev.lamina.persist.Safetensors;
import dev.lamina.persist.SavedModelFile;
import dev.lamina.prepare.Preparation;
import dev.lamina.serving.Loading;
import dev.lamina.serving.Predictor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Trained models of every form that commands read, told apart by what lies at a place. */
final class ModelFile {
  private ModelFile() {}

  /**
   * Opens a model to predict with.
   *
   * @param place a folder that a model was saved or exported to, or a {@code .keras} file
   * @param signature what to call in a SavedModel
   * @param trust whether a SavedModel may do more than reckon
   * @param run chooses the device and how to run
   * @throws FileException if there is none, or it cannot be read
   */
  static Opened open(Path place, @Nullable String signature, boolean trust, SharedOptions.Run run) {
    if (SavedModelFile.find(place).isPresent()) {
      Loading device = Loading.standard().device(run.device());
      Loading loading = trust ? device.trusted() : device;
      return new Opened.OfSavedModel(
          Predictor.load(place, signature == null ? loading : loading.signature(signature)), place);
    }
    if (signature != null) {
      throw new FileException(
          "%s is no SavedModel, so it has no signatures; leave --signature out.".formatted(place));
    }
    if (isKeras(place)) {
      Pretrained file = KerasFile.read(place);
      Functional network = file.network();
      Inference inference = file.predictor(run.device());
      return new Opened.OfNetwork(network, inference::predict, Optional.empty(), inference::close);
    }
    Model model = model(place, run::apply);
    Optional<TableModel> table =
        model.preparation().map(prepared -> TableModel.of(prepared, model));
    return new Opened.OfNetwork(model.network(), model::predict, table, model::close);
  }

  /**
   * A network with its weights, from a folder that a model was saved to or a {@code .keras} file.
   *
   * @throws FileException if there is none, or it cannot be read
   */
  static Pretrained pretrained(Path place) {
    if (isKeras(place)) {
      return KerasFile.read(place);
    }
    try (Model model = saved(place)) {
      return model.pretrained();
    }
  }

  private static Model model(Path place, UnaryOperator<Settings> placed) {
    if (Files.isRegularFile(place)) {
      throw ForeignFile.refusal(
          place,
          "no model; give a folder that a model was saved or exported to, or a .keras file.");
    }
    return Model.load(place, TrainingSpec.specs(), placed);
  }

  /**
   * The network of a model, or of a spec in JSON, with or without what trains it.
   *
   * @throws FileException if there is none, or it cannot be read
   * @throws dev.lamina.spec.SpecException if the spec cannot be read
   */
  static Functional network(Path place) {
    if (isKeras(place)) {
      return KerasFile.read(place).network();
    }
    if (Files.isDirectory(place)) {
      return pretrained(place).network();
    }
    ForeignFile.refuse(place);
    return TrainingSpec.readNetwork(place);
  }

  /**
   * Exports what {@link #pretrained} reads, with the names of its classes if none are given; a
   * table's model with what was learned of the columns.
   *
   * @throws FileException if that does not go with what is asked for
   */
  static void export(Path place, Path output, Export export) {
    if (isKeras(place)) {
      Pretrained file = KerasFile.read(place);
      export.write(output, file.network(), file.weights());
      return;
    }
    try (Model model = saved(place)) {
      model.export(
          output, model.preparation().map(prepared -> raw(place, export, prepared)).orElse(export));
    }
  }

  /**
   * Writes what {@link #pretrained} reads as a {@code .keras} file.
   *
   * @throws FileException if it is a table's model, whose columns such a file cannot take
   */
  static void exportKeras(Path place, Path output) {
    if (isKeras(place)) {
      KerasFile.write(KerasFile.read(place), output);
      return;
    }
    try (Model model = saved(place)) {
      if (model.preparation().isPresent()) {
        throw new FileException(
            "%s is a model of a table, whose columns a .keras file cannot take; leave out --keras."
                .formatted(place));
      }
      KerasFile.write(model.pretrained(), output);
    }
  }

  private static Export raw(Path place, Export export, Preparation prepared) {
    if (export.bytesScale() > 0 || !export.labels().isEmpty()) {
      throw new FileException(
          "%s is a model of a table, whose export takes the columns and has the classes' names; leave out --bytes and --labels."
              .formatted(place));
    }
    return export.raw(prepared);
  }

  private static Model saved(Path folder) {
    if (SavedModelFile.find(folder).isPresent()) {
      throw new FileException(
          "%s is a SavedModel, whose layers are no longer told apart; lamina signatures shows what can be called in it."
              .formatted(folder));
    }
    return model(folder, settings -> settings);
  }

  /**
   * The weights of a network, from a model or from a file of safetensors, Lamina's or PyTorch's.
   *
   * @throws FileException if there are none, they cannot be read, or they are of another network
   */
  static Map<String, FloatArray> weights(Path place, Functional network) {
    if (Files.isDirectory(place) || isKeras(place)) {
      try {
        return new Pretrained(network, pretrained(place).weights()).weights();
      } catch (IllegalArgumentException e) {
        throw new FileException("%s: %s".formatted(place, e.getMessage()), e);
      }
    }
    boolean pytorch =
        Safetensors.read(place).arrays().keySet().stream().noneMatch(name -> name.contains("/"));
    return (pytorch ? PytorchFile.read(place, network) : Pretrained.read(place, network)).weights();
  }

  private static boolean isKeras(Path place) {
    return Files.isRegularFile(place)
        && (place.toString().endsWith(".keras")
            || ForeignFile.of(place).equals(Optional.of(ForeignFile.KERAS)));
  }
}
