package dev.lamina.data;

import dev.lamina.layer.Moments;
import dev.lamina.network.Parts;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tensorflow.ndarray.Shape;

/**
 * Examples to learn from or to be measured by: an immutable description that transforms into
 * others.
 *
 * <pre>{@code
 * Dataset train = Dataset.of(x, y).shuffle(1);
 * for (Batch batch : train.batch(3)) {
 *   System.out.println(batch);
 * }
 * }</pre>
 *
 * <p>Inside, a data set is a fixed base of rows and, for each epoch, the order in which it visits
 * them. Only {@link #shuffle} makes epochs differ. Whatever goes by "the" order of a data set
 * ({@link #get}, iteration) means epoch 0; {@link #epoch} gives another one.
 */
public final class Dataset implements Iterable<Example> {

  private final Source base;
  private final Order order;
  private final Parts inputs;
  private final Parts targets;
  private final int xWidth;
  private final int yWidth;

  private Dataset(Source base, Order order) {
    this.base = base;
    this.order = order;
    inputs = base.inputs();
    targets = base.targets();
    xWidth = NamedParts.inputWidth(inputs);
    yWidth = Example.width(targets);
  }

  /** Copies examples from arrays, row by row; y is one number each, of shape {@code [1]}. */
  public static Dataset of(float[][] x, float[] y) {
    float[][] column = new float[y.length][];
    Arrays.setAll(column, i -> new float[] {y[i]});
    return of(x, column);
  }

  /**
   * Copies examples from arrays: row i of x with row i of y.
   *
   * @throws IllegalArgumentException if the numbers of rows differ, the rows differ in length, or
   *     there are none
   */
  public static Dataset of(float[][] x, float[][] y) {
    return from(Sources.arrays(x, y));
  }

  /** As {@link #of(float[][], float[])}, of doubles, which become floats. */
  public static Dataset of(double[][] x, double[] y) {
    return of(Values.of(x), Values.of(y));
  }

  /** As {@link #of(float[][], float[])}, of doubles, which become floats. */
  public static Dataset of(double[][] x, float[] y) {
    return of(Values.of(x), Values.of(y));
  }

  /** As {@link #of(float[][], float[])}, of doubles, which become floats, and class numbers. */
  public static Dataset of(double[][] x, int[] y) {
    return of(Values.of(x), Values.of(y));
  }

  /** As {@link #of(float[][], float[])}, of class numbers. */
  public static Dataset of(float[][] x, int[] y) {
    return of(Values.of(x), Values.of(y));
  }

  /**
   * As {@link #of(float[][], float[])}, of classes by their names: y is the place of each among all
   * names in alphabetical order, which are the {@link #classes}.
   */
  public static Dataset of(float[][] x, String[] y) {
    List<String> classes = Arrays.stream(y).distinct().sorted().toList();
    return of(x, Arrays.stream(y).mapToInt(classes::indexOf).toArray()).classes(classes);
  }

  /** As {@link #of(float[][], String[])}, of doubles, which become floats. */
  public static Dataset of(double[][] x, String[] y) {
    return of(Values.of(x).rows(), y);
  }

  /** As {@link #of(float[][], float[])}, from lists. */
  public static Dataset of(List<float[]> x, List<? extends Number> y) {
    return of(
        x.toArray(float[][]::new),
        y.stream().map(number -> new float[] {number.floatValue()}).toArray(float[][]::new));
  }

  /**
   * Copies examples from a list of anything.
   *
   * @param x what of it is the input: as many numbers for each
   * @param y what of it is the target
   */
  public static <E> Dataset of(
      List<E> examples, Function<? super E, float[]> x, ToDoubleFunction<? super E> y) {
    return of(examples.stream().map(x).toList(), examples.stream().mapToDouble(y).boxed().toList());
  }

  /**
   * Copies examples from row-major arrays; their number follows from the length of {@code x}.
   *
   * @param xShape the shape of one example's x, without a batch axis
   * @param yShape the shape of one example's y, without a batch axis
   * @throws IllegalArgumentException if the arrays do not make whole examples or not equally many
   */
  public static Dataset of(Shape xShape, float[] x, Shape yShape, float[] y) {
    return from(Sources.arrays(xShape, x, yShape, y));
  }

