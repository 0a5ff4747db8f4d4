package dev.lamina.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.io.FileException;
import dev.lamina.io.Reading;
import dev.lamina.layer.FloatArray;
import dev.lamina.persist.Checkpoint;
import dev.lamina.prepare.Preparation;
import dev.lamina.spec.SpecException;
import dev.lamina.spec.Specs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * A model's state: what it is, how far it was trained, and all its numbers.
 *
 * @param setup the network, what trains it and what it was last trained on
 * @param preparation what was learned of a table's columns, if it is a {@link TableModel}'s
 * @param epochs how many epochs it was trained for
 * @param updates how many updates those had
 * @param learningRate of the next update; NaN if it follows a schedule
 * @param values weights and slots by name
 * @param fits the history of every fit, that of a fit under way last
 * @param fit the fit under way, if there is one
 * @param kept the weights that each callback of the fit under way keeps, by name; none if it has
 *     kept none
 */
record ModelCheckpoint(
    FitSetup setup,
    Optional<Preparation> preparation,
    int epochs,
    long updates,
    float learningRate,
    Map<String, FloatArray> values,
    List<History> fits,
    Optional<FitState> fit,
    List<Map<String, FloatArray>> kept) {
  private static final String PREPARATION = "preparation";
  private static final String EPOCHS = "epochs";
  private static final String UPDATES = "updates";
  private static final String LEARNING_RATE = "learningRate";
  private static final String HISTORY = "history";
  private static final String FIT = "fit";

  /** The names of further numbers; those of values have a slash after the layer's name. */
  private static final String LOSSES = "losses";

  ModelCheckpoint {
    fits = List.copyOf(fits);
    kept = List.copyOf(kept);
  }

  /** The history of the fit under way, or of the last one that ended. */
  History lastFit() {
    return fits.get(fits.size() - 1);
  }

  /** What is written. */
  Checkpoint written() {
    ObjectNode description = (ObjectNode) CheckpointJson.write(setup);
    preparation.ifPresent(
        prepared -> description.set(PREPARATION, CheckpointJson.parse(prepared.json())));
    description.put(EPOCHS, epochs).put(UPDATES, updates);
    if (!Float.isNaN(learningRate)) {
      description.put(LEARNING_RATE, (double) learningRate);
    }
    description.set(HISTORY, CheckpointJson.write(fits));
    fit.ifPresent(state -> description.set(FIT, CheckpointJson.write(state)));
    description.set("provenance", provenance());
    return new Checkpoint(description, arrays());
  }

  private Map<String, FloatArray> arrays() {
    Map<String, FloatArray> arrays = new LinkedHashMap<>(values);
    float[] losses = History.of(fits).losses();
    arrays.put(LOSSES, new FloatArray(Shape.of(losses.length), losses));
    for (int i = 0; i < kept.size(); i++) {
      String prefix = keptPrefix(i);
      kept.get(i).forEach((name, array) -> arrays.put(prefix + name, array));
    }
    return arrays;
  }

  /** What comes before the names of the weights that a callback keeps. */
  private static String keptPrefix(int callback) {
    return "callbacks[%s].kept.".formatted(callback);
  }

  private static ObjectNode provenance() {
    Provenance provenance = Provenance.now("");
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", provenance.time().toString())
        .put("lamina", provenance.lamina())
        .put("tensorflow", provenance.tensorflow())
        .put("java", provenance.java())
        .put("system", provenance.system());
  }

  /**
   * What was written to a folder.
   *
   * @param checkpoint reads it
   * @throws FileException if it is damaged or no model's, or its parts do not belong together
   */
  static ModelCheckpoint read(Path folder, Callable<Checkpoint> checkpoint) {
    return Reading.of(folder, FileException::new, () -> read(checkpoint.call()));
  }

  private static ModelCheckpoint read(Checkpoint checkpoint) {
    JsonNode description = checkpoint.description();
    Map<String, FloatArray> values = new LinkedHashMap<>(checkpoint.values());
    FloatArray losses = values.remove(LOSSES);
    Optional<FitState> fit =
        description.has(FIT)
            ? Optional.of(CheckpointJson.read(description.path(FIT), FitState.class, FIT))
            : Optional.empty();
    List<History> fits =
        CheckpointJson.readHistories(
            description.path(HISTORY), losses == null ? new float[0] : losses.values());
    if (fit.isPresent() && fits.isEmpty()) {
      throw new FileException(
          "The checkpoint is of a fit under way, which it has no history of; take another checkpoint.");
    }
    return new ModelCheckpoint(
        FitSetup.read(description),
        description.has(PREPARATION)
            ? Optional.of(Preparation.ofJson(description.path(PREPARATION).toString()))
            : Optional.empty(),
        (int) count(description, EPOCHS, Integer.MAX_VALUE),
        count(description, UPDATES, Long.MAX_VALUE),
        description.has(LEARNING_RATE)
            ? CheckpointJson.read(description.path(LEARNING_RATE), Float.class, LEARNING_RATE)
            : Float.NaN,
        values,
        fits,
        fit,
        IntStream.range(0, fit.map(state -> state.memories().size()).orElse(0))
            .mapToObj(callback -> take(keptPrefix(callback), values))
            .toList());
  }

  private static long count(JsonNode description, String name, long most) {
    long count = CheckpointJson.read(description.path(name), Long.class, name);
    if (count < 0 || count > most) {
      throw new FileException(
          "The checkpoint says %s for its %s; take another checkpoint.".formatted(count, name));
    }
    return count;
  }

  /** Takes those with the prefix away from the values, and the prefix from their names. */
  private static Map<String, FloatArray> take(String prefix, Map<String, FloatArray> values) {
    Map<String, FloatArray> taken = new LinkedHashMap<>();
    values.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            taken.put(name.substring(prefix.length()), array);
          }
        });
    taken.keySet().forEach(name -> values.remove(prefix + name));
    return taken;
  }

  /**
   * The network and what trains it.
   *
   * @param folder it was read from, for messages
   * @param specs know every type in it
   */
  TrainingSpec spec(Path folder, Specs specs) {
    try {
      return TrainingSpec.read(specs, setup.training().toString());
    } catch (IllegalArgumentException e) {
      throw new SpecException(
          "%s: %s Types of one's own are given to Model.load, as TrainingSpec.specs().with(Layer.class, Type.of(prototype))."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /**
   * This, if its values are those of a training, before any is drawn.
   *
   * @throws FileException as {@link #check}
   */
  ModelCheckpoint checked(TrainingSpec spec) {
    check(spec.training().variables());
    return this;
  }

  /**
   * Checks that the values are those of a model.
   *
   * @param shapes of the model's values
   * @throws FileException if one is missing or has another shape
   */
  void check(Map<String, Shape> shapes) {
    boolean same =
        values.keySet().equals(shapes.keySet())
            && values.entrySet().stream()
                .allMatch(entry -> entry.getValue().shape().equals(shapes.get(entry.getKey())));
    if (!same) {
      throw new FileException(
          "The checkpoint's numbers are not those of its network: it has %s, the network %s; take another checkpoint."
              .formatted(values.keySet(), shapes.keySet()));
    }
  }
}
