package dev.lamina.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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

  @Test
  void longTextsAreCut() {
    assertThat(Messages.shortened("x".repeat(100))).isEqualTo("x".repeat(60) + "…");
  }
}