  /**
   * Examples of named parts, from arrays whose first axis counts the examples; the parts lie in the
   * order of their names. An array of one axis has one number for each example, of shape {@code
   * [1]}.
   *
   * <pre>{@code
   * Dataset.of(
   *     Map.of("image", Values.of(bytes).reshape(1000, 32, 32, 3), "row", Values.of(rows)),
   *     Map.of("kind", Values.of(kinds)));
   * }</pre>
   *
   * <p>The arrays are kept in their type, so that bytes take a byte each; they become floats when
   * they are read: bytes 0 to 255, booleans 0 and 1, doubles rounded.
   *
   * @param x the inputs by name, one at least
   * @param y the targets by name; none if there are no targets
   * @throws IllegalArgumentException if there are more examples of one part than of another, an
   *     array holds strings, or a whole number that a float does not hold exactly; names the part
   */
  public static Dataset of(Map<String, Values> x, Map<String, Values> y) {
    return from(NamedParts.arrays(x, y));
  }

  /** Examples of one x and one y from arrays, as {@link #of(Map, Map)}. */
  public static Dataset of(Values x, Values y) {
    return of(Map.of("x", x), Map.of("y", y));
  }

  /**
   * Puts data sets beside each other, example by example: x of each of {@code inputs} is a named
   * part of x, y of each of {@code targets} one of y. The parts lie in the order of their names.
   *
   * <pre>{@code
   * Dataset.zip(Map.of("left", a, "right", b), Map.of("same", same));
   * }</pre>
   *
   * @param inputs one at least
   * @param targets none if there are no targets
   * @throws IllegalArgumentException if one has more examples than another, or several parts where
   *     one is needed; names it
   * @throws IllegalStateException if one is shuffled or weighted, which can be done afterwards
   */
  public static Dataset zip(Map<String, Dataset> inputs, Map<String, Dataset> targets) {
    return from(NamedParts.zip(inputs, targets));
  }

  /** Copies the examples of a batch. */
  public static Dataset of(Batch batch) {
    return from(Sources.batch(batch));
  }

  /**
   * Copies examples without targets from an array, one a row; their y has shape {@code [0]}.
   *
   * @throws IllegalArgumentException if the rows differ in length or there are none
   */
  public static Dataset ofInputs(float[][] x) {
    return of(x, new float[x.length][0]);
  }

  /** As {@link #ofInputs(float[][])}, of doubles, which become floats. */
  public static Dataset ofInputs(double[][] x) {
    return of(Map.of("x", Values.of(x)), Map.of());
  }

  /**
   * Reads labelled images from a pair of IDX files, gzipped or not, such as Fashion-MNIST's.
   *
   * <p>x is the image as a vector, each unsigned byte divided by 255, other numbers as they are;
   * {@link #reshape} gives it its rows and columns back. y, of shape {@code [1]}, is the label.
   *
   * @throws DataException if a file is missing or damaged, or the two do not belong together
   */
  public static Dataset idx(Path images, Path labels) {
    return from(Idx.labelled(Idx.read(images), Idx.read(labels)));
  }

  /**
   * Pictures (PNG, JPEG, GIF and BMP) in a folder that has a folder for each class; they are read
   * when they are needed. x is the picture, from 0 to 1, as {@link ImageFile#read(Path, Shape,
   * ResizeMethod)} brings it to a shape; y the number of its class, in the order of the folders'
   * names, which are the {@link #classes}. Hidden files are left out.
   *
   * @param shape {@code [height, width]} or {@code [height, width, 1]} for grey, {@code [height,
   *     width, 3]} for red, green and blue
   * @throws DataException if there is no such folder, no class, a class without pictures, or a file
   *     that is no picture; later, when one cannot be read; names it
   */
  public static Dataset images(Path folder, Shape shape, ResizeMethod method) {
    return from(ImageFolder.of(folder).source(shape, method));
  }

  /** As {@link #images(Path, Shape, ResizeMethod)}, by {@link ResizeMethod#ANTIALIAS}. */
  public static Dataset images(Path folder, Shape shape) {
    return images(folder, shape, ResizeMethod.ANTIALIAS);
  }

