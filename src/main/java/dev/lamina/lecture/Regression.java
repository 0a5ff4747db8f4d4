package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.adam;

import dev.lamina.data.Dataset;
import dev.lamina.data.Linspace;
import dev.lamina.layer.Initializers;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.random.TorchRandom;
import org.tensorflow.ndarray.Shape;

/**
 * The lecture's network that is as wide as one likes, 1 → nodes relu → 1, for 100 points of almost
 * nothing but noise. Points and initial weights are those of PyTorch after {@code manual_seed(5)}.
 *
 * @param nodes of the hidden layer
 */
public record Regression(int nodes) {
  private static final long SEED = 5;
  private static final int POINTS = 100;
  private static final float NOISE = 0.01f;

  /** How many draws torch.randn takes for the points' targets: 16 of 100 are drawn again. */
  private static final int POINT_DRAWS = 116;

  /** The points, x and y of shape [1]. */
  public Dataset data() {
    float[] y = new TorchRandom(SEED).randn(POINTS);
    for (int i = 0; i < POINTS; i++) {
      y[i] *= NOISE;
    }
    return Dataset.of(Shape.of(1), Linspace.of(0, 1, POINTS), Shape.of(1), y);
  }

  /** The network, with its initial weights. */
  public Sequential network() {
    return Sequential.of(Shape.of(1), dense(nodes), relu(), dense(1))
        .initializer(Initializers.pytorch(SEED, POINT_DRAWS));
  }

  /** Adam as PyTorch has it, on the mean squared error. */
  public Settings settings() {
    return Settings.of(adam(0.001f).pytorchEpsilon(), meanSquaredError());
  }
}
