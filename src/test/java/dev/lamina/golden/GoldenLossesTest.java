package dev.lamina.golden;

import static dev.lamina.golden.PlainGraph.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.train.loss.Loss;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Values and gradients of losses. */
class GoldenLossesTest {

  static Stream<Case> cases() {
    return Golden.cases("losses.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheValueAndGradientOfKeras(Case golden) {
    Loss loss = golden.read(Loss.class, "loss");
    Array prediction = golden.array("prediction");
    Array target = golden.array("target").examples(loss.targetShape(prediction.example()));

    List<float[]> got =
        PlainGraph.run(
            tf -> {
              Operand<TFloat32> predicted = constant(tf, prediction.shape(), prediction.data());
              Operand<TFloat32> perExample =
                  loss.perExample(tf, constant(tf, target.shape(), target.data()), predicted);
              Operand<TFloat32> mean = tf.math.mean(perExample, tf.constant(0));
              return List.of(
                  mean, PlainGraph.gradients(tf, mean, List.of(predicted)).get(0), perExample);
            });

    Near.VALUE.check("loss", got.get(0), new float[] {(float) golden.get("value").asDouble()});
    Near.VALUE.check("gradient", got.get(1), golden.array("gradient").data());
    assertThat(got.get(2)).hasSize((int) target.shape().get(0));
  }
}
