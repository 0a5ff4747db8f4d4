package dev.lamina.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.engine.Execution;
import dev.lamina.io.FileException;
import dev.lamina.model.FitState.CallbackMemory;
import dev.lamina.persist.Checkpoint;
import dev.lamina.persist.FloatArray;
import dev.lamina.spec.Specs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * A model's state: what it is, how far it was trained, and all its numbers.
 *
 * @param setup the network, what trains it and what it was last trained on
 * @param epochs how many epochs it was trained for
 * @param updates how many updates those had
 * @param learningRate of the next update; NaN if it follows a schedule
 * @param values weights and slots, row-major by name
 * @param fits the history of every fit, that of a fit under way last
 * @param fit the fit under way, if there is one
 */
record ModelCheckpoint(
    FitSetup setup,
    int epochs,
    long updates,
    float learningRate,
    Map<String, float[]> values,
    List<History> fits,
    Optional<FitState> fit) {
  private static final String EPOCHS = "epochs";
  private static final String UPDATES = "updates";
  private static final String HISTORY = "history";
  private static final String FIT = "fit";

  /** The names of further numbers; those of values have a slash after the layer's name. */
  private static final String LOSSES = "losses";

  ModelCheckpoint {
    fits = List.copyOf(fits);
  }

  /**
   * What is written.
   *
   * @param shapes of the values
   */
  Checkpoint written(Map<String, Shape> shapes) {
    ObjectNode description = (ObjectNode) CheckpointJson.write(setup);
    description.put(EPOCHS, epochs).put(UPDATES, updates);
    if (!Float.isNaN(learningRate)) {
      description.put("learningRate", (double) learningRate);
    }
    description.set(HISTORY, CheckpointJson.write(fits.stream().map(SavedHistory::of).toList()));
    fit.ifPresent(state -> description.set(FIT, CheckpointJson.write(SavedFit.of(state))));
    description.set("provenance", provenance());
    return new Checkpoint(description, arrays(shapes));
  }

  private Map<String, FloatArray> arrays(Map<String, Shape> shapes) {
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> arrays.put(name, array(shape, values, name)));
    float[] losses = History.of(fits).losses();
    arrays.put(LOSSES, new FloatArray(Shape.of(losses.length), losses));
    List<CallbackMemory> callbacks = fit.map(FitState::callbacks).orElse(List.of());
    for (int i = 0; i < callbacks.size(); i++) {
      Map<String, float[]> kept = callbacks.get(i).kept();
      String prefix = keptPrefix(i);
      kept.keySet()
          .forEach(
              name ->
                  arrays.put(
                      prefix + name, array(Objects.requireNonNull(shapes.get(name)), kept, name)));
    }
    return arrays;
  }

  private static FloatArray array(Shape shape, Map<String, float[]> values, String name) {
    return new FloatArray(shape, values.getOrDefault(name, new float[0]));
  }

  /** What comes before the names of the weights that a callback keeps. */
  private static String keptPrefix(int callback) {
    return "callbacks[%d].kept.".formatted(callback);
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
   * What was written.
   *
   * @throws FileException if it is no model's, or its parts do not belong together
   */
  static ModelCheckpoint read(Checkpoint checkpoint) {
    JsonNode description = checkpoint.description();
    Map<String, float[]> values = new LinkedHashMap<>();
    checkpoint.values().forEach((name, array) -> values.put(name, array.values()));
    List<History> fits = histories(description.path(HISTORY), values);
    return new ModelCheckpoint(
        FitSetup.read(description),
        CheckpointJson.read(description.path(EPOCHS), Integer.class, EPOCHS),
        CheckpointJson.read(description.path(UPDATES), Long.class, UPDATES),
        (float) description.path("learningRate").asDouble(Double.NaN),
        values,
        fits,
        description.has(FIT)
            ? Optional.of(
                CheckpointJson.read(description.path(FIT), SavedFit.class, FIT).state(fits, values))
            : Optional.empty());
  }

  private static List<History> histories(JsonNode node, Map<String, float[]> values) {
    float[] losses = values.remove(LOSSES);
    List<History> fits = new ArrayList<>();
    int from = 0;
    for (SavedHistory saved : CheckpointJson.read(node, SavedHistory[].class, HISTORY)) {
      if (losses == null || saved.updates() > losses.length - from) {
        throw new FileException(
            "The checkpoint's history has more updates than losses; take another checkpoint.");
      }
      fits.add(saved.history(Arrays.copyOfRange(losses, from, from + saved.updates())));
      from += saved.updates();
    }
    return fits;
  }

  /**
   * The network and what trains it.
   *
   * @param specs know every type in it
   */
  TrainingSpec spec(Specs specs) {
    return TrainingSpec.read(specs, setup.training().toString());
  }

  /**
   * Checks that the values are those of a model.
   *
   * @param shapes of the model's values
   * @throws FileException if one is missing or has another size
   */
  void check(Map<String, Shape> shapes) {
    List<String> wrong = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          float[] given = values.get(name);
          if (given == null || given.length != shape.size()) {
            wrong.add(name);
          }
        });
    if (!wrong.isEmpty() || values.size() != shapes.size()) {
      throw new FileException(
          "The checkpoint's numbers are not those of its network: it has %s, the network %s; take another checkpoint."
              .formatted(values.keySet(), shapes.keySet()));
    }
  }

  /** A fit's history without its losses, which are numbers. */
  private record SavedHistory(
      int updates,
      List<Epoch> epochs,
      long examples,
      double seconds,
      double loadSeconds,
      boolean interrupted,
      String stopReason,
      Execution execution) {

    static SavedHistory of(History history) {
      return new SavedHistory(
          history.updates(),
          history.epochs(),
          history.examples(),
          history.seconds(),
          history.loadSeconds(),
          history.interrupted(),
          history.stopReason(),
          history.execution());
    }

    History history(float[] losses) {
      return new History(
          losses, epochs, examples, seconds, loadSeconds, interrupted, stopReason, execution);
    }
  }

  /** A fit under way without its history, which is the last one, and without kept weights. */
  private record SavedFit(
      int epochsBefore,
      EpochSums unfinished,
      List<Map<String, Double>> memories,
      List<String> stopReasons,
      double best) {

    static SavedFit of(FitState state) {
      return new SavedFit(
          state.epochsBefore(),
          state.unfinished(),
          state.callbacks().stream().map(CallbackMemory::numbers).toList(),
          state.stopReasons(),
          state.best());
    }

    /**
     * The state.
     *
     * @param fits of which the last one is this one
     * @param values from which those that callbacks keep are taken away
     */
    FitState state(List<History> fits, Map<String, float[]> values) {
      List<CallbackMemory> callbacks = new ArrayList<>();
      for (int i = 0; i < memories.size(); i++) {
        callbacks.add(new CallbackMemory(memories.get(i), taken(keptPrefix(i), values)));
      }
      return new FitState(
          epochsBefore, fits.get(fits.size() - 1), unfinished, callbacks, stopReasons, best);
    }

    private static Map<String, float[]> taken(String prefix, Map<String, float[]> values) {
      Map<String, float[]> taken = new LinkedHashMap<>();
      values.forEach(
          (name, numbers) -> {
            if (name.startsWith(prefix)) {
              taken.put(name.substring(prefix.length()), numbers);
            }
          });
      taken.keySet().forEach(name -> values.remove(prefix + name));
      return taken;
    }
  }
}
