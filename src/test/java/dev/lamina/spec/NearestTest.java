package dev.lamina.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> WORKLOADS =
      List.of("mnist01-gd", "mnist01-sgd", "mnist01-b1", "predict1", "predict10k");

  @ParameterizedTest
  @CsvSource({
    "mnist-sgd, mnist01-sgd",
    "mnist01-bg, mnist01-b1",
    "mnist01gd, mnist01-gd",
    "MNIST01_SGD, mnist01-sgd",
    "predict100k, predict10k",
    "predicts, predict1",
    "dict1, predict1"
  })
  void namesTheOneThatTheFewestChangesMake(String given, String nearest) {
    assertThat(Nearest.of(given, WORKLOADS)).isEqualTo(nearest);
  }

  @Test
  void takesTheFirstOfEquallyNearOnes() {
    assertThat(Nearest.of("b", List.of("a", "c"))).isEqualTo("a");
  }

  @Test
  void namesSomethingEvenForNothing() {
    assertThat(Nearest.of("", List.of("dense", "relu"))).isEqualTo("relu");
  }

  @Test
  void needsAKnownName() {
    assertThatThrownBy(() -> Nearest.of("a", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Nearest needs at least one known name, got none.");
  }
}
