package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.layer.Initializers;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.network.Sequential;
import java.util.Objects;
import org.tensorflow.ndarray.Shape;

/** The smallest network there is: one weight, the slope of a line through the origin. */
final class Line {
  /** Takes a slope about a third of its way to the best one in each update on points in [0, 1]. */
  private static final float LEARNING_RATE = 0.5f;

  private Line() {}

  /** ŷ = w x, without a bias. */
  static Sequential network() {
    return Sequential.of(
        Shape.of(1), dense(1).useBias(false).kernelInitializer(Initializers.zeros()));
  }

  /** A model with slope 0, trained by gradient descent on the squared error. */
  static Model model(Setting setting) {
    return network().compile(setting.apply(Settings.of(sgd(LEARNING_RATE), meanSquaredError())));
  }

  /** The slope that a model has learned so far. */
  static float slope(Model model) {
    return Objects.requireNonNull(model.weights().get("dense/kernel"))[0];
  }
}
