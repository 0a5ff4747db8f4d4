import static dev.lamina.layer.ActivationFunction.GELU;
import static dev.lamina.layer.Layers.*;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.network.Node.*;
import static dev.lamina.train.loss.Losses.*;
import static dev.lamina.train.metric.Metrics.*;
import static dev.lamina.train.optimizer.Optimizers.*;

import dev.lamina.data.*;
import dev.lamina.model.*;
import dev.lamina.network.Node;
import org.tensorflow.ndarray.Shape;

/**
 * A small transformer (Vaswani et al. 2017) reads each digit row by row: 28 steps of 28 features.
 * Without positions it would not know which row is where.
 */
public class TransformerDigits {

  public static void main(String[] args) {
    System.out.printf("test accuracy %.3f%n", accuracy(10_000, 5));
  }

  static Functional network() {
    Node rows = input("rows", Shape.of(28, 28));
    Node value = rows.to(dense(32), positionEmbedding());
    Node attended = block(value);
    return Functional.of(attended.to(globalAveragePooling1D(), dense(10), softmax()));
  }

  /** Attention and a layer for each step, each added to what it was given. */
  static Node block(Node value) {
    Node attended = add(value, value.to(multiHeadAttention(4, 8))).to(layerNormalization());
    Node each = attended.to(dense(64, GELU), dense(32));
    return add(attended, each).to(layerNormalization());
  }

  /** Trains on some of the digits; gives the share of the test digits that it knows. */
  static double accuracy(int digits, int epochs) {
    Shape shape = Shape.of(28, 28);
    try (Model model =
        network()
            .compile(
                adam(0.003), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())) {
      Dataset train = Mnist.train().take(digits).reshape(shape);
      model.fit(train.shuffle(1).batch(50), epochs(epochs));
      return model.evaluate(Mnist.test().reshape(shape)).metric("sparseCategoricalAccuracy");
    }
  }
}
