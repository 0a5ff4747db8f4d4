package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.lecture.Networks;
import dev.lamina.network.PlacedLayer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lecture's six networks, counted as it counts them. */
class LectureNetworksTest {

  static Stream<Arguments> networks() {
    List<List<Long>> nodes =
        List.of(
            List.of(1L),
            List.of(1L),
            List.of(1L),
            List.of(3L),
            List.of(32L, 1L),
            List.of(4L, 3L, 1L));
    List<List<Long>> parameters =
        List.of(
            List.of(2L),
            List.of(2L),
            List.of(5L),
            List.of(9L),
            List.of(25_120L, 33L),
            List.of(12L, 15L, 4L));
    return IntStream.range(0, Networks.all().size())
        .mapToObj(
            i ->
                Arguments.of(
                    Networks.all().get(i).title(),
                    Networks.all().get(i).network(),
                    nodes.get(i),
                    parameters.get(i)));
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

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
