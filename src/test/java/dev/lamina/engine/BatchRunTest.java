package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class BatchRunTest {
  private static final Shape BATCH = Shape.of(2, 3);

  private Graph graph;
  private Session session;
  private Output<TFloat32> x;
  private Output<TFloat32> doubled;
  private Output<TFloat32> checked;

  @BeforeEach
  void build() {
    NativeLibrary.load();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    x = tf.placeholder(TFloat32.class, Placeholder.shape(BATCH)).output();
    doubled = tf.math.mul(x, tf.constant(2f)).asOutput();
    checked = tf.debugging.checkNumerics(x, "not finite").asOutput();
    session = new Session(graph);
  }

  @AfterEach
  void close() {
    session.close();
    graph.close();
  }

  enum Way {
    NATIVE {
      @Override
      BatchRun of(Session session, Output<?> x, Output<?> y) {
        return new NativeRun(session, x, y, BATCH);
      }
    },
    RUNNER {
      @Override
      BatchRun of(Session session, Output<?> x, Output<?> y) {
        return new BatchRun.RunnerRun(session, x, y, BATCH);
      }
    };

    abstract BatchRun of(Session session, Output<?> x, Output<?> y);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void predictsWhatWasWrittenLast(Way way) {
    try (BatchRun run = way.of(session, x, doubled)) {
      run.numbers().write(new float[] {1, 2, 3, 4, 5, 6});
      assertThat(run.predict()).containsExactly(2, 4, 6, 8, 10, 12);

      run.numbers().setFloat(-1, 5);
      assertThat(run.predict()).containsExactly(2, 4, 6, 8, 10, -2);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void goesOnAfterAnError(Way way) {
    try (BatchRun run = way.of(session, x, checked)) {
      run.numbers().write(new float[] {1, 2, Float.NaN, 4, 5, 6});
      assertThatThrownBy(run::predict)
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("not finite");

      run.numbers().setFloat(3, 2);
      assertThat(run.predict()).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  /** If a new TensorFlow Java hides them otherwise, predictions become three times slower. */
  @Test
  void hasTheNativeHandlesOnTheClassPath() {
    assertThat(NativeRun.isPossible()).isTrue();
  }
}
