package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.model.Callback.Pace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59.4, 59 s",
    "59.5, 1:00 min",
    "75, 1:15 min",
    "3600, 1:00 h",
    "7530, 2:05 h"
  })
  void writesTheTimeLeftForTheEye(double seconds, String text) {
    assertThat(new Pace(48_312.4, seconds)).hasToString(text + " left, 48,312 examples/s");
  }
}
