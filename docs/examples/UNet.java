import static dev.lamina.layer.ActivationFunction.RELU;
import static dev.lamina.layer.Layers.*;
import static dev.lamina.layer.Padding.SAME;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.network.Node.*;
import static dev.lamina.train.loss.Losses.*;
import static dev.lamina.train.optimizer.Optimizers.*;

import dev.lamina.data.*;
import dev.lamina.model.*;
import dev.lamina.network.Node;
import java.util.Random;
import org.tensorflow.ndarray.Shape;

/**
 * A small U-Net (Ronneberger et al. 2015): which pixels of a noisy picture belong to its shapes.
 * The way down sees what is there, the way up where; skips bring the fine lines across.
 */
public class UNet {
  static final int SIZE = 32;

  public static void main(String[] args) {
    System.out.printf("intersection over union %.3f%n", overlap(1000, 5));
  }

  static Functional network() {
    Node picture = input("picture", Shape.of(SIZE, SIZE, 1));
    Node fine = convolutions(picture, 8);
    Node middle = convolutions(fine.to(maxPooling2D(2)), 16);
    Node coarse = convolutions(middle.to(maxPooling2D(2)), 32);
    Node up = convolutions(concatenate(coarse.to(upSampling2D(2)), middle), 16);
    Node full = convolutions(concatenate(up.to(upSampling2D(2)), fine), 8);
    return Functional.of(full.to(conv2D(1, 1), sigmoid()).named("mask"));
  }

  static Node convolutions(Node in, int filters) {
    return in.to(
        conv2D(filters, 3).padding(SAME).activation(RELU),
        conv2D(filters, 3).padding(SAME).activation(RELU));
  }

  /** A disc and a square in much noise, and the mask of both. */
  static Dataset drawn(int pictures, long seed) {
    Random random = new Random(seed);
    float[] x = new float[pictures * SIZE * SIZE];
    float[] mask = new float[x.length];
    for (int picture = 0; picture < pictures; picture++) {
      int[] at = random.ints(4, 6, SIZE - 6).toArray();
      int radius = 3 + random.nextInt(3);
      for (int i = 0; i < SIZE * SIZE; i++) {
        int row = i / SIZE;
        int column = i % SIZE;
        boolean disc = Math.hypot(row - at[0], column - at[1]) <= radius;
        boolean square = Math.max(Math.abs(row - at[2]), Math.abs(column - at[3])) <= radius;
        int pixel = picture * SIZE * SIZE + i;
        mask[pixel] = disc || square ? 1 : 0;
        x[pixel] = mask[pixel] + 0.5f * (float) random.nextGaussian();
      }
    }
    Shape shape = Shape.of(SIZE, SIZE, 1);
    return Dataset.of(shape, x, shape, mask);
  }

  /** Trains on drawn pictures; gives how well masks of new pictures cover the true ones. */
  static double overlap(int pictures, int epochs) {
    Dataset test = drawn(100, 2);
    try (Model model = network().compile(adam(0.005f), binaryCrossentropy())) {
      model.fit(drawn(pictures, 1).shuffle(1).batch(10), epochs(epochs));
      float[][] masks = model.predict(test);
      int both = 0;
      int either = 0;
      for (int picture = 0; picture < masks.length; picture++) {
        float[] wanted = test.get(picture).y();
        for (int i = 0; i < wanted.length; i++) {
          boolean found = masks[picture][i] > 0.5;
          both += found && wanted[i] == 1 ? 1 : 0;
          either += found || wanted[i] == 1 ? 1 : 0;
        }
      }
      return (double) both / either;
    }
  }
}
