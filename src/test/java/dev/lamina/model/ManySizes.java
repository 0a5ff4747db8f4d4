package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.adam;

import dev.lamina.Held;
import dev.lamina.engine.Jit;
import java.io.IOException;

/** A program that trains one model on data of ever another size, and prints what it holds. */
final class ManySizes {
  private ManySizes() {}

  /**
   * Trains.
   *
   * @param arguments how often to print, and on how many sizes each time before
   */
  public static void main(String[] arguments) throws IOException {
    int size = 20;
    try (Model model =
        Samples.regression().compile(Settings.of(adam(0.01f), meanSquaredError()).jit(Jit.OFF))) {
      for (int print = 0; print < Integer.parseInt(arguments[0]); print++) {
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
          model.fit(Samples.line(size++).batch(8), epochs(1));
        }
        Held.print();
      }
    }
  }
}
