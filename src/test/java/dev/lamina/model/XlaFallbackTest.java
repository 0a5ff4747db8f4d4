package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Warnings;
import dev.lamina.engine.Jit;
import dev.lamina.engine.Trainer;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializers;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Training with an op that XLA has nothing for. */
class XlaFallbackTest {
  private static final Settings SETTINGS = Settings.of(sgd(0.01f), meanSquaredError());

  /**
   * Writes its input as text and reads it again: XLA knows no strings. The gradient passes through.
   */
  private record ThroughText() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Operand<TFloat32> read =
          tf.strings.toNumber(tf.dtypes.asString(tf.stopGradient(input)), TFloat32.class);
      return tf.math.add(input, tf.stopGradient(tf.math.sub(read, input)));
    }
  }

  @Test
  void trainsAsAPlainGraphAfterOneWarning() {
    try (Warnings warnings = new Warnings(Trainer.class);
        Model model = throughText().compile(SETTINGS);
        Model plain = throughText().compile(SETTINGS.jit(Jit.OFF))) {
      History first = model.fit(Samples.line(10).batch(3), epochs(2));
      History second = model.fit(Samples.line(10).batch(4), epochs(2));

      assertThat(values(model.weights(), "dense/kernel")[0]).isNotEqualTo(1);
      assertThat(first.losses())
          .isEqualTo(plain.fit(Samples.line(10).batch(3), epochs(2)).losses());
      assertThat(second.losses())
          .isEqualTo(plain.fit(Samples.line(10).batch(4), epochs(2)).losses());
      assertThat(first.execution()).hasToString("plain graph, 1 thread");
      assertThat(warnings.texts()).hasSize(1);
      assertThat(warnings.texts().get(0))
          .startsWith("XLA cannot compile this network, so it is trained as a plain graph: ");
    }
  }

  @Test
  void failsIfXlaIsDemanded() {
    try (Model model = throughText().compile(SETTINGS.jit(Jit.ON))) {
      for (int time = 1; time <= 2; time++) {
        assertThatThrownBy(() -> model.fit(Samples.line(10).batch(3), epochs(1)))
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessageStartingWith(
                "XLA cannot compile this network, as Jit.ON demands; take Jit.AUTO or Jit.OFF. XLA says: ")
            .hasMessageContaining("AsString");
      }
      assertThat(values(model.weights(), "dense/kernel")).containsExactly(1);
      assertThat(model.predict(2)).containsExactly(2);
    }
  }

  private static Sequential throughText() {
    Dense one = dense(1).kernel(Initializers.ones());
    return Sequential.of(Shape.of(1), one, new ThroughText(), one);
  }
}
