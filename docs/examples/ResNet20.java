import static dev.lamina.layer.Layers.*;
import static dev.lamina.layer.Padding.SAME;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.network.Node.*;
import static dev.lamina.train.loss.Losses.*;
import static dev.lamina.train.metric.Metrics.*;
import static dev.lamina.train.optimizer.Optimizers.*;
import static dev.lamina.train.schedule.Schedules.*;

import dev.lamina.data.*;
import dev.lamina.layer.Layer;
import dev.lamina.model.*;
import dev.lamina.network.Node;
import dev.lamina.train.optimizer.Optimizer;
import org.tensorflow.ndarray.Shape;

/**
 * ResNet-20 (He et al. 2016): nine blocks, each adding what it makes of a picture to the picture.
 */
public class ResNet20 {

  public static void main(String[] args) {
    System.out.printf("accuracy %.3f%n", accuracy(10_000, 2));
  }

  /** For pictures of 32 × 32 colours, as in CIFAR; here they are MNIST's digits with a margin. */
  static Functional network() {
    Node digit = input("digit", Shape.of(28, 28, 1)).to(zeroPadding2D(2));
    Node seen = concatenate(digit, digit, digit).to(convolution(16, 3, 1), relu());
    for (int filters : new int[] {16, 32, 64}) {
      seen = block(seen, filters, filters == 16 ? 1 : 2);
      seen = block(seen, filters, 1);
      seen = block(seen, filters, 1);
    }
    return Functional.of(seen.to(globalAveragePooling2D(), dense(10), softmax()));
  }

  /** Two convolutions, and a skip around them. */
  static Node block(Node in, int filters, int stride) {
    Node made = in.to(convolution(filters, 3, stride), relu(), convolution(filters, 3, 1));
    Node skip = stride == 1 ? in : in.to(convolution(filters, 1, stride));
    return add(skip, made).to(relu());
  }

  static Layer convolution(int filters, int size, int stride) {
    return sequence(
        conv2D(filters, size).strides(stride).padding(SAME).useBias(false),
        batchNormalization().momentum(0.9f));
  }

  /** Trains on some of the digits; gives the share of right answers for digits never seen. */
  static double accuracy(int digits, int epochs) {
    Shape shape = Shape.of(28, 28, 1);
    Batches batches = Mnist.train().take(digits).reshape(shape).shuffle(1).batch(20);
    Optimizer optimizer = adam(cosineDecay(0.003f, batches.batchesPerEpoch() * epochs));
    try (Model model =
        network()
            .compile(optimizer, sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())) {
      model.fit(batches, epochs(epochs));
      return model
          .evaluate(Mnist.test().take(1000).reshape(shape))
          .metric("sparseCategoricalAccuracy");
    }
  }
}
