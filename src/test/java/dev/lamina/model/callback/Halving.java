package dev.lamina.model.callback;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static java.util.stream.Collectors.toMap;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Initializers;
import dev.lamina.model.Callback.EpochEnd;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Callback.FitInfo.ModelView;
import dev.lamina.model.Epoch;
import dev.lamina.model.Model;
import dev.lamina.model.Monitor.Mode;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * A training that can be followed in the head: y = w·x with w = 1 at first, one example (1, 3).
 * With the learning rate 0.25 each epoch goes half the way to 3: w is 2, 2.5, 2.75, 2.875.
 */
final class Halving {
  static final Batches TO_THREE = number(3).batch(1);

  private static final Sequential NETWORK =
      Sequential.of(Shape.of(1), dense(1).useBias(false).kernel(Initializers.ones()));

  private static final ModelView UNTRAINED =
      new ModelView() {
        @Override
        public Sequential network() {
          return NETWORK;
        }

        @Override
        public long updates() {
          return 0;
        }

        @Override
        public Map<String, FloatArray> weights() {
          return NETWORK.initialWeights(0);
        }
      };

  private Halving() {}

  /** The example (1, y). */
  static Dataset number(float y) {
    return Dataset.of(new float[][] {{1}}, new float[] {y});
  }

  static Model model(float learningRate) {
    return NETWORK.compile(Settings.of(sgd(learningRate), meanSquaredError()).jit(Jit.OFF));
  }

  static float weight(Model model) {
    return model.weights().values().iterator().next().values()[0];
  }

  /** A fit of many epochs with these values, which are to become small. */
  static FitInfo fit(String... monitors) {
    Map<String, Mode> small = Stream.of(monitors).collect(toMap(name -> name, name -> Mode.MIN));
    return fit(small);
  }

  /** A fit of many epochs with these values. */
  static FitInfo fit(Map<String, Mode> monitors) {
    return new FitInfo(1, 100, 1, 0.25f, monitors, Map.of(), UNTRAINED);
  }

  /** A fit whose learning rate follows a schedule. */
  static FitInfo scheduledFit() {
    return new FitInfo(1, 1, 1, Float.NaN, Map.of("loss", Mode.MIN), Map.of(), UNTRAINED);
  }

  /** The end of an epoch with a loss on validation data, its learning rate 0.25. */
  static EpochEnd end(int number, double validationLoss) {
    Epoch epoch =
        new Epoch(number, 1, 1, 0, Map.of(), Map.of("val_loss", validationLoss), 0.25f, 0);
    return new EpochEnd(epoch, number, 100, number, 0);
  }
}
