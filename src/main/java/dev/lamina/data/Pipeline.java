package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import dev.lamina.data.PipelineSteps.Opening;
import dev.lamina.network.Parts;
import dev.lamina.random.SplitMix64;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Examples that are read one after the other, once an epoch, of any number: an immutable
 * description that steps turn into others, with the meaning that tf.data gives them.
 *
 * <pre>{@code
 * Pipeline train = Pipeline.from(source).map(this::decode).shuffle(10_000, 1).prefetch(100);
 * model.fit(train.batch(32), 5);
 * }</pre>
 *
 * <p>A fit reads some tens of megabytes ahead in a thread of its own, and keeps no more in memory.
 * The same seeds give the same examples in the same order, whatever the number of threads. All
 * examples of an epoch must have the shapes of the first one where they are cut into batches.
 *
 * @see Dataset for examples that can be read in any order
 */
public final class Pipeline {
  private final DataSource source;
  private @Nullable Example first;

  private Pipeline(DataSource source) {
    this.source = source;
  }

  /** Describes the examples of a source, which is opened once for every epoch. */
  public static Pipeline from(DataSource source) {
    return new Pipeline(source);
  }

  /** Describes the examples of something that can be gone through again and again. */
  public static Pipeline of(Iterable<Example> examples) {
    return new Pipeline(epoch -> Cursor.of(examples.iterator()));
  }

  /**
   * Reads TFRecord files, gzipped or not, one after the other.
   *
   * @param decode what an example is made of: one record, such as a {@code tf.train.Example}
   * @throws DataException when they are read, if a file is missing or a checksum is wrong; names
   *     the file and the place
   */
  public static Pipeline tfRecords(List<Path> files, Function<Features, Example> decode) {
    return concat(files.stream().map(file -> from(epoch -> TfRecords.open(file, decode))).toList());
  }

  /**
   * As {@link #tfRecords(List, Function)}, of {@code tf.train.Example}s whose features have the
   * names of the parts and hold their numbers.
   */
  public static Pipeline tfRecords(List<Path> files, Parts inputs, Parts targets) {
    return tfRecords(files, TfRecords.decoder(inputs, targets));
  }

  private static Pipeline concat(List<Pipeline> pipelines) {
    return new Pipeline(epoch -> PipelineSteps.inTurn(openings(pipelines, epoch)));
  }

  private static Iterator<Opening> openings(List<Pipeline> pipelines, int epoch) {
    return pipelines.stream().<Opening>map(each -> () -> each.open(epoch)).iterator();
  }

  /**
   * Reads some pipelines at a time, such as the shards of a data set: of each in turn a block of
   * examples; when one has no more, the next that was not opened yet takes its place.
   *
   * @param cycle how many are open at a time, at least 1
   * @param block how many examples of each come one after the other, at least 1
   */
  public static Pipeline interleave(List<Pipeline> pipelines, int cycle, int block) {
    atLeast("interleave", 1, Math.min(cycle, block));
    List<Pipeline> all = List.copyOf(pipelines);
    return new Pipeline(epoch -> new Interleaved(openings(all, epoch), cycle, block));
  }

  /**
   * Puts pipelines beside each other, example by example: x of each of {@code inputs} is a named
   * part of x, y of each of {@code targets} one of y, in the order of their names. It ends with the
   * shortest.
   */
  public static Pipeline zip(Map<String, Pipeline> inputs, Map<String, Pipeline> targets) {
    Map<String, Pipeline> x = Map.copyOf(inputs);
    Map<String, Pipeline> y = Map.copyOf(targets);
    return new Pipeline(
        epoch -> {
          List<Cursor> opened = new ArrayList<>();
          try {
            return PipelineSteps.zip(open(x, epoch, opened), open(y, epoch, opened));
          } catch (Exception e) {
            PipelineSteps.closeAll(opened);
            throw e;
          }
        });
  }

