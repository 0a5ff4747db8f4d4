package dev.lamina.lecture;

import static dev.lamina.layer.Initializers.zeros;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.tensorflow.ndarray.Shape;

/** The smallest networks there are, lines, and what they have learned. */
final class SlopeModel {
  private SlopeModel() {}

  /**
   * ŷ = ŵx or ŷ = ŵ₀ + ŵ₁x, beginning at 0, to be trained by gradient descent on the mean squared
   * error.
   *
   * @param bias whether there is ŵ₀
   * @param placed chooses the device and how to run
   */
  static Model of(boolean bias, float learningRate, UnaryOperator<Settings> placed) {
    return Sequential.of(Shape.of(1), dense(1).useBias(bias).kernel(zeros()))
        .compile(placed.apply(Settings.of(sgd(learningRate), meanSquaredError())));
  }

  /** ŵ or ŵ₁, so far. */
  static float slope(Model model) {
    return weight(model, "dense/kernel");
  }

  /** ŵ₀, so far. */
  static float intercept(Model model) {
    return weight(model, "dense/bias");
  }

  private static float weight(Model model, String name) {
    return Objects.requireNonNull(model.weights().get(name)).values()[0];
  }
}
