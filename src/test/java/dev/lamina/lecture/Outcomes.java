package dev.lamina.lecture;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.Execution;
import dev.lamina.model.Epoch;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Made-up outcomes, for tests of how they are shown. */
final class Outcomes {
  private static final Map<String, Double> NONE = Map.of();

  private Outcomes() {}

  static Comparison comparison() {
    return Comparison.of(images(12665), images(2115)).device(Device.CPU);
  }

  private static Dataset images(int count) {
    return Dataset.of(new float[count][1], new float[count]);
  }

  static Outcome whole() {
    return new Outcome(
        comparison(),
        List.of(
            result(Way.fullBatch(), 12665, 700, 700, 8.03, 0.474594921, 12606, false),
            result(Way.miniBatch(), 2048, 100, 700, 1.44, 0.478590906, 12578, false),
            result(Way.singleSample(), 1, 1, 12665, 0.0355, 0.5204, 9289, false)));
  }

  static Outcome interruptedDuringMiniBatch() {
    return new Outcome(
        comparison(),
        List.of(
            whole().results().get(0),
            result(Way.miniBatch(), 2048, 50, 350, 0.72, 0.5687, 11000, true)));
  }

  static Outcome interruptedAfterFullBatch() {
    return new Outcome(comparison(), whole().results().subList(0, 1));
  }

  static Outcome withOtherEpochs() {
    return new Outcome(
        comparison(),
        List.of(
            result(Way.fullBatch(), 12665, 1, 1, 0.5, 0.7081, 2722, false),
            result(Way.miniBatch(), 12665, 3000, 3000, 30, 0.2, 12640, false),
            whole().results().get(2)));
  }

  private static Result result(
      Way way,
      int batch,
      int epochs,
      int updates,
      double seconds,
      double loss,
      int correct,
      boolean interrupted) {
    float[] losses = new float[updates];
    Arrays.fill(losses, (float) loss);
    List<Epoch> ended =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                number -> new Epoch(number, updates / epochs, 12665, loss, NONE, NONE, 0.001f, 0))
            .toList();
    History history =
        new History(
            losses, ended, 12665L * epochs, seconds, 0, interrupted, "", new Execution(true, 1));
    return new Result(way, batch, history, score(correct, 12665, loss), score(2113, 2115, loss));
  }

  private static Evaluation score(int correct, int examples, double loss) {
    return new Evaluation(examples, loss, Map.of("binaryAccuracy", correct / (double) examples));
  }
}
