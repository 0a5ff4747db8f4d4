package dev.lamina.engine;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Dataset;
import dev.lamina.data.Shuffle;
import dev.lamina.model.Sequential;
import dev.lamina.train.loss.Objective;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

class TrainingDataTest {

  @Test
  void ordersOnlyTheEpochsThatTheFitHas() {
    Device.CPU.resolve();
    Dataset data =
        Dataset.of(new float[][] {{1}, {2}, {3}}, new float[3]).shuffle(Shuffle.pytorch(1));
    Training training =
        new Training(
            Sequential.of(Shape.of(1), dense(1)),
            sgd(0.1f),
            List.of(Objective.of(meanSquaredError(), List.of())));
    FitPlan plan = new FitPlan(3, 3, 0, 3, 4, 100);
    try (NativeRows rows = ExampleReader.of(training, data).read(ExampleReader.first(3));
        TrainingData whole = new TrainingData.Whole(plan, data, rows, 2)) {
      TInt32 orders = whole.chunk(1, 0).order().orElseThrow();

      int[] all = new int[12];
      orders.asRawTensor().data().asInts().read(all);
      assertThat(Arrays.copyOf(all, 3)).isEqualTo(data.order(1));
      assertThat(Arrays.copyOfRange(all, 3, 12)).containsOnly(0);
    }
  }
}
