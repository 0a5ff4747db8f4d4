package dev.lamina.model;

import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.engine.Training;
import dev.lamina.io.Limits;
import dev.lamina.io.Limits.LimitedReader;
import dev.lamina.io.Reading;
import dev.lamina.io.TextFile;
import dev.lamina.layer.LayerTypes;
import dev.lamina.spec.SpecException;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.loss.Objective;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.optimizer.Optimizers;
import dev.lamina.train.schedule.Schedules;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network and what trains it, as it is written down:
 *
 * <pre>{@code
 * {
 *   "inputShape": [784],
 *   "layers": [
 *     {"type": "Dense", "units": 32, "activation": "relu"},
 *     {"type": "Dense", "units": 1, "activation": "sigmoid"}
 *   ],
 *   "optimizer": {"type": "SGD", "learningRate": 0.001},
 *   "loss": {"type": "BinaryCrossentropy"},
 *   "metrics": [{"type": "BinaryAccuracy"}],
 *   "seed": 1
 * }
 * }</pre>
 *
 * <p>Of a network with several outputs there are {@code "losses"} instead: {@code [{"output":
 * "digit", "loss": {...}, "weight": 0.3, "metrics": [...]}]}.
 *
 * @param network the network
 * @param optimizer the update rule
 * @param loss what training makes small, of a network with one output
 * @param metrics what is shown beside the loss; none if nothing is written
 * @param losses of a network with several outputs, with their metrics
 * @param seed of the initial weights and of all that is random in training; 0 if nothing is written
 */
public record TrainingSpec(
    NetworkSpec network,
    Optimizer optimizer,
    Loss loss,
    List<Metric> metrics,
    List<Objective> losses,
    long seed) {

  private static final TrainingSpec PROTOTYPE =
      new TrainingSpec(
          NetworkSpec.EMPTY, Optimizers.sgd(0), Losses.meanSquaredError(), List.of(), List.of(), 0);

  private static final List<Type<TrainingSpec>> TYPES =
      List.of(
          type(NetworkSpec.OF_LIST, "loss"),
          type(NetworkSpec.OF_GRAPH, "loss"),
          type(NetworkSpec.OF_GRAPH, "losses"),
          type(NetworkSpec.OF_LIST, "losses"));

  /** A network, with or without what trains it. */
  private static final List<Type<TrainingSpec>> NETWORK =
      List.of(
          Type.of("Network", PROTOTYPE, NetworkSpec.OF_LIST),
          Type.of("Network", PROTOTYPE, NetworkSpec.OF_GRAPH));

  private static Type<TrainingSpec> type(List<String> network, String loss) {
    List<String> required = new ArrayList<>(network);
    required.addAll(List.of("optimizer", loss));
    return Type.of("Training", PROTOTYPE, required);
  }

  public TrainingSpec {
    metrics = List.copyOf(metrics);
    losses = List.copyOf(losses);
  }

  /** How a network and its settings are written down; device and XLA are left out. */
  public static TrainingSpec of(Functional network, Settings settings) {
    List<Objective> objectives = settings.objectives();
    boolean one = objectives.size() == 1 && network.outputs().list().size() == 1;
    return new TrainingSpec(
        NetworkSpec.of(network),
        settings.optimizer(),
        one ? objectives.get(0).loss() : PROTOTYPE.loss,
        one ? objectives.get(0).metrics() : List.of(),
        one ? List.of() : objectives,
        settings.seed());
  }

  /** What reads and writes everything built-in; types of a user's own are added by {@code with}. */
  public static Specs specs() {
    return LayerTypes.specs()
        .with(Losses.types())
        .with(Losses.metricTypes())
        .with(Schedules.types())
        .with(Optimizers.types());
  }

  /**
   * Reads a file of JSON.
   *
   * @throws SpecException if there is no such file or it cannot be read as a training; names the
   *     file and the place in it
   */
  public static TrainingSpec read(Path file) {
    return read(specs(), file);
  }

  /** As {@link #read(Path)}, by other specs than {@link #specs}. */
  public static TrainingSpec read(Specs specs, Path file) {
    return read(TYPES, specs, file);
  }

  /**
   * Reads the network alone of a file of JSON, which may do without optimizer and loss.
   *
   * @throws SpecException as {@link #read(Path)}
   */
  public static Functional readNetwork(Path file) {
    return read(NETWORK, specs(), file).functional();
  }

  private static TrainingSpec read(List<Type<TrainingSpec>> types, Specs specs, Path file) {
    return Reading.of(
        file,
        SpecException::new,
        () -> {
          try {
            return read(types, specs, text(file));
          } catch (IllegalArgumentException e) {
            throw new SpecException(file + ": " + e.getMessage(), e);
          }
        });
  }

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw new SpecException("there is no such file.");
    }
    if (Files.isDirectory(file)) {
      throw new SpecException("this is a folder; name a file in it.");
    }
    try (Reader text =
        new LimitedReader(TextFile.open(file, CodingErrorAction.REPORT), Limits.json())) {
      StringWriter all = new StringWriter();
      text.transferTo(all);
      return all.toString();
    } catch (IOException e) {
      throw new SpecException("this file cannot be read as text (%s).".formatted(e), e);
    }
  }

  /**
   * Reads JSON.
   *
   * @throws SpecException if it cannot be read; names the place
   * @throws dev.lamina.layer.ShapeException if the layers do not fit together
   */
  public static TrainingSpec read(Specs specs, String json) {
    return read(TYPES, specs, json);
  }

  private static TrainingSpec read(List<Type<TrainingSpec>> types, Specs specs, String json) {
    TrainingSpec read = specs.readDocument(types, json);
    read.functional();
    read.settings();
    return read;
  }

  /** Writes JSON, from which {@link #read} makes an equal spec. */
  public String write() {
    return write(specs());
  }

  /**
   * As {@link #write()}, by other specs.
   *
   * @throws SpecException if they do not know something in this spec
   */
  public String write(Specs specs) {
    List<String> written = network.isGraph() ? NetworkSpec.OF_GRAPH : NetworkSpec.OF_LIST;
    return specs.writeDocument(type(written, losses.isEmpty() ? "loss" : "losses"), this);
  }

  /** The network itself. */
  public Functional functional() {
    return network.network();
  }

  /** All that a training holds, of which nothing is drawn yet. */
  Training training() {
    return new Training(functional(), optimizer, settings().objectives());
  }

  /** What trains it, on the automatically chosen device. */
  public Settings settings() {
    List<Objective> objectives = losses.isEmpty() ? List.of(Objective.of(loss, metrics)) : losses;
    return new Settings(optimizer, objectives, seed, Device.AUTO, Jit.AUTO);
  }
}
