package dev.lamina.view.diagram;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.tanh;

import dev.lamina.model.Functional;
import dev.lamina.model.Sequential;
import dev.lamina.model.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** The lecture's six networks, and some that are larger. */
final class Networks {
  static final Functional LINEAR = Sequential.of(Shape.of(1), dense(1));
  static final Functional LOGISTIC = Sequential.of(Shape.of(1), dense(1), sigmoid());
  static final Functional SEVERAL = Sequential.of(Shape.of(4), dense(1), sigmoid());
  static final Functional SOFTMAX = Sequential.of(Shape.of(2), dense(3), softmax());
  static final Functional MNIST =
      Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid());
  static final Functional RELU2 = read("relu2");
  static final Functional DEEP =
      Sequential.of(Shape.of(2), dense(4), tanh(), dense(3), tanh(), dense(1), sigmoid());
  static final Functional WIDE = Sequential.of(Shape.of(1), dense(200_000), relu(), dense(1));
  static final Functional CNN = read("cnn");
  static final Functional DIGITS = read("digits");

  private Networks() {}

  static List<Functional> all() {
    return List.of(LINEAR, LOGISTIC, SEVERAL, SOFTMAX, MNIST, RELU2, DEEP, WIDE, CNN, DIGITS);
  }

  private static Functional read(String name) {
    return TrainingSpec.readNetwork(Path.of("models", name + ".json"));
  }
}