  private static Map<String, Cursor> open(
      Map<String, Pipeline> pipelines, int epoch, List<Cursor> opened) throws Exception {
    Map<String, Cursor> cursors = new LinkedHashMap<>();
    for (Map.Entry<String, Pipeline> each : pipelines.entrySet()) {
      Cursor cursor = each.getValue().open(epoch);
      opened.add(cursor);
      cursors.put(each.getKey(), cursor);
    }
    return cursors;
  }

  /**
   * Returns the examples that {@code function} makes of these, in their order. It runs in several
   * threads, once for each example and epoch.
   */
  public Pipeline map(UnaryOperator<Example> function) {
    return new Pipeline(epoch -> ReadAhead.map(open(epoch), place -> function));
  }

  /**
   * As {@link #map(UnaryOperator)}, with random numbers that follow from the seed, the epoch and
   * the example's place, such as for augmentation.
   */
  public Pipeline map(long seed, BiFunction<Example, RandomGenerator, Example> function) {
    return new Pipeline(
        epoch -> {
          LongFunction<Function<Example, Example>> at =
              place -> {
                RandomGenerator random = new SplitMix64(SplitMix64.derive(seed, epoch, place));
                return example -> function.apply(example, random);
              };
          return ReadAhead.map(open(epoch), at);
        });
  }

  /** Returns the examples that {@code wanted} accepts. */
  public Pipeline filter(Predicate<Example> wanted) {
    return then(examples -> PipelineSteps.filter(examples, wanted));
  }

  /** Returns all examples that {@code function} makes of each, one after the other. */
  public Pipeline flatMap(Function<Example, ? extends Iterable<Example>> function) {
    return then(examples -> PipelineSteps.flatMap(examples, function));
  }

  /**
   * Returns windows of {@code size} examples as one, each part with an axis more in front along
   * which they lie. Each window begins {@code shift} examples after the one before and takes every
   * {@code stride}-th; those that are not full at the end are left out.
   *
   * @throws DataException when they are read, if there are fewer examples than a window spans
   */
  public Pipeline window(int size, int shift, int stride) {
    atLeast("window", 1, Math.min(size, Math.min(shift, stride)));
    return then(examples -> PipelineSteps.window(examples, size, shift, stride));
  }

  /**
   * Returns examples with zeros behind their numbers along each axis, so that all have these
   * shapes: what {@code padded_batch} does to sequences of different lengths.
   *
   * @throws DataException when they are read, if an example is larger; names both shapes
   */
  public Pipeline padded(Shape x, Shape y) {
    return map(example -> Combined.padded(example, x, y));
  }

  /**
   * Returns the examples in random order, another one every epoch: each comes out of a buffer of
   * {@code buffer} examples, in whose place the next one goes. Only a buffer as large as the data
   * set shuffles perfectly.
   */
  public Pipeline shuffle(int buffer, long seed) {
    atLeast("shuffle", 1, buffer);
    return new Pipeline(
        epoch ->
            new ShuffleBuffer(open(epoch), buffer, new SplitMix64(SplitMix64.derive(seed, epoch))));
  }

  /** Returns the examples repeatedly; what is random is so anew each time. */
  public Pipeline repeat(int times) {
    atLeast("repeat", 1, times);
    return new Pipeline(
        epoch ->
            PipelineSteps.inTurn(
                IntStream.range(0, times)
                    .<Opening>mapToObj(i -> () -> open(Math.addExact(epoch * times, i)))
                    .iterator()));
  }

  /** Returns these examples, then those of {@code next}. */
  public Pipeline concat(Pipeline next) {
    return concat(List.of(this, next));
  }

  /** Returns the first {@code count} examples of every epoch, or all if there are fewer. */
  public Pipeline take(long count) {
    atLeast("take", 0, count);
    return then(examples -> PipelineSteps.slice(examples, 0, count));
  }

  /** Returns all but the first {@code count} examples of every epoch. */
  public Pipeline skip(long count) {
    atLeast("skip", 0, count);
    return then(examples -> PipelineSteps.slice(examples, count, Long.MAX_VALUE));
  }

