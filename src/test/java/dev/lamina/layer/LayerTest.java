package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTest {

  @Test
  void namesAreTypesInSmallLettersCountedFromTheSecondOn() {
    assertThat(
            Layer.names(
                List.of(
                    Layers.dense(1),
                    Layers.maxPooling2D(2),
                    Layers.dense(2),
                    Layers.simpleRNN(1),
                    Layers.dense(3).trainable(false))))
        .containsExactly("dense", "max_pooling2d", "dense_1", "simple_rnn", "dense_2");
  }
}
