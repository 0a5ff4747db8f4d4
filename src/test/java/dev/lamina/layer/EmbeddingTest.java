package dev.lamina.layer;

import static dev.lamina.layer.Layers.embedding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class EmbeddingTest {
  private static final Map<String, float[]> VECTORS =
      Map.of("embeddings", new float[] {0, 1, 10, 11, 20, 21});

  @Test
  void putsAVectorInThePlaceOfEachNumber() {
    assertThat(embedding(3, 2).outputShape(Shape.of(5))).isEqualTo(Shape.of(5, 2));
    assertThat(embedding(3, 2).outputShape(Shape.scalar())).isEqualTo(Shape.of(2));
    assertThat(embedding(3, 2)).hasToString("embedding(3, 2)");
    assertThat(Forward.infer(embedding(3, 2), VECTORS, Shape.of(1, 3), 2, 0, 2))
        .containsExactly(20, 21, 0, 1, 20, 21);
  }

  @Test
  void hasAVectorForEachNumber() {
    Embedding layer =
        embedding(3, 2).embeddings(Initializers.ones(), Regularizers.l2(1), Constraints.unitNorm());

    assertThat(layer.weights(Shape.of(5)))
        .containsExactly(
            Weight.of(
                    "embeddings",
                    Shape.of(3, 2),
                    new WeightRule(Initializers.ones(), Regularizers.l2(1), Constraints.unitNorm()))
                .fans(3, 2));
    assertThat(embedding(3, 2).embeddings()).isEqualTo(WeightRule.of(Initializers.randomUniform()));
  }

  @Test
  void givesNaNForWhatIsNoWholeNumber() {
    assertThat(Forward.infer(embedding(3, 2), VECTORS, Shape.of(1, 2), 1.5f, 1))
        .containsExactly(Float.NaN, Float.NaN, 10, 11);
  }

  @Test
  void namesThePlaceOfANumberThatIsOutOfRange() {
    assertThatThrownBy(() -> Forward.infer(embedding(3, 2), VECTORS, Shape.of(1, 2), 1, 3))
        .hasMessageContaining("indices[0,1] = 3 is not in [0, 3)");
  }

  @Test
  void needsNumbersAndALength() {
    assertThatThrownBy(() -> embedding(0, 2))
        .hasMessage("Embedding needs inputDim of at least 1, but got 0.");
    assertThatThrownBy(() -> embedding(3, 0))
        .hasMessage("Embedding needs outputDim of at least 1, but got 0.");
    assertThat(embedding(1 << 24, 1).inputDim()).isEqualTo(16_777_216);
    assertThatThrownBy(() -> embedding((1 << 24) + 1, 1))
        .hasMessage(
            "Embedding needs inputDim of at most 16777216, for ids are floats, which tell no more apart, but got 16777217; hash the ids to fewer.");
  }
}