  /**
   * Describes the examples of a source, which are read when they are needed.
   *
   * @throws IllegalArgumentException if a shape has unknown dimensions or x holds nothing
   */
  public static Dataset from(Source source) {
    return new Dataset(source, Order.identity(source.size()));
  }

  /** Returns the number of examples in an epoch. */
  public int size() {
    return order.size();
  }

  /** Returns the parts of one example's x: one of the name {@code x}, or named ones. */
  public Parts inputs() {
    return inputs;
  }

  /** Returns the parts of one example's y: one of the name {@code y}, named ones, or none. */
  public Parts targets() {
    return targets;
  }

  /**
   * Returns the shape of one example's x, without a batch axis; of several parts, that of all their
   * numbers.
   */
  public Shape xShape() {
    return inputs.shape();
  }

  /**
   * Returns the shape of one example's y, without a batch axis; of several parts, that of all their
   * numbers; {@code [0]} without targets.
   */
  public Shape yShape() {
    return targets.shape();
  }

  /** Returns the names of the classes whose numbers, from 0 on, y holds; empty without names. */
  public List<String> classes() {
    return base.classes();
  }

  /**
   * Returns these examples with names for the classes whose numbers, from 0 on, y holds: a model
   * that is trained on them keeps the names.
   */
  public Dataset classes(List<String> names) {
    return new Dataset(FunctionSource.of(base).withClasses(List.copyOf(names)), order);
  }

  /**
   * Returns an example of epoch 0 by its place.
   *
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public Example get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(
          "example %s does not exist in a data set of %s; they are counted from 0"
              .formatted(index, size()));
    }
    return Sources.examples(base).apply(order.row(index));
  }

  /** Returns the examples of epoch 0, each read when it is asked for. */
  @Override
  public Iterator<Example> iterator() {
    return IntStream.range(0, size()).mapToObj(this::get).iterator();
  }

  /** Returns the examples of epoch 0 one after the other, each read when it is asked for. */
  public Stream<Example> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Returns these examples to be read one after the other, each epoch in its order. */
  public Pipeline pipeline() {
    return Pipeline.from(epoch -> DataSource.Cursor.of(epoch(epoch).iterator()));
  }

  /** Returns the first {@code count} examples of every epoch, or all if there are fewer. */
  public Dataset take(int count) {
    return with(order.slice(0, Math.min(atLeast("take", 0, count), size())));
  }

  /** Returns all but the first {@code count} examples of every epoch; none if there are fewer. */
  public Dataset skip(int count) {
    return with(order.slice(Math.min(atLeast("skip", 0, count), size()), size()));
  }

  /**
   * Returns the examples that {@code wanted} accepts, in their order. Each is asked for once, now.
   *
   * @throws IllegalStateException if epochs hold different examples, as after {@code
   *     shuffle(...).take(...)}
   */
  public Dataset filter(Predicate<Example> wanted) {
    requireSameRows("filter");
    BitSet kept = new BitSet();
    for (int i = 0; i < size(); i++) {
      kept.set(order.row(i), wanted.test(get(i)));
    }
    return with(order.filter(kept::get));
  }

  /**
   * Returns all examples of the first class in their order, then all of the second, and so on:
   * sorted by class, so that {@code take} behind it has those of the first class first, and before
   * it some of each. y stays as it is.
   *
   * @throws IllegalArgumentException if y is not one whole number an example, a class has no
   *     examples, or is named twice
   * @throws IllegalStateException if epochs hold different examples, as after {@code
   *     shuffle(...).take(...)}
   */
  public Dataset labels(int... classes) {
    requireSameRows("labels");
    return with(Labels.inTurn(base, order, classes));
  }

  /**
   * Returns these examples, then those of {@code next}.
   *
   * @throws IllegalArgumentException if their parts differ in name or shape
   */
  public Dataset concat(Dataset next) {
    return over(Sources.concat(base, next.base), order.concat(next.order, base.size()));
  }

