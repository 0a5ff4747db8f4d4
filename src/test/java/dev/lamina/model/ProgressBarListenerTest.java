package dev.lamina.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressBarListenerTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Listener listener =
      new ProgressBarListener("mini-batch SGD", new PrintStream(bytes, true, UTF_8));

  private String lastDrawn() {
    String text = bytes.toString(UTF_8).stripTrailing();
    return text.substring(text.lastIndexOf('\r') + 1);
  }

  @Test
  void fillsWithTheUpdates() {
    listener.onBegin(new Listener.Begin(100, 700, 7000));
    listener.onChunkEnd(new Listener.Progress(100, 100, 700, 7000, 0.4826f));
    listener.onEnd();

    assertThat(lastDrawn())
        .startsWith("mini-batch SGD     100% |█")
        .contains("█| 700/700 (")
        .endsWith("loss 0.4826")
        .hasSizeLessThan(80);
    assertThat(bytes.toString(UTF_8)).endsWith(System.lineSeparator());
  }

  @Test
  void staysWhereAnInterruptedTrainingEnded() {
    listener.onBegin(new Listener.Begin(100, 700, 7000));
    listener.onChunkEnd(new Listener.Progress(50, 100, 350, 3500, 0.55f));
    listener.onEnd();
    listener.onEnd();

    assertThat(lastDrawn()).contains(" 50% |").contains(" 350/700 (").endsWith("loss 0.5500");
  }

  @Test
  void keepsThatItsThreadWasInterrupted() {
    listener.onBegin(new Listener.Begin(1, 1, 10));
    Thread.currentThread().interrupt();
    listener.onEnd();

    assertThat(Thread.interrupted()).isTrue();
  }
}
