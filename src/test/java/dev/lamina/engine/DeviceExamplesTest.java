package dev.lamina.engine;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Dataset;
import dev.lamina.engine.CompiledLoop.BatchRange;
import dev.lamina.engine.CompiledLoop.State;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Sequential;
import dev.lamina.train.loss.Objective;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.GraphOptions;

/** On the main processor, where variables hold examples as they do on a GPU. */
class DeviceExamplesTest {
  private static final Training TRAINING =
      new Training(
          Sequential.of(Shape.of(1), dense(1)),
          sgd(0.1f),
          List.of(Objective.of(meanSquaredError(), List.of())));

  private final Program program =
      new Program(TRAINING.variables(), Device.CPU.resolve(), 1, GraphOptions.getDefaultInstance());
  private final DeviceExamples examples = new DeviceExamples(program);

  @AfterEach
  void close() {
    examples.close();
    program.close();
  }

  private static NativeRows rows(float slope) {
    float[][] x = {{0}, {1}, {2}, {3}};
    float[] y = {0, slope, 2 * slope, 3 * slope};
    return ExampleReader.of(TRAINING, Dataset.of(x, y)).read(ExampleReader.first(4));
  }

  private CompiledLoop loop(boolean xla, boolean held, int number) {
    LoopShape shape = new LoopShape(4, 4, 2, 0, 2, 4, false, false);
    return new CompiledLoop(program, TRAINING, shape, held, xla, number);
  }

  /** The losses of two epochs from the same weights. */
  private float[] losses(CompiledLoop loop, Map<String, Tensor> fed) {
    program.assign(
        Map.of(
            "dense/kernel", new FloatArray(Shape.of(1, 1), new float[] {0.5f}),
            "dense/bias", new FloatArray(Shape.of(1), new float[] {0})));
    return loop.run(fed, new BatchRange(2, 0, 2, false, true), new State(1, 0, 0.1f)).losses();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areTrainedOnAsThoseThatAreFed(boolean xla) {
    CompiledLoop held = loop(xla, true, 0);
    CompiledLoop fed = loop(xla, false, 1);
    try (NativeRows one = rows(2);
        NativeRows other = rows(-3)) {
      examples.take(one);
      examples.stage(other);

      assertThat(losses(held, Map.of())).containsExactly(losses(fed, one.tensors()));

      examples.take(other);
      assertThat(losses(held, Map.of())).containsExactly(losses(fed, other.tensors()));
      examples.take(one);
      assertThat(losses(held, Map.of())).containsExactly(losses(fed, one.tensors()));
    }
  }

  @Test
  void areNotCopiedAnyMoreOnceClosed() {
    try (NativeRows rows = rows(1)) {
      examples.close();
      program.close();

      examples.stage(rows);
    }
  }
}
