package dev.lamina.engine;

import dev.lamina.layer.Shapes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The values of a training loop between two updates: what the updates change, and what they only
 * read, since a loop in a graph sees nothing but its own values.
 *
 * @param in what the run was fed
 * @param update how many updates there were since the model was made
 * @param variables the value of each weight and slot, by name
 * @param losses of the run's updates, {@code [updates]}
 * @param totals the metrics' totals of each epoch of the run, {@code [epochs, totals]}
 * @param rates the learning rate of the last update of each epoch of the run, {@code [epochs]};
 *     only if it follows a schedule
 * @param runUpdate how many updates the run has made
 */
record LoopState(
    Inputs in,
    Operand<TInt64> update,
    Map<String, Operand<TFloat32>> variables,
    Operand<TFloat32> losses,
    Operand<TFloat64> totals,
    Optional<Operand<TFloat32>> rates,
    Operand<TInt32> runUpdate) {

  /**
   * All values in one list, from which {@link #with} makes a state again.
   *
   * @param more numbers that come {@link #last} in the list
   */
  List<Operand<?>> flat(List<Operand<TInt32>> more) {
    List<Operand<?>> all = new ArrayList<>(in.flat());
    all.add(update);
    all.addAll(variables.values());
    all.add(losses);
    all.add(totals);
    rates.ifPresent(all::add);
    all.add(runUpdate);
    all.addAll(more);
    return all;
  }

  /** The last numbers of a list. */
  @SuppressWarnings("unchecked")
  static List<Operand<TInt32>> last(int count, List<Operand<?>> flat) {
    return flat.subList(flat.size() - count, flat.size()).stream()
        .map(value -> (Operand<TInt32>) value)
        .toList();
  }

  /** A state of other values, the first in a list. */
  LoopState with(List<Operand<?>> flat) {
    Iterator<Operand<?>> values = flat.iterator();
    return new LoopState(
        in.with(values),
        next(values),
        named(variables.keySet(), values),
        next(values),
        next(values),
        rates.map(present -> next(values)),
        next(values));
  }

  /** The next values, by these names. */
  static Map<String, Operand<TFloat32>> named(Iterable<String> names, Iterator<Operand<?>> values) {
    Map<String, Operand<TFloat32>> named = new LinkedHashMap<>();
    names.forEach(name -> named.put(name, next(values)));
    return named;
  }

  /** The next value, of the type that the caller knows it to have. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T extends TType> Operand<T> next(Iterator<Operand<?>> values) {
    return (Operand<T>) values.next();
  }

  /**
   * What a run reads beside the number of updates before it.
   *
   * @param x the examples' inputs, {@code [rows, ...input]}
   * @param y the examples' targets, {@code [rows, ...target]}
   * @param weights how much each example counts in the loss, {@code [rows]}; only if weighted
   * @param order the rows of x in the order of each epoch, {@code [epochs, examples]}; only if
   *     shuffled
   * @param epochs how many epochs to run
   * @param begin the first full batch to run of each epoch
   * @param end the end of the full batches to run of each epoch
   * @param rest 1 to run each epoch's smaller last batch, 0 to leave it
   * @param seed the model's seed
   * @param rate the learning rate, unless it follows a schedule
   * @param zero what the results are filled with: fed, so that no optimizer takes them for
   *     constants that it may share
   */
  record Inputs(
      Operand<TFloat32> x,
      Operand<TFloat32> y,
      Optional<Operand<TFloat32>> weights,
      Optional<Operand<TInt32>> order,
      Operand<TInt32> epochs,
      Operand<TInt32> begin,
      Operand<TInt32> end,
      Operand<TInt32> rest,
      Operand<TInt64> seed,
      Operand<TFloat32> rate,
      Operand<TFloat32> zero) {
    static final String ORDER = "order";
    static final String EPOCHS = "epochs";
    static final String BEGIN = "begin";
    static final String END = "end";
    static final String REST = "rest";
    static final String SEED = "seed";
    static final String RATE = "rate";
    static final String ZERO = "zero";

    /**
     * Placeholders of the components' names.
     *
     * @param held whether the examples are {@link DeviceExamples} instead
     */
    static Inputs of(Ops tf, Training training, LoopShape shape, boolean held) {
      Shape input = training.network().inputShape();
      Shape target = training.targets().shape();
      Shape rows = Shape.of(shape.rows());
      Shape order = Shape.of(shape.epochs(), shape.examples());
      return new Inputs(
          examples(tf, held, NativeRows.X, Shapes.batch(shape.rows(), input)),
          examples(tf, held, NativeRows.Y, Shapes.batch(shape.rows(), target)),
          shape.weighted()
              ? Optional.of(examples(tf, held, NativeRows.WEIGHTS, rows))
              : Optional.empty(),
          shape.shuffled()
              ? Optional.of(placeholder(tf, ORDER, TInt32.class, order))
              : Optional.empty(),
          placeholder(tf, EPOCHS, TInt32.class, Shape.scalar()),
          placeholder(tf, BEGIN, TInt32.class, Shape.scalar()),
          placeholder(tf, END, TInt32.class, Shape.scalar()),
          placeholder(tf, REST, TInt32.class, Shape.scalar()),
          placeholder(tf, SEED, TInt64.class, Shape.scalar()),
          placeholder(tf, RATE, TFloat32.class, Shape.scalar()),
          placeholder(tf, ZERO, TFloat32.class, Shape.scalar()));
    }

    private static Operand<TFloat32> examples(Ops tf, boolean held, String name, Shape shape) {
      return held
          ? DeviceExamples.read(tf, name, shape)
          : placeholder(tf, name, TFloat32.class, shape);
    }

    static <T extends TType> Operand<T> placeholder(
        Ops tf, String name, Class<T> type, Shape shape) {
      return tf.withName(name).placeholder(type, Placeholder.shape(shape));
    }

    List<Operand<?>> flat() {
      List<Operand<?>> all = new ArrayList<>(List.of(x, y));
      weights.ifPresent(all::add);
      order.ifPresent(all::add);
      all.addAll(List.of(epochs, begin, end, rest, seed, rate, zero));
      return all;
    }

    /** Inputs of other values. */
    Inputs with(Iterator<Operand<?>> values) {
      return new Inputs(
          next(values),
          next(values),
          weights.map(present -> next(values)),
          order.map(present -> next(values)),
          next(values),
          next(values),
          next(values),
          next(values),
          next(values),
          next(values),
          next(values));
    }
  }
}
