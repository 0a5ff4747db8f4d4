package dev.lamina.network;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.layer.Layer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** The lecture's six networks, counted as it counts them. */
class LectureNetworksTest {

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("1: linear regression", of(1, dense(1)), List.of(1L), List.of(2L)),
        Arguments.of(
            "2: logistic regression of one feature",
            of(1, dense(1), sigmoid()),
            List.of(1L),
            List.of(2L)),
        Arguments.of(
            "3: logistic regression of several features",
            of(4, dense(1), sigmoid()),
            List.of(1L),
            List.of(5L)),
        Arguments.of("4: softmax regression", of(2, dense(3), softmax()), List.of(3L), List.of(9L)),
        Arguments.of(
            "5: one hidden layer",
            of(784, dense(32), relu(), dense(1), sigmoid()),
            List.of(32L, 1L),
            List.of(25_120L, 33L)),
        Arguments.of(
            "6: two hidden layers",
            of(2, dense(4), tanh(), dense(3), tanh(), dense(1), sigmoid()),
            List.of(4L, 3L, 1L),
            List.of(12L, 15L, 4L)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void areCountedAsTheLectureCounts(
      String name, Sequential network, List<Long> nodes, List<Long> parameters) {
    List<PlacedLayer> counted = network.layers().stream().filter(PlacedLayer::counts).toList();

    assertThat(network.layerCount()).isEqualTo(nodes.size());
    assertThat(network.hiddenLayerCount()).isEqualTo(nodes.size() - 1);
    assertThat(counted.stream().map(PlacedLayer::nodes)).isEqualTo(nodes);
    assertThat(counted.stream().map(PlacedLayer::parameters)).isEqualTo(parameters);
    assertThat(network.nodes()).isEqualTo(sum(nodes));
    assertThat(network.parameters()).isEqualTo(sum(parameters));
  }

  private static Sequential of(long features, Layer... layers) {
    return Sequential.of(Shape.of(features), layers);
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
