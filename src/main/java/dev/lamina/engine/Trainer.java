package dev.lamina.engine;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Feed;
import dev.lamina.data.PipelineBatches;
import dev.lamina.engine.CompiledLoop.BatchRange;
import dev.lamina.engine.CompiledLoop.State;
import dev.lamina.engine.TrainingRuns.RunReport;
import dev.lamina.layer.FloatArray;
import dev.lamina.text.Messages;
import dev.lamina.train.schedule.Schedule.ConstantRate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Makes updates: owns the program in which a model's weights and optimizer slots live while it is
 * trained, and the examples of the last training that fit in memory.
 */
public final class Trainer implements AutoCloseable {
  private final Training training;
  private final Device device;
  private final Jit jit;
  private final long seed;
  private final Map<String, FloatArray> initialWeights;

  /** Another thread stages examples in it. */
  private volatile @Nullable TrainingProgram program;

  private Execution execution = new Execution(false, 0);
  private boolean xlaFailed;
  private final LoadedExamples loaded = new LoadedExamples();
  private Map<String, FloatArray> values;
  private long update;
  private float rate;

  /**
   * A trainer that begins with the given weights.
   *
   * @param device as resolved
   * @param seed of what is random in training
   * @param weights by name in the network
   */
  public Trainer(
      Training training, Device device, Jit jit, long seed, Map<String, FloatArray> weights) {
    this.training = training;
    this.device = device;
    this.jit = jit;
    this.seed = seed;
    this.initialWeights = Map.copyOf(weights);
    this.rate = training.initialRate();
    this.values = initialValues();
  }

  private Map<String, FloatArray> initialValues() {
    Map<String, FloatArray> initial = new HashMap<>(initialWeights);
    initial.putAll(training.initialSlots());
    return initial;
  }

  /**
   * Goes back to the weights of the beginning, slots as new and no updates. Compiled loops and
   * loaded examples stay.
   */
  public void reset() {
    update = 0;
    rate = training.initialRate();
    values = initialValues();
    if (program != null) {
      program.assign(values);
    }
  }

  /**
   * Begins a training.
   *
   * @param feed what to train on
   * @param range from where to where it goes
   * @param memory how many bytes of examples to feed at once
   * @param pausing whether a run ends with every epoch; if not, one run may make many
   */
  public TrainingRuns begin(Feed feed, TrainingRuns.Range range, long memory, boolean pausing) {
    return feed instanceof Batches batches
        ? begin(batches, range, memory, pausing)
        : begin((PipelineBatches) feed, range, memory);
  }

  private TrainingRuns begin(
      Batches batches, TrainingRuns.Range range, long memory, boolean pausing) {
    Dataset data = batches.dataset();
    ExampleReader reader = ExampleReader.of(training, data);
    long multiplications = Execution.multiplications(training.network());
    FitPlan plan = FitPlan.of(batches, reader.bytes(), memory, multiplications, device.kind());
    prepare(Execution.choose(training.network(), plan.batch(), data.reshuffles(), jit, device));
    FitPlan paced = pausing ? plan.pausing() : plan;
    long begin = System.nanoTime();
    TrainingData examples = loaded.data(paced, reader, this::stage, range.end());
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new TrainingRuns(this, paced, examples, seconds, range);
  }

  private TrainingRuns begin(PipelineBatches batches, TrainingRuns.Range range, long memory) {
    ExampleReader.check(training, batches);
    FitPlan plan =
        FitPlan.openEnded(
            batches.batchSize(),
            PipelineReader.bytes(batches.pipeline()),
            memory,
            Execution.multiplications(training.network()),
            device.kind());
    prepare(Execution.choose(training.network(), plan.batch(), false, jit, device));
    loaded.close();
    PipelineReader reader = new PipelineReader(training, batches.examples(), plan.chunk());
    TrainingData examples = new TrainingData.Streamed(reader, this::stage, range.end());
    return new TrainingRuns(this, plan, examples, 0, range);
  }

  /** The values of all weights and slots by name. */
  public Map<String, FloatArray> values() {
    return read(training.variables().keySet());
  }

  /** The values of the network's weights by name in the order of the layers. */
  public Map<String, FloatArray> weights() {
    return read(training.network().weightNames());
  }

  private Map<String, FloatArray> read(Collection<String> names) {
    if (program != null) {
      return program.read(names);
    }
    Map<String, FloatArray> read = new LinkedHashMap<>();
    names.forEach(name -> read.put(name, Objects.requireNonNull(values.get(name), name).copy()));
    return read;
  }

