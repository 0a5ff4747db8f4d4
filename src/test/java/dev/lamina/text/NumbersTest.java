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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6430720|39768100|1/6 of the",
        "100|100|the same",
        "0.8|1|0.80 times the",
        "0.68|1|0.68 times the",
        "0.59|1|1/2 of the",
        "5|2|2.50 times the",
        "12665|1|12,665 times the"
      })
  void tellsSharesInWords(double part, double whole, String text) {
    assertThat(Numbers.share(part, whole)).isEqualTo(text);
  }
}
