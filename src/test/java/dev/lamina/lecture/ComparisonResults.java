package dev.lamina.lecture;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.Execution;
import dev.lamina.engine.Jit;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.model.Epoch;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Made-up results of comparisons, for tests of how they are shown. */
final class ComparisonResults {
  private static final Map<String, Double> NONE = Map.of();

  private ComparisonResults() {}

  static Comparison comparison() {
    return new Comparison(images(12665), images(2115), 1, Device.CPU, Jit.AUTO, Way.all());
  }

  private static Dataset images(int count) {
    return Dataset.of(new float[count][1], new float[count]);
  }

  static ComparisonResult whole() {
    return new ComparisonResult(
        comparison(),
        List.of(
            row(Way.fullBatch(700), 12665, 700, 700, 8.03, 0.474594921, 12606, false),
            row(Way.miniBatch(2048, 100), 2048, 100, 700, 1.44, 0.478590906, 12578, false),
            row(Way.singleSample(1), 1, 1, 12665, 0.0355, 0.0128, 12635, false)));
  }

  static ComparisonResult interruptedDuringMiniBatch() {
    return new ComparisonResult(
        comparison(),
        List.of(
            whole().rows().get(0),
            row(Way.miniBatch(2048, 100), 2048, 50, 350, 0.72, 0.5687, 11000, true)));
  }

  static ComparisonResult interruptedAfterFullBatch() {
    return new ComparisonResult(comparison(), whole().rows().subList(0, 1));
  }

  static ComparisonResult withOtherEpochs() {
    return new ComparisonResult(
        comparison(),
        List.of(
            row(Way.fullBatch(700), 12665, 1, 1, 0.5, 0.7081, 2722, false),
            row(Way.miniBatch(2048, 100), 12665, 3000, 3000, 30, 0.2, 12640, false),
            whole().rows().get(2)));
  }

  private static ComparisonResult.Row row(
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
                number ->
                    new Epoch(
                        number,
                        updates / epochs,
                        12665,
                        loss,
                        accuracy(correct, 12665),
                        NONE,
                        0.001f,
                        0))
            .toList();
    History history =
        new History(
            losses, ended, 12665L * epochs, seconds, 0, interrupted, "", new Execution(true, 1));
    return ComparisonResult.Row.of(
        way, batch, history, score(correct, 12665, loss), score(2113, 2115, loss));
  }

  private static Evaluation score(int correct, int examples, double loss) {
    return new Evaluation(examples, loss, accuracy(correct, examples));
  }

  private static Map<String, Double> accuracy(int correct, int examples) {
    return Map.of("binaryAccuracy", correct / (double) examples);
  }
}
