package dev.lamina.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

  @Test
  void labelsAreThoseOfThePeers() {
    assertThat(Arrays.stream(Workload.values()).map(Workload::label))
        .containsExactly(
            "regress500",
            "regress200k",
            "mnist01-gd",
            "mnist01-sgd",
            "mnist01-b1",
            "mnist10-mlp",
            "mnist10-cnn",
            "predict1",
            "predict10k",
            "predict-threads",
            "scale");
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsLabel(Workload workload) {
    assertThat(Workload.of(workload.label())).isEqualTo(workload);
  }

  @ParameterizedTest
  @CsvSource({
    "regress50, regress500",
    "mnist01-dg, mnist01-gd",
    "MNIST01_SGD, mnist01-sgd",
    "'', scale"
  })
  void anUnknownLabelIsToldTheNearest(String label, String nearest) {
    assertThatThrownBy(() -> Workload.of(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no workload \"%s\"; did you mean %s? There are regress500, regress200k, mnist01-gd, mnist01-sgd, mnist01-b1, mnist10-mlp, mnist10-cnn, predict1, predict10k, predict-threads, scale.",
            label, nearest);
  }
}