  /**
   * Returns the examples that {@code function} makes of these.
   *
   * <p>The function runs each time an example is read, from several threads: in a fit once if all
   * examples fit in memory, else once an epoch. It must give the same every time if epochs are to
   * be the same; {@link Pipeline#map(long, java.util.function.BiFunction)} has random numbers that
   * follow from a seed. The shapes are those of what it makes of the first example; it must give
   * all the same. An empty data set stays as it is.
   */
  public Dataset map(UnaryOperator<Example> function) {
    return size() == 0 ? this : new Dataset(Sources.map(base, order.row(0), function), order);
  }

  /**
   * Returns these examples read into memory, once and now: the functions of {@link #map} before it
   * do not run any more.
   */
  public Dataset cache() {
    return new Dataset(FunctionSource.cached(base), order);
  }

  /**
   * Returns these examples with only the parts of x and of y of these names, in this order.
   *
   * @throws IllegalArgumentException if there is none of a name; names the nearest
   */
  public Dataset select(List<String> inputs, List<String> targets) {
    if (inputs.equals(this.inputs.names()) && targets.equals(this.targets.names())) {
      return this;
    }
    return new Dataset(NamedParts.select(base, inputs, targets), order);
  }

  /**
   * Returns these examples with x in another shape of the same size.
   *
   * @throws IllegalArgumentException if the size differs, or x has several parts
   */
  public Dataset reshape(Shape newXShape) {
    return new Dataset(Sources.reshape(base, newXShape), order);
  }

  /**
   * Returns these examples with a weight for each, by which its loss is multiplied; they replace
   * earlier weights. The loss of a batch is the sum of its weighted losses divided by the number of
   * its examples. Metrics do not look at weights.
   *
   * <p>Weights stay with their examples through all transforms.
   *
   * @param weights one for each example, in the data set's order
   * @throws IllegalArgumentException if there are more or fewer weights than examples, or one is
   *     negative, NaN or infinite
   * @throws IllegalStateException if the examples are shuffled already
   */
  public Dataset sampleWeights(float... weights) {
    if (reshuffles()) {
      throw new IllegalStateException(
          "sampleWeights takes weights for examples in a fixed order, but shuffle comes before it;"
              + " put sampleWeights first, or give a function of the example");
    }
    return new Dataset(Sources.weighted(base, weights), order);
  }

  /**
   * Returns these examples with the weights that {@code function} makes of them, as {@link
   * #sampleWeights(float...)}.
   *
   * <p>The function runs each time a weight is read, so it must give the same every time, and from
   * several threads. A weight that is negative, NaN or infinite is a {@link DataException} when a
   * model is trained or evaluated with it.
   */
  public Dataset sampleWeights(ToDoubleFunction<Example> function) {
    return new Dataset(Sources.weighted(base, function), order);
  }

