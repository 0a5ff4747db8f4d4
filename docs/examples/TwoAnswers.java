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
import org.tensorflow.ndarray.Shape;

/** One network, two answers: which digit it is, and whether it is even. */
public class TwoAnswers {

  public static void main(String[] args) {
    System.out.println(evaluation(60_000, 3));
  }

  static Functional network() {
    Node picture = input("picture", Shape.of(28, 28, 1));
    Node seen = picture.to(conv2D(16, 3), relu(), maxPooling2D(2), flatten(), dense(64), relu());
    return Functional.of(
        seen.to(dense(10), softmax()).named("digit"), seen.to(dense(1), sigmoid()).named("even"));
  }

  static Dataset answers(Dataset digits) {
    return Dataset.zip(
        Map.of("picture", digits.reshape(Shape.of(28, 28, 1))),
        Map.of("digit", digits, "even", digits.map(digit -> digit.withY(1 - digit.y()[0] % 2))));
  }

  /** Trains on some of the digits; gives losses and accuracies of both answers on others. */
  static Evaluation evaluation(int digits, int epochs) {
    Settings settings =
        Settings.of(adam(0.001f))
            .loss("digit", sparseCategoricalCrossentropy())
            .loss("even", binaryCrossentropy(), 0.3f)
            .metrics("digit", sparseCategoricalAccuracy())
            .metrics("even", binaryAccuracy());
    try (Model model = network().compile(settings)) {
      model.fit(answers(Mnist.train().take(digits)).shuffle(1).batch(50), epochs(epochs));
      return model.evaluate(answers(Mnist.test()));
    }
  }
}
