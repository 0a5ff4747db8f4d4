import static dev.lamina.layer.Layers.*;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.network.Node.*;
import static dev.lamina.train.loss.Losses.*;
import static dev.lamina.train.metric.Metrics.*;
import static dev.lamina.train.optimizer.Optimizers.*;

import dev.lamina.data.*;
import dev.lamina.layer.Shared;
import dev.lamina.model.*;
import dev.lamina.network.Node;
import java.util.Map;
import java.util.Random;
import org.tensorflow.ndarray.Shape;

/** Twins (Bromley et al. 1993): two towers of the same weights say whether two digits are equal. */
public class Twins {

  public static void main(String[] args) {
    System.out.printf("accuracy %.3f%n", accuracy(50_000, 10));
  }

  static Functional network() {
    Node left = input("left", Shape.of(784));
    Node right = input("right", Shape.of(784));
    Shared tower = shared(dense(128), relu(), dense(32), relu());
    Node difference = subtract(left.to(tower), right.to(tower));
    Node distance = multiply(difference, difference);
    return Functional.of(distance.to(dense(1), sigmoid()).named("same"));
  }

  /** Half of the pairs are two pictures of one digit. */
  static Dataset pairs(Dataset digits, int pairs, long seed) {
    Random random = new Random(seed);
    float[] labels = new float[digits.size()];
    digits.readY(0, labels.length, labels);
    float[][] left = new float[pairs][];
    float[][] right = new float[pairs][];
    float[] same = new float[pairs];
    for (int i = 0; i < pairs; i++) {
      int one = random.nextInt(labels.length);
      int other = random.nextInt(labels.length);
      same[i] = random.nextInt(2);
      while ((labels[one] == labels[other]) != (same[i] == 1)) {
        other = random.nextInt(labels.length);
      }
      left[i] = digits.get(one).x();
      right[i] = digits.get(other).x();
    }
    return Dataset.of(
        Map.of("left", Values.of(left), "right", Values.of(right)),
        Map.of("same", Values.of(same)));
  }

  /** Trains on pairs of digits; gives the share of right answers for pairs of digits never seen. */
  static double accuracy(int pairs, int epochs) {
    try (Model model = network().compile(adam(0.001f), binaryCrossentropy(), binaryAccuracy())) {
      model.fit(pairs(Mnist.train(), pairs, 1).shuffle(1).batch(50), epochs(epochs));
      return model.evaluate(pairs(Mnist.test(), 2000, 2)).metric("binaryAccuracy");
    }
  }
}
