package dev.lamina.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X →(l₁) u⁽¹⁾ = ŷ|X ->(l1) u(1) = y^",
        "(x) ──→ (ŷ)|(x) --> (y^)",
        "1/10 Σᵢ₌₁¹⁰ (yᵢ − ŵ₀ − ŵ₁xᵢ)²|1/10 sum_i=1^10 (yi - w^0 - w^1xi)^2",
        "28 × 28, 2.5 µs, m ≤ n …|28 x 28, 2.5 us, m <= n ...",
        "╰──┬──╯ ⠰⠀⢾|+--+--+ . .",
        "경사하강법, né|경사하강법, né"
      })
  void writesSignsInAscii(String text, String ascii) {
    assertThat(AsciiWriter.ascii(text)).isEqualTo(ascii);
  }
}
