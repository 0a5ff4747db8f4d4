package dev.lamina.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressBarListenerTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Listener listener =
      new ProgressBarListener("mini-batch SGD", 80, new PrintStream(bytes, true, UTF_8));

  private static Listener.Progress progress(int epoch, int updates, double loss) {
    return new Listener.Progress(
        epoch,
        100,
        updates,
        10L * updates,
        new float[] {(float) loss},
        Map.of("loss", loss),
        new Pace(48_312, 8));
  }

  private String lastDrawn() {
    String text = bytes.toString(UTF_8).stripTrailing();
    return text.substring(text.lastIndexOf('\r') + 1);
  }

  @Test
  void fillsWithTheUpdates() {
    listener.onBegin(new Listener.Begin(100, 700, 7000));
    listener.onChunkEnd(progress(100, 700, 0.4826));
    listener.onEnd();

    assertThat(lastDrawn())
        .startsWith("mini-batch SGD     100% |█")
        .contains("█| 700/700 (")
        .endsWith(")  loss 0.4826, 8 s left")
        .hasSizeLessThan(80);
    assertThat(bytes.toString(UTF_8)).endsWith(System.lineSeparator());
  }

  @Test
  void staysWhereAnInterruptedTrainingEnded() {
    listener.onBegin(new Listener.Begin(100, 700, 7000));
    listener.onChunkEnd(progress(50, 350, 0.55));
    listener.onEnd();
    listener.onEnd();

    assertThat(lastDrawn())
        .contains(" 50% |")
        .contains(" 350/700 (")
        .endsWith("  loss 0.5500, 8 s left");
  }

  @Test
  void showsTheValuesInAWiderTerminal() {
    Listener wide = new ProgressBarListener("", 120, new PrintStream(bytes, true, UTF_8));
    wide.onBegin(new Listener.Begin(100, 700, 7000));
    wide.onEpochEnd(new Epoch(50, 7, 70, 0.5, Map.of(), Map.of("val_loss", 0.25), 1, 1));
    wide.onChunkEnd(progress(50, 350, 0.55));
    wide.onEnd();

    assertThat(lastDrawn())
        .endsWith(")  loss 0.5500, 8 s left, 48,312 examples/s, val_loss 0.2500");
  }

  /** What others print of an epoch stands in a line of its own, however fast the bar is drawn. */
  @Test
  void leavesItsLineToOthersAtTheEndOfAnEpoch() {
    PrintStream out = new PrintStream(bytes, true, UTF_8);
    Listener bar = new ProgressBarListener("", 80, out);
    bar.onBegin(new Listener.Begin(1, 7, 70));
    bar.onEpochEnd(new Epoch(1, 7, 70, 0.5, Map.of(), Map.of(), 1, 1));
    out.println("epoch 1");
    bar.onChunkEnd(progress(1, 7, 0.5));
    bar.onEnd();

    assertThat(bytes.toString(UTF_8)).contains("\r" + " ".repeat(79) + "\repoch 1\n");
  }

  @Test
  void keepsThatItsThreadWasInterrupted() {
    listener.onBegin(new Listener.Begin(1, 1, 10));
    Thread.currentThread().interrupt();
    listener.onEnd();

    assertThat(Thread.interrupted()).isTrue();
  }
}
