package dev.lamina.engine;

import dev.lamina.layer.Shapes;
import dev.lamina.train.optimizer.Optimizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The training loop as one pure function: a loop over epochs, in it one over the full batches and
 * one over the smaller last batch, which runs once or not at all. The loss of every update and the
 * metrics' totals of every epoch come back.
 *
 * <p>What goes in and out has these names: {@link #X}, {@link #Y}, {@link #WEIGHTS} and {@link
 * #ORDER} the examples; {@link #EPOCHS}, {@link #BEGIN}, {@link #END} and {@link #REST} the part of
 * the epochs to run; {@link #SEED}, {@link #RATE}, {@link #ZERO} and {@link #UPDATE} the state of
 * the training beside its variables; {@link #LOSSES}, {@link #TOTALS} and {@link #RATES} the
 * results.
 */
final class TrainingLoop {
  /** The examples' inputs, {@code [rows, ...input]}. */
  static final String X = "x";

  /** The examples' targets, {@code [rows, ...target]}. */
  static final String Y = "y";

  /** How much each example counts in the loss, {@code [rows]}; only if weighted. */
  static final String WEIGHTS = "weights";

  /** The rows of X in the order of each epoch, {@code [epochs, examples]}; only if shuffled. */
  static final String ORDER = "order";

  /** How many epochs to run. */
  static final String EPOCHS = "epochs";

  /** The first full batch to run of each epoch. */
  static final String BEGIN = "begin";

  /** The end of the full batches to run of each epoch. */
  static final String END = "end";

  /** 1 to run each epoch's smaller last batch, 0 to leave it. */
  static final String REST = "rest";

  /** The model's seed. */
  static final String SEED = "seed";

  /** The learning rate. */
  static final String RATE = "rate";

  /** How many updates there were since the model was made. */
  static final String UPDATE = "update";

  /** The loss of every update of the run, {@code [updates]}. */
  static final String LOSSES = "losses";

  /** The metrics' totals of every epoch of the run, {@code [epochs, totals]}. */
  static final String TOTALS = "totals";

  /**
   * The learning rate of the last update of every epoch of the run, {@code [epochs]}; only if it
   * follows a schedule.
   */
  static final String RATES = "rates";

  /**
   * Zero: what the results are filled with, fed so that no optimizer takes them for constants that
   * it may share.
   */
  static final String ZERO = "zero";

  /** How the names of the functions begin that make an update in the plain graph. */
  static final String STEP = "step";

  private static final String EPOCH = "epoch";
  private static final String FIRST = "first";
  private static final String RUN_UPDATE = "runUpdate";

  private final Training training;
  private final LoopShape shape;
  private final Loop loop;
  private final boolean xla;
  private final boolean manyKernels;
  private final RowWriter rows;
  private final List<String> variables;

  /**
   * @param xla whether XLA compiles the loop
   * @param manyKernels whether to keep XLA from making one kernel of it
   */
  TrainingLoop(Training training, LoopShape shape, Loop loop, boolean xla, boolean manyKernels) {
    this.training = training;
    this.shape = shape;
    this.loop = loop;
    this.xla = xla;
    this.manyKernels = manyKernels;
    this.rows = RowWriter.of(xla);
    this.variables =
        List.copyOf(Variables.trained(training.network(), training.optimizer()).keySet());
  }

  /** The placeholders that are fed for every run, by name. */
  Map<String, Operand<?>> placeholders(Ops tf) {
    Map<String, Operand<?>> fed = new LinkedHashMap<>();
    Shape input = training.network().inputShape();
    Shape target = training.loss().targetShape(training.network().outputShape());
    fed.put(X, placeholder(tf, X, TFloat32.class, Shapes.batch(shape.rows(), input)));
    fed.put(Y, placeholder(tf, Y, TFloat32.class, Shapes.batch(shape.rows(), target)));
    if (shape.weighted()) {
      fed.put(WEIGHTS, placeholder(tf, WEIGHTS, TFloat32.class, Shape.of(shape.rows())));
    }
    if (shape.shuffled()) {
      fed.put(
          ORDER, placeholder(tf, ORDER, TInt32.class, Shape.of(shape.epochs(), shape.examples())));
    }
    for (String name : List.of(EPOCHS, BEGIN, END, REST)) {
      fed.put(name, placeholder(tf, name, TInt32.class, Shape.scalar()));
    }
    fed.put(SEED, placeholder(tf, SEED, TInt64.class, Shape.scalar()));
    fed.put(UPDATE, placeholder(tf, UPDATE, TInt64.class, Shape.scalar()));
    fed.put(RATE, placeholder(tf, RATE, TFloat32.class, Shape.scalar()));
    fed.put(ZERO, placeholder(tf, ZERO, TFloat32.class, Shape.scalar()));
    return fed;
  }

  /** The names of what a run gives beside the next values of the variables. */
  static List<String> results(Training training) {
    return training.scheduled() ? List.of(LOSSES, TOTALS, RATES) : List.of(LOSSES, TOTALS);
  }

  private static <T extends TType> Operand<T> placeholder(
      Ops tf, String name, Class<T> type, Shape shape) {
    return tf.withName(name).placeholder(type, Placeholder.shape(shape));
  }

  /**
   * Builds the run of epochs.
   *
   * @param values the placeholders and the value of each variable
   * @return the next value of each variable, the losses and the totals
   */
  Map<String, Operand<?>> run(Ops tf, Map<String, Operand<?>> values) {
    Map<String, Operand<?>> start = new LinkedHashMap<>(values);
    Operand<TFloat32> zero = floats(values, ZERO);
    start.put(LOSSES, tf.fill(tf.constant(new int[] {shape.updates()}), zero));
    start.put(TOTALS, tf.fill(tf.constant(new int[] {shape.epochs(), training.totals()}), zero));
    if (training.scheduled()) {
      // Not with zeros: two equal vectors would be made one, which both are then written to.
      start.put(RATES, tf.fill(tf.constant(new int[] {shape.epochs()}), floats(values, RATE)));
    }
    start.put(RUN_UPDATE, tf.constant(0));
    Map<String, Operand<?>> after = shape.rest() == 0 ? updates(tf, start) : epochs(tf, start);
    Map<String, Operand<?>> results = new LinkedHashMap<>();
    variables.forEach(name -> results.put(name, Named.get(after, name)));
    results(training).forEach(name -> results.put(name, Named.get(after, name)));
    return results;
  }

  /**
   * All batches are equal: one loop over the updates of all epochs, which XLA optimizes better than
   * two.
   */
  private Map<String, Operand<?>> updates(Ops tf, Map<String, Operand<?>> start) {
    int perEpoch = shape.examples() / shape.batch();
    Operand<TInt32> end =
        tf.math.add(
            integer(start, END),
            tf.math.mul(
                tf.math.sub(integer(start, EPOCHS), tf.constant(1)), tf.constant(perEpoch)));
    return loop.count(
        tf,
        "updates",
        integer(start, BEGIN),
        end,
        start,
        (ops, update, in) -> {
          if (shape.epochs() == 1) {
            return update(ops, in, ops.constant(0), first(ops, update), shape.batch());
          }
          Operand<TInt32> epoch = ops.math.div(update, ops.constant(perEpoch));
          Operand<TInt32> batch = ops.math.sub(update, ops.math.mul(epoch, ops.constant(perEpoch)));
          return update(ops, in, epoch, first(ops, batch), shape.batch());
        });
  }

  /**
   * The last batch is smaller: a loop over epochs, in it one over full batches and one that runs
   * the last one or not.
   */
  private Map<String, Operand<?>> epochs(Ops tf, Map<String, Operand<?>> start) {
    return loop.count(tf, "epochs", tf.constant(0), integer(start, EPOCHS), start, this::epoch);
  }

  private Map<String, Operand<?>> epoch(Ops tf, Operand<TInt32> epoch, Map<String, Operand<?>> in) {
    Map<String, Operand<?>> start = new LinkedHashMap<>(in);
    start.put(EPOCH, epoch);
    Map<String, Operand<?>> full = shape.examples() < shape.batch() ? start : batches(tf, start);
    Operand<TInt32> zero = tf.constant(0);
    int restFrom = shape.examples() - shape.rest();
    Map<String, Operand<?>> all =
        loop.count(
            tf,
            "rest",
            zero,
            integer(start, REST),
            full,
            (ops, once, now) ->
                update(ops, now, integer(now, EPOCH), ops.constant(restFrom), shape.rest()));
    all.remove(EPOCH);
    return all;
  }

  private Map<String, Operand<?>> batches(Ops tf, Map<String, Operand<?>> start) {
    return loop.count(
        tf,
        "batches",
        integer(start, BEGIN),
        integer(start, END),
        start,
        (ops, batch, now) ->
            update(ops, now, integer(now, EPOCH), first(ops, batch), shape.batch()));
  }

  private Operand<TInt32> first(Ops tf, Operand<TInt32> batch) {
    return tf.math.mul(batch, tf.constant(shape.batch()));
  }

  /** The values after an update; in the plain graph the call of a function that makes it. */
  private Map<String, Operand<?>> update(
      Ops tf, Map<String, Operand<?>> in, Operand<TInt32> epoch, Operand<TInt32> first, int size) {
    if (xla) {
      return updated(tf, in, epoch, first, size);
    }
    Map<String, Operand<?>> values = new LinkedHashMap<>(in);
    values.put(EPOCH, epoch);
    values.put(FIRST, first);
    Map<String, Operand<?>> changed =
        loop.call(
            tf,
            STEP + size,
            values,
            (ops, now) -> {
              Map<String, Operand<?>> next =
                  updated(ops, now, integer(now, EPOCH), integer(now, FIRST), size);
              next.entrySet().removeIf(value -> value.getValue() == now.get(value.getKey()));
              return next;
            });
    Map<String, Operand<?>> next = new LinkedHashMap<>(in);
    next.putAll(changed);
    return next;
  }

  private Map<String, Operand<?>> updated(
      Ops tf, Map<String, Operand<?>> in, Operand<TInt32> epoch, Operand<TInt32> first, int size) {
    Operand<TInt64> update = tf.math.add(longs(in, UPDATE), tf.constant(1L));
    Map<String, Operand<TFloat32>> current = new LinkedHashMap<>();
    variables.forEach(name -> current.put(name, floats(in, name)));
    Optimizer.Clock clock = clock(tf, in, update);
    Step step =
        Step.build(
            tf,
            training,
            current,
            clock,
            longs(in, SEED),
            update,
            new ExampleBatch(
                batch(tf, in, X, epoch, first, size),
                batch(tf, in, Y, epoch, first, size),
                shape.weighted()
                    ? Optional.of(batch(tf, in, WEIGHTS, epoch, first, size))
                    : Optional.empty()));
    Operand<TInt32> runUpdate = integer(in, RUN_UPDATE);
    Map<String, Operand<?>> next = new LinkedHashMap<>(in);
    next.putAll(step.variables());
    next.put(UPDATE, update);
    next.put(LOSSES, rows.set(tf, floats(in, LOSSES), runUpdate, step.loss()));
    if (training.totals() > 0) {
      next.put(TOTALS, rows.add(tf, floats(in, TOTALS), epoch, step.totals()));
    }
    if (training.scheduled()) {
      next.put(RATES, rows.set(tf, floats(in, RATES), epoch, clock.learningRate()));
    }
    Operand<TInt32> nextUpdate = tf.math.add(runUpdate, tf.constant(1));
    next.put(RUN_UPDATE, manyKernels ? LoopKernel.split(tf, nextUpdate) : nextUpdate);
    return next;
  }

  private Optimizer.Clock clock(Ops tf, Map<String, Operand<?>> in, Operand<TInt64> update) {
    Operand<TFloat32> before = tf.dtypes.cast(longs(in, UPDATE), TFloat32.class);
    return new Optimizer.Clock(
        training.rate(tf, floats(in, RATE), before), tf.dtypes.cast(update, TFloat32.class));
  }

  /** The next {@code size} examples from {@code first} on, in the epoch's order. */
  private Operand<TFloat32> batch(
      Ops tf,
      Map<String, Operand<?>> in,
      String key,
      Operand<TInt32> epoch,
      Operand<TInt32> first,
      int size) {
    Operand<TFloat32> all = floats(in, key);
    if (shape.shuffled()) {
      Operand<TInt32> picked =
          tf.slice(
              integer(in, ORDER),
              tf.stack(List.of(epoch, first)),
              tf.constant(new int[] {1, size}));
      return tf.gather(all, tf.reshape(picked, tf.constant(new int[] {size})), tf.constant(0));
    }
    if (size == shape.rows()) {
      return all;
    }
    int rank = all.shape().numDimensions();
    Operand<TInt32> begin =
        tf.concat(
            List.of(tf.reshape(first, tf.constant(new int[] {1})), tf.constant(new int[rank - 1])),
            tf.constant(0));
    int[] sizes = Arrays.stream(all.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    sizes[0] = size;
    return tf.slice(all, begin, tf.constant(sizes));
  }

  private static Operand<TInt32> integer(Map<String, Operand<?>> values, String name) {
    return Named.operand(values, name);
  }

  private static Operand<TInt64> longs(Map<String, Operand<?>> values, String name) {
    return Named.operand(values, name);
  }

  private static Operand<TFloat32> floats(Map<String, Operand<?>> values, String name) {
    return Named.operand(values, name);
  }
}
