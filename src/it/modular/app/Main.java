package app;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.data.Dataset;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.serving.Predictor;
import java.nio.file.Path;
import org.tensorflow.ndarray.Shape;

/** A program of modules: it trains, saves, loads, exports and predicts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Dataset line = Dataset.of(new float[][] {{1}, {2}}, new float[] {3, 5});
    Sequential network = Sequential.of(Shape.of(1), dense(1));
    try (Model model = network.compile(sgd(0.01f), meanSquaredError())) {
      model.fit(line.batch(2), epochs(3));
      model.save(folder.resolve("saved"));
      model.export(folder.resolve("exported"));
      try (Model loaded = Model.load(folder.resolve("saved"));
          Predictor predictor = Predictor.load(folder.resolve("exported"))) {
        System.out.println(model.predict(2)[0] == loaded.predict(2)[0]);
        System.out.println(model.predict(2)[0] == predictor.predict(2)[0]);
      }
    }
  }
}
