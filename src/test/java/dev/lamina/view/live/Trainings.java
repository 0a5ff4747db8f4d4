package dev.lamina.view.live;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.data.Dataset;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import org.tensorflow.ndarray.Shape;

/** A small training to look at: two updates in each epoch. */
final class Trainings {
  static final Dataset LINE = Dataset.of(new float[][] {{1}, {2}, {3}}, new float[] {3, 5, 7});

  private Trainings() {}

  static Model model() {
    return Sequential.of(Shape.of(1), dense(1))
        .compile(sgd(0.01f), meanSquaredError(), meanAbsoluteError());
  }

  /** Trains two epochs with validation. */
  static History fit(Model model, Dashboard dashboard) {
    return model.fit(LINE.batch(2), Fit.epochs(2).validation(LINE.take(1)).callback(dashboard));
  }
}
