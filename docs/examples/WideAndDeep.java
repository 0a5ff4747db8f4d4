import static dev.lamina.layer.Layers.*;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.network.Node.*;
import static dev.lamina.train.loss.Losses.*;
import static dev.lamina.train.metric.Metrics.*;
import static dev.lamina.train.optimizer.Optimizers.*;

import dev.lamina.data.*;
import dev.lamina.model.*;
import dev.lamina.network.Node;
import java.util.Map;
import java.util.Random;
import org.tensorflow.ndarray.Shape;

/**
 * Wide and deep (Cheng et al. 2016): who buys what. The wide part learns by heart how each city
 * likes each product, the deep part which prices and ages go together.
 */
public class WideAndDeep {
  static final int CITIES = 10;
  static final int PRODUCTS = 10;

  public static void main(String[] args) {
    System.out.printf("accuracy %.3f%n", accuracy(20_000, 20));
  }

  static Functional network() {
    Node crossed = input("crossed", Shape.of(1));
    Node numbers = input("numbers", Shape.of(2));
    Node wide = crossed.to(embedding(CITIES * PRODUCTS, 1), flatten());
    Node deep = numbers.to(dense(32), relu(), dense(16), relu(), dense(1));
    return Functional.of(add(wide, deep).to(sigmoid()).named("buys"));
  }

  /** A made table: a taste of each city for each product, and a price that suits an age. */
  static Dataset customers(int count, long seed) {
    float[] taste = new float[CITIES * PRODUCTS];
    Random fixed = new Random(0);
    for (int i = 0; i < taste.length; i++) {
      taste[i] = fixed.nextBoolean() ? 1 : -1;
    }
    Random random = new Random(seed);
    int[] crossed = new int[count];
    float[][] numbers = new float[count][];
    float[] buys = new float[count];
    for (int i = 0; i < count; i++) {
      int pair = random.nextInt(taste.length);
      float age = random.nextFloat();
      float price = random.nextFloat();
      crossed[i] = pair;
      numbers[i] = new float[] {age, price};
      buys[i] = taste[pair] + 6 * (0.35f - Math.abs(age - price)) > 0 ? 1 : 0;
    }
    return Dataset.of(
        Map.of("crossed", Values.of(crossed), "numbers", Values.of(numbers)),
        Map.of("buys", Values.of(buys)));
  }

  /** Trains on customers; gives the share of right answers for new ones. */
  static double accuracy(int customers, int epochs) {
    try (Model model = network().compile(adam(0.01f), binaryCrossentropy(), binaryAccuracy())) {
      model.fit(customers(customers, 1).shuffle(1).batch(50), epochs(epochs));
      return model.evaluate(customers(2000, 2)).metric("binaryAccuracy");
    }
  }
}
