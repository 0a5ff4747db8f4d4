package dev.lamina.engine;

import dev.lamina.engine.CompiledLoop.BatchRange;
import dev.lamina.engine.CompiledLoop.State;
import dev.lamina.engine.TrainingRuns.RunReport;
import dev.lamina.layer.FloatArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Tensor;
import org.tensorflow.proto.GraphOptions;

/**
 * What a model is trained with in one session: the variables, compiled loops for some shapes of
 * data, and on a GPU the examples.
 */
final class TrainingProgram implements AutoCloseable {
  /** More would take megabytes each: only the program as a whole gives their memory back. */
  private static final int MOST_LOOPS = 8;

  private final Training training;
  private final Execution execution;
  private final Program program;
  private final Optional<DeviceExamples> examples;
  private final Map<LoopShape, CompiledLoop> loops = new HashMap<>();

  /**
   * A program in which nothing is compiled yet.
   *
   * @param values of all variables, by name
   */
  TrainingProgram(
      Training training, Device device, Execution execution, Map<String, FloatArray> values) {
    this.training = training;
    this.execution = execution;
    program =
        new Program(
            training.variables(), device, execution.threads(), GraphOptions.getDefaultInstance());
    examples =
        device.kind() == Device.Kind.GPU
            ? Optional.of(new DeviceExamples(program))
            : Optional.empty();
    program.assign(values);
  }

  /** As {@link Program#assign}. */
  void assign(Map<String, FloatArray> values) {
    program.assign(values);
  }

  /** As {@link Program#read}. */
  Map<String, FloatArray> read(Collection<String> names) {
    return program.read(names);
  }

  /** Whether there is a loop for this shape. */
  boolean has(LoopShape shape) {
    return loops.containsKey(shape);
  }

  /** Whether another loop would be one too many. */
  boolean isFull() {
    return loops.size() == MOST_LOOPS;
  }

  /** Copies examples that come next to the device, if it is a GPU; from any thread. */
  void stage(NativeRows rows) {
    examples.ifPresent(present -> present.stage(rows));
  }

  /** Makes updates, by a loop that is compiled for the shape if there is none yet. */
  RunReport run(TrainingData.Chunk chunk, LoopShape shape, BatchRange part, State state) {
    CompiledLoop loop =
        loops.computeIfAbsent(
            shape,
            wanted ->
                new CompiledLoop(
                    program,
                    training,
                    wanted,
                    examples.isPresent(),
                    execution.xla(),
                    loops.size()));
    Map<String, Tensor> fed = new HashMap<>();
    chunk.order().ifPresent(order -> fed.put(LoopState.Inputs.ORDER, order));
    examples.ifPresentOrElse(
        present -> present.take(chunk.rows()), () -> fed.putAll(chunk.rows().tensors()));
    return loop.run(fed, part, state);
  }

  @Override
  public void close() {
    examples.ifPresent(DeviceExamples::close);
    program.close();
  }
}
