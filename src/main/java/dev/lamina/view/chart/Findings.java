package dev.lamina.view.chart;

import dev.lamina.data.Dataset;
import dev.lamina.data.Example;
import dev.lamina.model.Model;
import dev.lamina.text.Numbers;
import dev.lamina.train.metric.ClassNumbers;
import dev.lamina.train.metric.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * What a network that tells classes apart makes of a data set.
 *
 * @param confusion how often each class was taken for which
 * @param mistakes all examples that were taken for another class, the most certain first
 */
public record Findings(ConfusionMatrix confusion, List<Mistake> mistakes) {

  public Findings {
    mistakes = List.copyOf(mistakes);
  }

  /**
   * An example that was taken for another class than its own.
   *
   * @param example its place in the data set, counted from 0
   * @param x its numbers
   * @param truth its class
   * @param predicted the class it was taken for
   * @param confidence the probability that the network gave to the class it was taken for
   * @param truthProbability the probability that the network gave to its own class
   */
  @SuppressWarnings("ArrayRecordComponent") // Carries numbers, is never compared.
  public record Mistake(
      int example,
      float[] x,
      int truth,
      int predicted,
      double confidence,
      double truthProbability) {

    /** Its picture, with what it is and what it was taken for. */
    private PictureGrid.Captioned captioned(Shape shape) {
      return new PictureGrid.Captioned(
          Picture.of(shape, x),
          "%s as %s: %s\n%s: %s"
              .formatted(
                  truth,
                  predicted,
                  Numbers.fixed(confidence, 2),
                  truth,
                  Numbers.fixed(truthProbability, 2)),
          "Example %s, a %s taken for a %s with probability %s"
              .formatted(example, truth, predicted, Numbers.fixed(confidence, 2)));
    }
  }

  /**
   * Lets a model predict a data set; nothing if targets are no classes or predictions no
   * probabilities of them.
   *
   * <p>Targets are classes if they are class numbers or have a single 1 among zeros; predictions
   * are probabilities if they are one number from 0 to 1, that of class 1, or one for each class
   * and 1 in sum.
   *
   * @throws dev.lamina.layer.ShapeException if the network takes other inputs
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   */
  public static Optional<Findings> of(Model model, Dataset data) {
    float[][] predictions = model.predict(data);
    if (model.settings().objectives().get(0).loss().threshold() != 0.5f) {
      return Optional.empty();
    }
    int classes = Math.max(2, predictions[0].length);
    int[] truth = new int[predictions.length];
    int[] predicted = new int[predictions.length];
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < predictions.length; i++) {
      Example example = data.get(i);
      truth[i] = classOf(example.y(), classes);
      if (truth[i] < 0 || !areProbabilities(predictions[i])) {
        return Optional.empty();
      }
      float[] all = forEachClass(predictions[i]);
      predicted[i] = ClassNumbers.mostProbable(all);
      if (predicted[i] != truth[i]) {
        mistakes.add(
            new Mistake(i, example.x(), truth[i], predicted[i], all[predicted[i]], all[truth[i]]));
      }
    }
    mistakes.sort(Comparator.comparingDouble(Mistake::confidence).reversed());
    return Optional.of(new Findings(ConfusionMatrix.of(classes, truth, predicted), mistakes));
  }

  /** The class that a target stands for, -1 if it stands for none. */
  private static int classOf(float[] target, int classes) {
    if (target.length == 1) {
      int number = (int) target[0];
      return number == target[0] && number >= 0 && number < classes ? number : -1;
    }
    int[] places = IntStream.range(0, target.length).filter(k -> target[k] != 0).toArray();
    return target.length == classes && places.length == 1 && target[places[0]] == 1
        ? places[0]
        : -1;
  }

  private static boolean areProbabilities(float[] prediction) {
    double sum = 0;
    for (float value : prediction) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
      sum += value;
    }
    return prediction.length == 1 || Math.abs(sum - 1) < 1e-3;
  }

  private static float[] forEachClass(float[] prediction) {
    return prediction.length == 1 ? new float[] {1 - prediction[0], prediction[0]} : prediction;
  }

  /**
   * The pictures of the first mistakes; nothing if the examples are no pictures.
   *
   * @param shape of an example
   * @param most how many mistakes are shown at most
   */
  public Optional<PictureGrid> pictures(String title, Shape shape, int most) {
    return Picture.shapeOf(shape)
        .map(
            pixels ->
                new PictureGrid(
                    title,
                    "%s: %s of %s"
                        .formatted(
                            title, Math.min(most, mistakes.size()), Numbers.count(mistakes.size())),
                    mistakes.stream().limit(most).map(m -> m.captioned(pixels)).toList()));
  }
}
