package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;

import dev.lamina.Held;
import dev.lamina.data.Batches;
import dev.lamina.engine.Jit;
import java.io.IOException;
import java.nio.file.Path;

/** A program that saves and loads models over and over. Now and then it prints what it holds. */
final class SaveSoak {
  private SaveSoak() {}

  /**
   * Runs the rounds.
   *
   * @param arguments the folder to save to, how many rounds, and after how many to print
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int each = Integer.parseInt(arguments[2]);
    Batches batches = Samples.corners(20).batch(10);
    try (Model model =
        Samples.classifier()
            .compile(Settings.of(adam(0.01f), sparseCategoricalCrossentropy()).jit(Jit.OFF))) {
      model.fit(batches, epochs(1));
      model.save(folder);
    }
    for (int round = 1; round <= rounds; round++) {
      try (Model model = Model.load(folder)) {
        model.predict(1, 2);
        model.save(folder);
      }
      if (round % each == 0) {
        Held.print();
      }
    }
  }
}
