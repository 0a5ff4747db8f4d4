package dev.lamina.serving;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.Held;
import dev.lamina.data.Values;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.persist.Export;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** A program that exports, loads and predicts over and over. Ten times it prints what it holds. */
final class ServingSoak {
  /** How often it prints. */
  static final int PARTS = 10;

  private ServingSoak() {}

  /**
   * Runs the rounds.
   *
   * @param arguments {@code load} or {@code predict}, how many rounds, and a folder to export to
   */
  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[1]);
    Path folder = Path.of(arguments[2], "model");
    Sequential network = Sequential.of(Shape.of(784), dense(32), relu(), dense(1));
    try (Model model = network.compile(sgd(0.1f), meanSquaredError())) {
      if (arguments[0].equals("load")) {
        loads(model, folder, rounds);
      } else {
        predictions(model, folder, rounds);
      }
    }
  }

  private static void loads(Model model, Path folder, int rounds) throws IOException {
    Values batch = Values.of(new float[3][784]);
    float[] example = new float[784];
    for (int round = 1; round <= rounds; round++) {
      Export export = Export.standard().overwriting();
      model.export(folder, round % 2 == 0 ? export : export.asConstants());
      try (Predictor predictor = Predictor.load(folder)) {
        predictor.predict(example);
        predictor.call("serving_default", Map.of("input", batch));
      }
      printAt(round, rounds);
    }
  }

  private static void predictions(Model model, Path folder, int rounds) throws IOException {
    model.export(folder);
    float[] example = new float[784];
    try (Predictor predictor = Predictor.load(folder)) {
      for (int round = 1; round <= rounds; round++) {
        predictor.predict(example);
        printAt(round, rounds);
      }
    }
  }

  private static void printAt(int round, int rounds) throws IOException {
    if (round % (rounds / PARTS) == 0) {
      Held.print();
    }
  }
}
