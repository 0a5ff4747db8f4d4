package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.tanh;

import dev.lamina.layer.Layer;
import dev.lamina.network.Sequential;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** The lecture's examples of networks, from a single node to two hidden layers. */
public final class Networks {
  private Networks() {}

  /**
   * An example.
   *
   * @param title what it is
   * @param network the network itself
   */
  public record Example(String title, Sequential network) {}

  /** All of them, in the lecture's order. */
  public static List<Example> all() {
    return List.of(
        example("linear regression", 1, dense(1)),
        example("logistic regression of one feature", 1, dense(1), sigmoid()),
        example("logistic regression of several features", 4, dense(1), sigmoid()),
        example("softmax regression", 2, dense(3), softmax()),
        example("one hidden layer", 784, dense(32), relu(), dense(1), sigmoid()),
        example("two hidden layers", 2, dense(4), tanh(), dense(3), tanh(), dense(1), sigmoid()));
  }

  private static Example example(String title, int features, Layer... layers) {
    return new Example(title, Sequential.of(Shape.of(features), layers));
  }
}