  /** Sets some weights or slots by name; the others stay as they are. */
  public void assign(Map<String, FloatArray> some) {
    if (program != null) {
      program.assign(some);
    } else {
      Map<String, FloatArray> changed = new HashMap<>(values);
      some.forEach((name, value) -> changed.put(name, value.copy()));
      values = changed;
    }
  }

  /** The learning rate of the next update; NaN if it follows a schedule. */
  public float rate() {
    return rate;
  }

  /**
   * Sets the learning rate of all updates from now on.
   *
   * @throws IllegalStateException if it follows a schedule
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public void rate(float rate) {
    if (training.scheduled()) {
      throw new IllegalStateException(
          "The learning rate was set to %s, but it follows the schedule %s; compile with a constant learning rate, or leave the schedule to it."
              .formatted(rate, training.optimizer().learningRate()));
    }
    this.rate = new ConstantRate(rate).rate();
  }

  /**
   * Ends a training: where the optimizer says so, the weights become what it remembers of them,
   * such as their means.
   */
  public void finish() {
    if (update > 0) {
      training
          .optimizer()
          .finalSlot()
          .ifPresent(slot -> assign(training.finalWeights(slot, values())));
    }
  }

  /**
   * Goes on where another trainer of the same network and optimizer was.
   *
   * @param all weights and slots by name
   * @param updates how many updates there were
   * @param rate the learning rate of the next update; of no matter if it follows a schedule
   */
  public void resume(Map<String, FloatArray> all, long updates, float rate) {
    assign(all);
    this.update = updates;
    this.rate = rate;
  }

  /** What is held in native memory: nothing before the first training. */
  public MemoryUse memory() {
    long examples = loaded.bytes();
    if (program == null) {
      return new MemoryUse(0, 0, examples);
    }
    long weights = Float.BYTES * training.network().parameters();
    long all = Float.BYTES * training.variables().values().stream().mapToLong(Shape::size).sum();
    return new MemoryUse(weights, all - weights, examples);
  }

  /** How many updates there were. */
  public long updates() {
    return update;
  }

  /** How the last training ran. */
  public Execution execution() {
    return execution;
  }

  private void prepare(Execution wanted) {
    Execution possible = new Execution(wanted.xla() && !xlaFailed, wanted.threads());
    if (program != null && !possible.equals(execution)) {
      leaveProgram();
    }
    if (program == null) {
      program = new TrainingProgram(training, device, possible, values);
    }
    execution = possible;
  }

  private void stage(NativeRows rows) {
    TrainingProgram present = program;
    if (present != null) {
      present.stage(rows);
    }
  }

  /** Makes updates, by a loop that is compiled for the shape if there is none yet. */
  RunReport run(TrainingData.Chunk chunk, LoopShape shape, BatchRange part) {
    State state = new State(seed, update, rate);
    boolean first = !program().has(shape);
    if (first && program().isFull()) {
      leaveProgram();
      prepare(execution);
    }
    RunReport report;
    try {
      report = program().run(chunk, shape, part, state);
    } catch (RuntimeException e) {
      if (!first || !execution.xla() || !Building.isOfTensorFlow(e)) {
        throw e;
      }
      giveUpXla(e);
      report = program().run(chunk, shape, part, state);
    }
    update += report.losses().length;
    return report;
  }

  private TrainingProgram program() {
    return Objects.requireNonNull(program);
  }

  private void giveUpXla(RuntimeException e) {
    if (jit == Jit.ON) {
      leaveProgram();
      throw new UnsupportedOperationException(
          "XLA cannot compile this network, as Jit.ON demands; take Jit.AUTO or Jit.OFF. XLA says: "
              + Messages.firstLine(e),
          e);
    }
    xlaFailed = true;
    // Looked up only now: Log4j complains to programs that have no implementation of it.
    LogManager.getLogger(Trainer.class)
        .warn(
            "XLA cannot compile this network, so it is trained as a plain graph: {}",
            Messages.firstLine(e));
    prepare(execution);
  }

  @Override
  public void close() {
    loaded.close();
    closeProgram();
  }

  /** Closes the program, and keeps the values that were in it for another. */
  private void leaveProgram() {
    values = values();
    closeProgram();
  }

  private void closeProgram() {
    if (program != null) {
      program.close();
      program = null;
    }
  }
}
