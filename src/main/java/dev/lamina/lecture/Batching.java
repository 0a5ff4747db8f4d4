package dev.lamina.lecture;

import dev.lamina.data.Batch;
import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Example;
import dev.lamina.data.Shuffle;
import java.util.StringJoiner;

/** 3E: a data set and its batches, as PyTorch's TensorDataset and DataLoader give them. */
final class Batching {
  private static final int COUNT = 10;
  private static final int BATCH = 3;
  private static final long SEED = 3;

  static void present(Presentation to) {
    Dataset ds = Points.aroundLine(COUNT, SEED).dataset();
    to.say("A data set ds holds x and y together, one example after the other:");
    to.show(examples(ds));
    to.say(
        "dl = ds.batch(%d) cuts it into batches: 3 + 3 + 3 + 1, for the last one holds what remains."
            .formatted(BATCH));
    Batches dl = ds.batch(BATCH);
    to.show(batches(dl));
    to.say("Without shuffling the second epoch is the same. With shuffling no two epochs are:");
    Batches shuffled = ds.shuffle(Shuffle.pytorch(SEED)).batch(BATCH);
    to.show("epoch 1\n" + batches(shuffled.epoch(0)) + "epoch 2\n" + batches(shuffled.epoch(1)));
    to.say("dl.dropRemainder() leaves the smaller last batch out:");
    to.show(batches(dl.dropRemainder()));
  }

  private static String examples(Dataset ds) {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    for (Example example : ds) {
      lines.add(example.toString());
    }
    return lines.toString();
  }

  private static String batches(Batches dl) {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    for (Batch batch : dl) {
      lines.add(batch.toString());
    }
    return lines.toString();
  }
}