  /** Returns these examples repeatedly; shuffled ones come in another order each time. */
  public Dataset repeat(int times) {
    atLeast("repeat", 1, times);
    if ((long) size() * times > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "repeat(%s) of %s examples is more than a data set holds; train for more epochs instead"
              .formatted(times, size()));
    }
    return with(order.repeat(times));
  }

  /**
   * Returns this data set in two parts, the first of {@code fraction} of the examples, rounded to
   * the nearest number.
   *
   * <p>Shuffled examples are split in the order of epoch 0, and the parts keep that order, so that
   * no example ever wanders from one part to the other.
   *
   * @param fraction more than 0 and less than 1
   */
  public Split split(double fraction) {
    checkFraction("split", fraction);
    int first = (int) Math.round(size() * fraction);
    Dataset settled = epoch(0);
    return new Split(settled.take(first), settled.skip(first));
  }

  /**
   * Returns this data set in parts of these fractions of the examples, as {@link #split(double)}.
   *
   * @param more fractions, which with the first two are all: 1 together
   */
  public List<Dataset> split(double first, double second, double... more) {
    double[] fractions =
        DoubleStream.concat(DoubleStream.of(first, second), DoubleStream.of(more)).toArray();
    if (Math.abs(DoubleStream.of(fractions).sum() - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "split takes fractions that are 1 together, but got " + Arrays.toString(fractions));
    }
    Dataset settled = epoch(0);
    List<Dataset> parts = new ArrayList<>();
    double end = 0;
    int from = 0;
    for (double fraction : fractions) {
      checkFraction("split", fraction);
      end += fraction;
      int to = (int) Math.round(size() * end);
      parts.add(settled.skip(from).take(to - from));
      from = to;
    }
    return parts;
  }

  /**
   * Returns this data set in two parts, the first with {@code fraction} of the examples of each
   * target, drawn at random, such as of each class; both parts in this data set's order.
   *
   * @param fraction more than 0 and less than 1
   * @throws IllegalStateException as {@link #holdOut}
   */
  public Split stratifiedSplit(double fraction, long seed) {
    checkFraction("stratifiedSplit", fraction);
    requireSameRows("stratifiedSplit");
    Map<FloatBuffer, List<Integer>> byTarget = new HashMap<>();
    for (int row : shuffle(seed).order(0)) {
      float[] y = new float[yWidth];
      base.y(row, y, 0);
      byTarget.computeIfAbsent(FloatBuffer.wrap(y), target -> new ArrayList<>()).add(row);
    }
    BitSet first = new BitSet();
    for (List<Integer> rows : byTarget.values()) {
      rows.subList(0, (int) Math.round(rows.size() * fraction)).forEach(first::set);
    }
    return new Split(with(order.filter(first::get)), with(order.filter(row -> !first.get(row))));
  }

  /**
   * Returns {@code k} ways to hold out a share of the shuffled examples, such that each example is
   * held out once: of each way first what to train on, then what to validate with.
   *
   * @param k at least 2, at most the number of examples
   */
  public List<Split> kFold(int k, long seed) {
    if (k < 2 || k > size()) {
      throw new IllegalArgumentException(
          "kFold takes from 2 folds to one for each of the %s examples, but got %s"
              .formatted(size(), k));
    }
    Dataset settled = shuffle(seed).epoch(0);
    List<Split> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      int from = (int) ((long) size() * fold / k);
      int to = (int) ((long) size() * (fold + 1) / k);
      folds.add(
          new Split(
              settled.take(from).concat(settled.skip(to)), settled.skip(from).take(to - from)));
    }
    return folds;
  }

  /**
   * Returns all but the last share of the examples, shuffled if these are, and that last share as
   * it lay before any shuffle. The first part has {@code floor(size * (1 - fraction))} examples, as
   * Keras' validation split.
   *
   * @param fraction of the examples that the second part has, more than 0 and less than 1
   * @throws IllegalArgumentException if a part would have no examples
   * @throws IllegalStateException if epochs hold different examples, as after {@code
   *     shuffle(...).take(...)}
   */
  public Split holdOut(double fraction) {
    checkFraction("holdOut", fraction);
    requireSameRows("holdOut");
    int first = (int) Math.floor(base.size() * (1 - fraction));
    if (first == 0 || first == base.size()) {
      throw new IllegalArgumentException(
          "holding out %s of %s examples leaves one part empty; take another fraction"
              .formatted(fraction, base.size()));
    }
    return new Split(with(order.filter(row -> row < first)), from(base).skip(first));
  }

  /** Returns these examples shuffled by {@link Shuffle#seeded}, in another order every epoch. */
  public Dataset shuffle(long seed) {
    return shuffle(Shuffle.seeded(seed));
  }

  /** Returns these examples shuffled, in another order every epoch. */
  public Dataset shuffle(Shuffle shuffle) {
    return with(order.shuffle(shuffle));
  }

  /**
   * Cuts every epoch into batches of {@code size} examples; the last one holds what remains.
   *
   * @throws IllegalArgumentException if {@code size} is less than 1
   */
  public Batches batch(int size) {
    return new Batches(this, size, true);
  }

  /**
   * Measures the mean and the variance of each feature of x, the last axis, over all examples of
   * epoch 0 and all places of an example, for {@code normalization(moments)}.
   *
   * @throws DataException if there are no examples
   * @throws IllegalArgumentException if a number is NaN or infinite, or x has several parts
   */
  public Moments moments() {
    return DataMoments.of(base, order.rows(0));
  }

  /** Returns the examples of one epoch, counted from 0, in its order for good. */
  public Dataset epoch(int epoch) {
    Order settled = order.epoch(epoch);
    return reshuffles() ? with(settled) : this;
  }

  /** Returns whether epochs differ in their order; if not, the order is that of the base's rows. */
  public boolean reshuffles() {
    return order.reshuffles();
  }

  /** Returns the rows of the base that an epoch, counted from 0, visits in turn. */
  public int[] order(int epoch) {
    return order.rows(epoch);
  }

  /** Returns the number of rows of the base, which may be more or less than an epoch visits. */
  public int baseSize() {
    return base.size();
  }

  /** Returns whether the rows of the base of {@code other} are the rows of this one's base. */
  public boolean hasBaseOf(Dataset other) {
    return base == other.base;
  }

  /**
   * Writes x of {@code count} rows of the base, from {@code fromRow} on, to {@code into}.
   *
   * @throws IndexOutOfBoundsException if the base has no such rows
   * @throws IllegalArgumentException if {@code into} is too short
   */
  public void readX(int fromRow, int count, float[] into) {
    Sources.read(base, base::x, xWidth, fromRow, count, into);
  }

  /** Writes y of rows of the base as {@link #readX} writes x. */
  public void readY(int fromRow, int count, float[] into) {
    Sources.read(base, base::y, yWidth, fromRow, count, into);
  }

  /** Writes x and y of rows of the base, read together, as {@link #readX} writes x. */
  public void read(int fromRow, int count, float[] intoX, float[] intoY) {
    Sources.checkFits(base, xWidth, fromRow, count, intoX);
    Sources.checkFits(base, yWidth, fromRow, count, intoY);
    for (int i = 0; i < count; i++) {
      base.both(fromRow + i, intoX, i * xWidth, intoY, i * yWidth);
    }
  }

  /** Returns whether examples have weights of their own; if not, each counts 1. */
  public boolean weighted() {
    return base.weighted();
  }

  /** Writes the weights of rows of the base, one each, as {@link #readX} writes x. */
  public void readWeights(int fromRow, int count, float[] into) {
    Sources.read(base, (row, all, i) -> all[i] = base.weight(row), 1, fromRow, count, into);
  }

  /**
   * Returns the SHA-256, in hexadecimal, of x then y then, if there are any, the weights of the
   * base's rows as little-endian floats.
   */
  public String sha256() {
    return Fingerprint.ofAll(this);
  }

  /**
   * Returns a checksum that tells data sets apart at a bounded cost: {@link #sha256} of all rows of
   * the base if they have up to 2^26 numbers, else of so many that are spread evenly over it.
   */
  public String fingerprint() {
    return Fingerprint.ofSome(this);
  }

  /** The rows that the order chooses from. */
  Source base() {
    return base;
  }

  /**
   * Returns a line such as {@code 10 examples, x [784], y [1]}, and {@code , weighted} if so; parts
   * of other names are listed: {@code x {left [784], right [784]}, y {same [1]}}.
   */
  @Override
  public String toString() {
    return size()
        + " examples, "
        + NamedParts.text(inputs, targets)
        + (weighted() ? ", weighted" : "");
  }

  private Dataset with(Order newOrder) {
    return over(base, newOrder);
  }

  /** Keeps of the base only what is visited; if nothing shuffles, in the order of the visits. */
  private static Dataset over(Source base, Order order) {
    if (!order.reshuffles()) {
      return new Dataset(Sources.rows(base, order.rows(0)), Order.identity(order.size()));
    }
    int[] visited = order.visitedRows();
    return !order.sameRows() || visited.length == base.size()
        ? new Dataset(base, order)
        : new Dataset(Sources.rows(base, visited), order.renumber(visited));
  }

  private static int atLeast(String method, int least, int count) {
    if (count < least) {
      throw new IllegalArgumentException(
          method + " takes at least " + least + ", but got " + count);
    }
    return count;
  }

  private static void checkFraction(String method, double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          method + " takes a fraction between 0 and 1, but got " + fraction);
    }
  }

  private void requireSameRows(String method) {
    if (!order.sameRows()) {
      throw new IllegalStateException(
          ("%s needs the same examples in every epoch, but take or skip follows a shuffle;"
                  + " put %s first")
              .formatted(method, method));
    }
  }

  /**
   * A data set in two parts that share no example, such as one to train on and one to validate
   * with.
   *
   * @param first the part that has the fraction asked for
   * @param second the rest
   */
  public record Split(Dataset first, Dataset second) {}
}
