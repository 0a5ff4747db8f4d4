package dev.lamina.golden;

import static dev.lamina.golden.PlainGraph.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Outputs of layers and their gradients by the input and by every weight. */
class GoldenLayersTest {

  static Stream<Case> cases() {
    return Stream.of("layers.json", "more-layers.json", "attention.json").flatMap(Golden::cases);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheOutputAndGradientsOfKeras(Case golden) {
    List<float[]> got = PlainGraph.run(tf -> outputAndGradients(tf, golden));

    Near.VALUE.check("output", got.get(0), golden.array("output").data());
    int index = 1;
    for (String key : List.of("gradients", "stateAfter")) {
      for (String name : names(golden, key)) {
        float[] want = Array.of(golden.get(key).path(name)).data();
        Near.VALUE.check(key + " of " + name, got.get(index++), want);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasTheShapesOfKeras(Case golden) {
    Layer layer = golden.read(Layer.class, "layer");
    Array input = golden.array("input");

    assertThat(layer.outputShape(input.example())).isEqualTo(golden.array("output").example());
    List<Weight> weights = layer.weights(input.example());
    assertThat(weights.stream().map(Weight::name))
        .containsExactlyElementsOf(names(golden, "weights"));
    for (Weight weight : weights) {
      assertThat(weight.shape())
          .isEqualTo(Array.of(golden.get("weights").path(weight.name())).shape());
    }
  }

  private static List<Operand<TFloat32>> outputAndGradients(Ops tf, Case golden) {
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
    for (String name : names(golden, "weights")) {
      Array weight = Array.of(golden.get("weights").path(name));
      values.put(name, constant(tf, weight.shape(), weight.data()));
    }
    Array input = golden.array("input");
    Operand<TFloat32> x = constant(tf, input.shape(), input.data());
    PlainPass pass = new PlainPass(tf, golden.get("training").asBoolean(), values, 1);
    Operand<TFloat32> output = golden.read(Layer.class, "layer").forward(pass, x);
    Array upstream = golden.array("upstream");
    Operand<TFloat32> weighted =
        tf.math.mul(output, constant(tf, upstream.shape(), upstream.data()));
    Operand<TFloat32> sum =
        tf.reduceSum(tf.reshape(weighted, tf.constant(new int[] {-1})), tf.constant(0));
    List<Operand<TFloat32>> by = new ArrayList<>();
    for (String name : names(golden, "gradients")) {
      by.add(name.equals("input") ? x : values.getOrDefault(name, x));
    }
    List<Operand<TFloat32>> all = new ArrayList<>(List.of(output));
    all.addAll(PlainGraph.gradients(tf, sum, by));
    for (String name : names(golden, "stateAfter")) {
      all.add(Objects.requireNonNull(pass.updates().get(name)));
    }
    return all;
  }

  private static List<String> names(Case golden, String key) {
    List<String> names = new ArrayList<>();
    golden.json().path(key).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