  /** Returns every {@code of}-th example, from {@code number} on: one of so many shards. */
  public Pipeline shard(int of, int number) {
    atLeast("shard", 1, of);
    Objects.checkIndex(number, of);
    return then(examples -> PipelineSteps.shard(examples, of, number));
  }

  /** Returns the examples read up to {@code count} ahead, in a thread of their own. */
  public Pipeline prefetch(int count) {
    atLeast("prefetch", 1, count);
    return then(examples -> ReadAhead.prefetch(examples, count));
  }

  /** Returns the examples of epoch 0 in every epoch, kept in memory from the first time on. */
  public Pipeline cache() {
    Pipeline uncached = this;
    return new Pipeline(
        new DataSource() {
          private @Nullable List<Example> kept;

          @Override
          public synchronized Cursor open(int epoch) throws Exception {
            if (kept == null) {
              try (CountedExamples examples = uncached.counted(0)) {
                kept = examples.rest();
              }
            }
            return Cursor.of(kept.iterator());
          }
        });
  }

  /**
   * Returns the examples of epoch 0 in every epoch, kept in a file that is written when they are
   * first read, and read instead of them if it is there already, now or in another program: delete
   * it when the examples change.
   *
   * @param file with checksums, in a form that Lamina alone reads; gzipped if its name ends in
   *     {@code .gz}
   */
  public Pipeline cache(Path file) {
    return new Pipeline(epoch -> CacheFile.open(file, this));
  }

  /**
   * Cuts every epoch into batches of {@code size} examples; the last one holds what remains.
   *
   * @throws IllegalArgumentException if {@code size} is less than 1
   */
  public PipelineBatches batch(int size) {
    return new PipelineBatches(this, size, true);
  }

  /** As {@link #padded}, cut into batches of {@code size} examples. */
  public PipelineBatches paddedBatch(int size, Shape x, Shape y) {
    return padded(x, y).batch(size);
  }

  /**
   * Returns the examples of epoch 0, read into memory.
   *
   * @throws DataException if there are none or one cannot be read; names its place
   */
  public Dataset toDataset() {
    try (PipelineChunks chunks = new PipelineChunks(this, 0)) {
      return chunks.next(Integer.MAX_VALUE).examples();
    }
  }

  /**
   * Writes the examples of epoch 0 to a TFRecord file, gzipped if its name ends in {@code .gz}: of
   * each a {@code tf.train.Example} with a list of floats of the name of each part, and its shape
   * as {@code x/shape}.
   *
   * @throws dev.lamina.io.FileException if it cannot be written; a file that was there is as it was
   */
  public void writeTfRecords(Path file) {
    TfRecords.write(file, this, TfRecords::encoded);
  }

  /** Returns the parts of x, as the first example has them. */
  public Parts inputs() {
    return first().inputs();
  }

  /** Returns the parts of y, as {@link #inputs} those of x. */
  public Parts targets() {
    return first().targets();
  }

  private synchronized Example first() {
    if (first == null) {
      try (CountedExamples examples = counted(0)) {
        first = examples.next();
      }
      if (first == null) {
        throw new DataException(
            "The pipeline has no examples; look at its source, and at the steps that leave some out.");
      }
    }
    return first;
  }

  /**
   * Opens the examples of an epoch, counted from 0, for the caller to close.
   *
   * @throws Exception whatever the source throws
   */
  public Cursor open(int epoch) throws Exception {
    return source.open(epoch);
  }

  /** Opens the examples of an epoch, counted. */
  CountedExamples counted(int epoch) {
    return new CountedExamples(this, epoch);
  }

  /** The examples that make full batches of a size. */
  Pipeline whole(int size) {
    return then(examples -> PipelineSteps.whole(examples, size));
  }

  private Pipeline then(UnaryOperator<Cursor> step) {
    return new Pipeline(epoch -> step.apply(open(epoch)));
  }

  private static void atLeast(String method, int least, long count) {
    if (count < least) {
      throw new IllegalArgumentException(
          method + " takes at least " + least + ", but got " + count);
    }
  }

  @Override
  public String toString() {
    return "examples that are read in order";
  }
}
