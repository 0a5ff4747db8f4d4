package digits;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;

import dev.lamina.data.Mnist;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.model.Sequential;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.ndarray.Shape;

/** The model behind the service: trained once, then found as a SavedModel. */
final class DigitModel {
  private DigitModel() {}

  /** Trains and exports a model, unless the folder has one. */
  static void provide(Path folder) {
    if (Files.isDirectory(folder)) {
      return;
    }
    Sequential network =
        Sequential.of(Shape.of(784), dense(128), relu(), dropout(0.2f), dense(10), softmax());
    Settings settings =
        Settings.of(adam(0.001f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
            .seed(1);
    try (Model model = network.compile(settings)) {
      model.fit(Mnist.train().shuffle(1).batch(32), epochs(2));
      System.out.println("trained; on the test images: " + model.evaluate(Mnist.test()));
      model.export(folder);
    }
  }
}
