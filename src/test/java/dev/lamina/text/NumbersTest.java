package dev.lamina.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0 B", "999|999 B", "1000|1.0 kB", "3140|3.1 kB", "999950|1.0 MB"})
  void writesBytesInUnitsOfAThousand(long bytes, String text) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"2.798|2.80", "35.64|35.6", "9.999|10.00", "11471.2|11,471"})
  void roundsSmallNumbersLess(double number, String text) {
    assertThat(Numbers.rounded(number)).isEqualTo(text);
  }
}
