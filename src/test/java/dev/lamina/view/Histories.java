package dev.lamina.view;

import dev.lamina.engine.Execution;
import dev.lamina.model.Epoch;
import dev.lamina.model.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up trainings, for tests of how they are shown. */
public final class Histories {
  private Histories() {}

  /** Epochs of so many updates each, on 10 examples an update, 2 seconds an epoch. */
  public static History of(int epochs, int updates) {
    return interrupted(epochs, updates, 0);
  }

  /** As {@link #of}, and some more updates after the last epoch that ended. */
  public static History interrupted(int epochs, int updates, int more) {
    float[] losses = new float[epochs * updates + more];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = (float) Math.exp(-0.01 * i);
    }
    List<Epoch> ended = new ArrayList<>();
    for (int number = 1; number <= epochs; number++) {
      ended.add(
          new Epoch(
              number,
              updates,
              10L * updates,
              1.0 / number,
              Map.of("binaryAccuracy", 1 - 0.5 / number),
              Map.of("val_loss", 1.5 / number, "val_binaryAccuracy", 1 - 0.6 / number),
              0.1f / number,
              2));
    }
    return new History(
        losses,
        ended,
        10L * losses.length,
        2.0 * epochs + 0.5 * more,
        0,
        more > 0,
        "",
        new Execution(true, 1));
  }
}
