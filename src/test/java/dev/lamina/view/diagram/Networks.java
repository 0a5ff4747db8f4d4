package dev.lamina.view.diagram;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.tanh;

import dev.lamina.model.Sequential;
import dev.lamina.model.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** The lecture's six networks, and some that are larger. */
final class Networks {
  static final Sequential LINEAR = Sequential.of(Shape.of(1), dense(1));
  static final Sequential LOGISTIC = Sequential.of(Shape.of(1), dense(1), sigmoid());
  static final Sequential SEVERAL = Sequential.of(Shape.of(4), dense(1), sigmoid());
  static final Sequential SOFTMAX = Sequential.of(Shape.of(2), dense(3), softmax());
  static final Sequential MNIST =
      Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid());
  static final Sequential RELU2 = read("relu2");
  static final Sequential DEEP =
      Sequential.of(Shape.of(2), dense(4), tanh(), dense(3), tanh(), dense(1), sigmoid());
  static final Sequential WIDE = Sequential.of(Shape.of(1), dense(200_000), relu(), dense(1));
  static final Sequential CNN = read("cnn");
  static final Sequential DIGITS = read("digits");

  private Networks() {}

  static List<Sequential> all() {
    return List.of(LINEAR, LOGISTIC, SEVERAL, SOFTMAX, MNIST, RELU2, DEEP, WIDE, CNN, DIGITS);
  }

  private static Sequential read(String name) {
    return TrainingSpec.readNetwork(Path.of("models", name + ".json"));
  }
}
