package dev.lamina.model.callback;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.model.callback.Halving.TO_THREE;
import static dev.lamina.model.callback.Halving.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.ChunkEnd;
import dev.lamina.model.Callback.EpochEnd;
import dev.lamina.model.Callback.Pace;
import dev.lamina.model.Epoch;
import dev.lamina.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static ChunkEnd after(int epoch, int epochs, int updates, double loss, Pace pace) {
    return new ChunkEnd(
        epoch,
        epochs,
        updates,
        10L * updates,
        new float[] {(float) loss},
        Map.of("loss", loss),
        pace,
        0);
  }

  private static EpochEnd epochEnd(int number, int epochs, Map<String, Double> validation) {
    return new EpochEnd(
        new Epoch(number, 7, 70, 0.5, Map.of(), validation, 1, 1), number, epochs, 7, 0);
  }

  @Nested
  class Lines {
    private final List<String> lines = new ArrayList<>();
    private long seconds;

    private Callback of(String name, int planned) {
      return new Progress.Lines(name, lines::add, () -> seconds * 1_000_000_000L, planned);
    }

    private static ChunkEnd after(int updates, int planned) {
      float loss = 1 - updates / 1000f;
      return ProgressTest.after(
          updates, planned, updates, loss, new Pace(1234.5, planned - updates));
    }

    @Test
    void thereIsOneForEachTenthOfTheUpdates() {
      Callback progress = of("", 700);
      for (int update = 5; update <= 700; update += 5) {
        progress.onChunkEnd(after(update, 700));
      }

      assertThat(lines)
          .hasSize(10)
          .startsWith(
              "epoch 70/700: loss 0.9300; 10:30 min left, 1,235 examples/s",
              "epoch 140/700: loss 0.8600; 9:20 min left, 1,235 examples/s")
          .endsWith("epoch 700/700: loss 0.3000; 0 s left, 1,235 examples/s");
    }

    @Test
    void thereIsOneForAChunkOfManyTenths() {
      Callback progress = of("mini-batch SGD", 100);
      progress.onChunkEnd(after(55, 100));
      progress.onChunkEnd(after(59, 100));

      assertThat(lines)
          .containsExactly(
              "mini-batch SGD: epoch 55/100: loss 0.9450; 45 s left, 1,235 examples/s");
    }

    @Test
    void areNotSilentForLongerThanTenSeconds() {
      Callback progress = of("", 1000);
      for (int update = 1; update <= 25; update++) {
        seconds++;
        progress.onChunkEnd(after(update, 1000));
      }

      assertThat(lines)
          .satisfiesExactly(
              line -> assertThat(line).startsWith("epoch 10/1000: loss 0.9900; "),
              line -> assertThat(line).startsWith("epoch 20/1000: loss 0.9800; "));
    }

    @Test
    void haveTheValuesOfValidation() {
      try (Model model = Halving.model(0)) {
        Callback progress = of("", 2);
        model.fit(TO_THREE, epochs(2).validation(number(2)).callback(progress));
      }

      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).startsWith("epoch 1/2: loss 4.000, val_loss 1.000;");
      assertThat(lines.get(1)).startsWith("epoch 2/2: loss 4.000, val_loss 1.000;");
    }
  }

  @Nested
  class Bar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Callback of(String name, int columns, int planned) {
      return new Progress.Bar(name, columns, new PrintStream(bytes, true, UTF_8), planned);
    }

    private static ChunkEnd progress(int epoch, int updates, double loss) {
      return after(epoch, 100, updates, loss, new Pace(48_312, 8));
    }

    private String lastDrawn() {
      String text = bytes.toString(UTF_8).stripTrailing();
      return text.substring(text.lastIndexOf('\r') + 1);
    }

    @Test
    void fillsWithTheUpdates() {
      Callback bar = of("mini-batch SGD", 80, 700);
      bar.onChunkEnd(progress(100, 700, 0.4826));
      bar.close();

      assertThat(lastDrawn())
          .startsWith("mini-batch SGD     100% |█")
          .contains("█| 700/700 (")
          .endsWith(")  loss 0.4826, 8 s left")
          .hasSizeLessThan(80);
      assertThat(bytes.toString(UTF_8)).endsWith(System.lineSeparator());
    }

    @Test
    void staysWhereAnInterruptedTrainingEnded() {
      Callback bar = of("mini-batch SGD", 80, 700);
      bar.onChunkEnd(progress(50, 350, 0.55));
      bar.close();

      assertThat(lastDrawn())
          .contains(" 50% |")
          .contains(" 350/700 (")
          .endsWith("  loss 0.5500, 8 s left");
    }

    @Test
    void showsTheValuesInAWiderTerminal() {
      Callback bar = of("", 120, 700);
      bar.onEpochEnd(epochEnd(50, 100, Map.of("val_loss", 0.25)));
      bar.onChunkEnd(progress(50, 350, 0.55));
      bar.close();

      assertThat(lastDrawn())
          .endsWith(")  loss 0.5500, 8 s left, 48,312 examples/s, val_loss 0.2500");
    }

    /** What others print of an epoch stands in a line of its own, however fast the bar is drawn. */
    @Test
    void leavesItsLineToOthersAtTheEndOfAnEpoch() {
      PrintStream out = new PrintStream(bytes, true, UTF_8);
      Callback bar = of("", 80, 7);
      bar.onEpochEnd(epochEnd(1, 1, Map.of()));
      out.println("epoch 1");
      bar.onChunkEnd(progress(1, 7, 0.5));
      bar.close();

      assertThat(bytes.toString(UTF_8)).contains("\r" + " ".repeat(79) + "\repoch 1\n");
    }

    @Test
    void keepsThatItsThreadWasInterrupted() {
      Callback bar = of("", 80, 1);
      Thread.currentThread().interrupt();
      bar.close();

      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
