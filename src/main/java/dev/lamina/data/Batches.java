package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A data set in batches of equal size; the last batch is smaller if the examples do not divide
 * evenly.
 *
 * <p>Iterating gives the batches of epoch 0; {@link #epoch} gives those of another one.
 */
public final class Batches implements Feed, Iterable<Batch> {

  private final Dataset dataset;
  private final int batchSize;
  private final boolean keepRemainder;

  Batches(Dataset dataset, int batchSize, boolean keepRemainder) {
    this.dataset = dataset;
    this.batchSize = checkSize(batchSize);
    this.keepRemainder = keepRemainder;
  }

  static int checkSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be at least 1, but got " + batchSize);
    }
    return batchSize;
  }

  /**
   * Returns these batches without a smaller last one: the examples that fill no batch are left out
   * of the epoch.
   */
  public Batches dropRemainder() {
    return new Batches(dataset, batchSize, false);
  }

  /**
   * Returns batches of the examples shuffled, in another order every epoch, as {@link
   * Dataset#shuffle(long)}: the examples, and not whole batches of always the same ones.
   */
  public Batches shuffle(long seed) {
    return dataset(dataset.shuffle(seed));
  }

  /** Returns the batches of one epoch, counted from 0; the same ones if nothing shuffles. */
  public Batches epoch(int epoch) {
    return new Batches(dataset.epoch(epoch), batchSize, keepRemainder);
  }

  /** Returns the batches of another data set, cut like these. */
  public Batches dataset(Dataset other) {
    return new Batches(other, batchSize, keepRemainder);
  }

  /** Returns the data set that is cut into batches. */
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public Batches first(int count) {
    return dataset(dataset.epoch(0).take(Math.multiplyExact(count, batchSize)));
  }

  @Override
  public Parts inputs() {
    return dataset.inputs();
  }

  @Override
  public Parts targets() {
    return dataset.targets();
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  /** Returns the number of examples in the smaller last batch; 0 if there is none. */
  public int remainder() {
    return keepRemainder ? dataset.size() % batchSize : 0;
  }

  /** Returns the number of batches in an epoch, a smaller last one included. */
  public int batchesPerEpoch() {
    return dataset.size() / batchSize + (remainder() > 0 ? 1 : 0);
  }

  /** Returns the batches of epoch 0, each read when it is asked for. */
  @Override
  public Iterator<Batch> iterator() {
    Dataset examples = dataset.epoch(0);
    return IntStream.range(0, batchesPerEpoch()).mapToObj(i -> read(examples, i)).iterator();
  }

  /**
   * Returns a line such as {@code 10 examples, x [1], y [1], in batches of 3 and a last one of 1}.
   */
  @Override
  public String toString() {
    String last = remainder() > 0 ? " and a last one of " + remainder() : "";
    return dataset + ", in batches of " + batchSize + last;
  }

  private Batch read(Dataset examples, int index) {
    int from = index * batchSize;
    int count = Math.min(batchSize, examples.size() - from);
    float[] x = new float[Example.width("x", examples.xShape().prepend(count))];
    float[] y = new float[Example.width("y", examples.yShape().prepend(count))];
    examples.read(from, count, x, y);
    return new Batch(count, examples.inputs(), x, examples.targets(), y);
  }
}
