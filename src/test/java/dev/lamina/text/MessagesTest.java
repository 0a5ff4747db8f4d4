package dev.lamina.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
  @Test
  void noCharacterCommandsATerminal() throws IOException {
    StringWriter out = new StringWriter();
    try (PrintableWriter writer = new PrintableWriter(out)) {
      writer.write("a\u001b]0;title\u0007\u009b2J\u202e\n\tö 한");
      writer.write('\b');
      writer.write(new char[] {'x', '\u001b', 'y'}, 1, 2);
    }

    assertThat(out).hasToString("a\\u001b]0;title\\u0007\\u009b2J\\u202e\n\tö 한\\u0008\\u001by");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 root error(s) found.;  (0) INTERNAL: {{node a/b}} No room.; (1) x | No room.",
        "{{function_node f}} 2 root error(s) found.; (0) NOT_FOUND: No file.; | No file.",
        "{{function_node f}} {{node g}} No algorithm;more | No algorithm",
        "(0) of them | (0) of them",
        "{{node a}} | {{node a}}",
        "2 root error(s) found. | ''"
      })
  void theFirstRealErrorIsShown(String lines, String shown) {
    Exception e = new IllegalStateException(lines.replace(';', '\n'));

    assertThat(Messages.firstLine(e)).isEqualTo(shown);
  }

  @Test
  void longTextsAreCut() {
    assertThat(Messages.shortened("x".repeat(100))).isEqualTo("x".repeat(60) + "…");
  }
}
