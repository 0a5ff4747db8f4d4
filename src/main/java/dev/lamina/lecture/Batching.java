package dev.lamina.lecture;

import dev.lamina.data.Batch;
import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Example;
import dev.lamina.data.Linspace;
import dev.lamina.data.Shuffle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.tensorflow.ndarray.Shape;

/** 3E: a data set and its batches, as PyTorch's TensorDataset and DataLoader give them. */
final class Batching {
  private static final int BATCH = 3;

  private Batching() {}

  static void present(Presentation to) {
    // code 3E
    float[] x = Linspace.of(0, 9, 10);
    float[] y = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    Dataset ds = Dataset.of(Shape.of(1), x, Shape.of(1), y);
    Example first = ds.get(0);
    // end
    to.say("3E.what");
    to.code(Batching.class, "3E");
    to.say("3E.ds");
    to.show("x = %s%ny = %s".formatted(list(allX(ds)), list(allY(ds))));
    to.say("3E.get");
    to.show(
        "(x, y)[0]  = %s%nds.get(0)  = (%s, %s)"
            .formatted(list(List.of(x, y).get(0)), list(first.x()), list(first.y())));
    // code 3E.dl
    Batches dl = ds.batch(BATCH);
    Batches shuffled = ds.shuffle(Shuffle.pytorch(Points.SEED)).batch(BATCH);
    // end
    to.say("3E.dl");
    to.code(Batching.class, "3E.dl");
    to.show(lists(dl));
    to.say("3E.last");
    to.say("3E.shuffled", Points.SEED);
    to.show(lists(shuffled.epoch(0)) + "\n\n" + lists(shuffled.epoch(1)));
    to.say("3E.why");
  }

  private static float[] allX(Dataset ds) {
    float[] all = new float[ds.size()];
    ds.readX(0, ds.size(), all);
    return all;
  }

  private static float[] allY(Dataset ds) {
    float[] all = new float[ds.size()];
    ds.readY(0, ds.size(), all);
    return all;
  }

  private static String lists(Iterable<Batch> batches) {
    return StreamSupport.stream(batches.spliterator(), false)
        .map(batch -> "x: %-15s  y: %s".formatted(list(batch.x()), list(batch.y())))
        .collect(Collectors.joining("\n"));
  }

  private static String list(float[] numbers) {
    return Arrays.toString(numbers);
  }
}
