package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final List<String> lines = new ArrayList<>();
  private long seconds;

  private Listener named(String name) {
    return new ProgressLines(name, lines::add, () -> seconds * 1_000_000_000L);
  }

  private static Listener.Progress after(int updates, int planned) {
    float loss = 1 - updates / 1000f;
    return new Listener.Progress(
        updates,
        planned,
        updates,
        10L * updates,
        new float[] {loss},
        Map.of("loss", (double) loss),
        new Pace(1234.5, planned - updates));
  }

  @Test
  void writesALineForEachTenthOfTheUpdates() {
    Listener listener = named("");
    listener.onBegin(new Listener.Begin(700, 700, 7000));
    for (int update = 5; update <= 700; update += 5) {
      listener.onChunkEnd(after(update, 700));
    }

    assertThat(lines)
        .hasSize(10)
        .startsWith(
            "epoch 70/700: loss 0.9300; 10:30 min left, 1,235 examples/s",
            "epoch 140/700: loss 0.8600; 9:20 min left, 1,235 examples/s")
        .endsWith("epoch 700/700: loss 0.3000; 0 s left, 1,235 examples/s");
  }

  @Test
  void writesOneLineForAChunkOfManyTenths() {
    Listener listener = named("mini-batch SGD");
    listener.onBegin(new Listener.Begin(100, 100, 1000));
    listener.onChunkEnd(after(55, 100));
    listener.onChunkEnd(after(59, 100));

    assertThat(lines)
        .containsExactly("mini-batch SGD: epoch 55/100: loss 0.9450; 45 s left, 1,235 examples/s");
  }

  @Test
  void isNotSilentForLongerThanTenSeconds() {
    Listener listener = named("");
    listener.onBegin(new Listener.Begin(1000, 1000, 10000));
    for (int update = 1; update <= 25; update++) {
      seconds++;
      listener.onChunkEnd(after(update, 1000));
    }

    assertThat(lines)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("epoch 10/1000: loss 0.9900; "),
            line -> assertThat(line).startsWith("epoch 20/1000: loss 0.9800; "));
  }

  @Test
  void beginsAnewWithEachTraining() {
    Listener listener = named("");
    for (int training = 0; training < 2; training++) {
      listener.onBegin(new Listener.Begin(1, 1, 10));
      listener.onChunkEnd(after(1, 1));
      listener.onEnd();
    }

    assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("epoch 1/1: loss 0.9990; "));
  }
}
