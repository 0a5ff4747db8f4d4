package dev.lamina.golden;

import static dev.lamina.golden.PlainGraph.constant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.optimizer.Optimizer.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A weight after each of several updates. */
class GoldenOptimizersTest {

  static Stream<Case> cases() {
    return Golden.cases("optimizers.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheValueOfKerasAfterEveryUpdate(Case golden) {
    List<float[]> got = PlainGraph.run(tf -> updates(tf, golden));

    for (int i = 0; i < got.size(); i++) {
      float[] want = Array.of(golden.get("values").get(i)).data();
      Near.VALUE.check("weight after update " + (i + 1), got.get(i), want);
    }
  }

  private static List<Operand<TFloat32>> updates(Ops tf, Case golden) {
    Optimizer optimizer = golden.read(Optimizer.class, "optimizer");
    Array initial = golden.array("initial");
    Operand<TFloat32> weight = constant(tf, initial.shape(), initial.data());
    List<Operand<TFloat32>> slots = new ArrayList<>();
    for (Slot slot : optimizer.slots()) {
      float[] values = new float[(int) slot.shape(initial.shape()).size()];
      Arrays.fill(values, slot.initial());
      slots.add(constant(tf, slot.shape(initial.shape()), values));
    }
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (JsonNode json : golden.get("gradients")) {
      Array gradient = Array.of(json);
      Optimizer.Clock clock =
          new Optimizer.Clock(
              optimizer.learningRate().rate(tf, tf.constant((float) weights.size())),
              tf.constant(weights.size() + 1f));
      Operand<TFloat32> given = constant(tf, gradient.shape(), gradient.data());
      Optimizer.Update update =
          optimizer
              .updates(tf, clock, List.of(new Optimizer.Parameter(weight, given, slots)))
              .get(0);
      weight = update.weight();
      slots = update.slots();
      weights.add(weight);
    }
    return weights;
  }
}
