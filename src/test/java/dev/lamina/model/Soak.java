package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;

import dev.lamina.Held;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import java.io.IOException;

/** A program that uses models over and over. After every second model it prints what it holds. */
final class Soak {
  private static final int EXAMPLES = 2_000;

  private Soak() {}

  /**
   * Runs the rounds.
   *
   * @param arguments how many models, for XLA and for the plain graph in turn, and how many rounds
   *     with each
   */
  public static void main(String[] arguments) throws IOException {
    int models = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    for (int i = 1; i <= models; i++) {
      boolean plain = i % 2 == 0;
      try (Model model = compile(plain ? Jit.OFF : Jit.ON)) {
        for (int round = 0; round < rounds; round++) {
          use(model);
        }
      }
      if (plain) {
        Held.print();
      }
    }
  }

  private static Model compile(Jit jit) {
    return Samples.droppingClassifier()
        .compile(
            Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
                .jit(jit));
  }

  /** All that a model is for, with data in memory, shuffled, streamed and refused. */
  private static void use(Model model) {
    Dataset data = Samples.corners(EXAMPLES);
    model.fit(data.batch(EXAMPLES / 4), epochs(1));
    model.fit(data.shuffle(1).batch(EXAMPLES / 4), epochs(1));
    model.fit(data.shuffle(1).batch(EXAMPLES / 4), epochs(1).memory(1));
    model.evaluate(data);
    model.predict(data);
    model.predict(1, 2);
    model.weights();
    refused(model);
    model.reset();
  }

  /** Good examples and a bad one after them. */
  private static void refused(Model model) {
    float[][] x = new float[EXAMPLES][2];
    x[EXAMPLES - 1][1] = Float.NaN;
    Dataset bad = Dataset.of(x, new float[EXAMPLES]);
    try {
      model.evaluate(bad);
    } catch (DataException e) {
      try {
        model.fit(bad.batch(EXAMPLES / 4), epochs(1).memory(1));
      } catch (DataException again) {
        return;
      }
    }
    throw new IllegalStateException("NaN was taken");
  }
}
