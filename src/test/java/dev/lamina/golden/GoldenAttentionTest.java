package dev.lamina.golden;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.embedding;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.masking;
import static dev.lamina.layer.Layers.multiHeadAttention;
import static dev.lamina.layer.Layers.positionEmbedding;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.data.Dataset;
import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.ShapeException;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.network.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class GoldenAttentionTest {

  @Test
  void attendsToAnotherSequenceWhereItCounts() {
    Case golden = Golden.cases("attention-of-three.json").findFirst().orElseThrow();
    List<Node> nodes = new ArrayList<>();
    Map<String, float[][]> inputs = new LinkedHashMap<>();
    for (JsonNode json : golden.get("inputs")) {
      String name = "input" + nodes.size();
      Array input = Array.of(json);
      nodes.add(Node.input(name, input.example()).to(masking(0)));
      inputs.put(name, rows(input));
    }
    Layer attention = golden.read(Layer.class, "layer").name("attention");
    Map<String, FloatArray> weights = new HashMap<>();
    golden
        .get("weights")
        .properties()
        .forEach(
            entry -> {
              Array weight = Array.of(entry.getValue());
              weights.put(entry.getKey(), new FloatArray(weight.shape(), weight.data()));
            });

    try (Model model =
        Functional.of(Node.of(attention, nodes)).compile(adam(), meanSquaredError())) {
      model.setWeights("attention", weights);
      float[][] got = model.predict(inputs).values().stream().findFirst().orElseThrow();
      float[][] want = rows(golden.array("output"));
      for (int i = 0; i < want.length; i++) {
        Near.VALUE.check("output", got[i], want[i]);
      }
    }
  }

  private static float[][] rows(Array array) {
    float[][] rows = new float[(int) array.shape().get(0)][];
    int width = array.data().length / rows.length;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(array.data(), i * width, (i + 1) * width);
    }
    return rows;
  }

  /** Whether the first word comes again, which no single place tells. */
  @Test
  void learnsWhatDependsOnPairsOfSteps() {
    float[][] x = new float[64][4];
    float[][] y = new float[64][1];
    for (int i = 0; i < x.length; i++) {
      x[i] = new float[] {1 + i % 4, 1 + i / 4 % 4, 1 + i / 16, 1};
      y[i][0] = x[i][0] == x[i][1] ? 1 : 0;
    }
    Dataset data = Dataset.of(x, y);
    try (Model model =
        Sequential.of(
                Shape.of(4),
                embedding(5, 16),
                positionEmbedding(),
                multiHeadAttention(4, 8).dropout(0.05),
                flatten(),
                dense(16),
                dense(1))
            .compile(adam(0.02), meanSquaredError())) {
      model.fit(data.batch(16), 100);
      assertThat(model.evaluate(data).loss()).isLessThan(0.05);
    }
  }

  @Test
  void takesSequences() {
    assertThatThrownBy(() -> multiHeadAttention(1, 2).outputShape(Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "MultiHeadAttention takes sequences [steps, features], a query, perhaps a value and a key of as many steps, but got [3]; put an embedding or a reshape before it.");
    assertThatThrownBy(() -> positionEmbedding().outputShape(Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("PositionEmbedding takes [steps, channels] per example");
  }
}
