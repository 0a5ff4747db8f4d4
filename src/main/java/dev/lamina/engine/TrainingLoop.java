package dev.lamina.engine;

import dev.lamina.engine.LoopState.Inputs;
import dev.lamina.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The training loop as one pure function: a loop over epochs, in it one over the full batches and
 * one over the smaller last batch, which runs once or not at all. The loss of every update and the
 * metrics' totals of every epoch come back.
 *
 * @param functions that the loop is made of
 * @param xla whether XLA compiles the loop
 * @param manyKernels whether to keep XLA from making one kernel of it
 */
record TrainingLoop(
    Training training,
    LoopShape shape,
    GraphFunctions functions,
    boolean xla,
    boolean manyKernels) {
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

  /** How the names of the functions begin that make an update in the plain graph. */
  static final String STEP = "step";

  /** The names of what a run gives beside the next values of the variables. */
  static List<String> results(Training training) {
    return training.scheduled() ? List.of(LOSSES, TOTALS, RATES) : List.of(LOSSES, TOTALS);
  }

  /**
   * Builds the run of epochs as a function of its own, which is what XLA compiles as one.
   *
   * @param update how many updates there were
   * @param variables the value of each weight and slot
   * @return the next value of each variable, then the {@link #results}
   */
  List<Operand<?>> call(
      Ops tf,
      String name,
      Inputs in,
      Operand<TInt64> update,
      Map<String, Operand<TFloat32>> variables) {
    List<Operand<?>> arguments = new ArrayList<>(in.flat());
    arguments.add(update);
    arguments.addAll(variables.values());
    return functions.call(
        tf,
        name,
        arguments,
        (ops, values) -> {
          Iterator<Operand<?>> given = values.iterator();
          LoopState after =
              run(
                  ops,
                  begin(
                      ops,
                      in.with(given),
                      LoopState.next(given),
                      LoopState.named(variables.keySet(), given)));
          List<Operand<?>> results = new ArrayList<>(after.variables().values());
          results.add(after.losses());
          results.add(after.totals());
          after.rates().ifPresent(results::add);
          return results;
        });
  }

  private LoopState begin(
      Ops tf, Inputs in, Operand<TInt64> update, Map<String, Operand<TFloat32>> variables) {
    return new LoopState(
        in,
        update,
        variables,
        tf.fill(tf.constant(new int[] {shape.updates()}), in.zero()),
        tf.fill(
            tf.constant(new int[] {shape.epochs(), training.totals()}),
            tf.dtypes.cast(in.zero(), TFloat64.class)),
        // Not with zeros: two equal vectors would be made one, which both are then written to.
        training.scheduled()
            ? Optional.of(tf.fill(tf.constant(new int[] {shape.epochs()}), in.rate()))
            : Optional.empty(),
        tf.constant(0));
  }

  private LoopState run(Ops tf, LoopState start) {
    return shape.rest() == 0 ? updates(tf, start) : epochs(tf, start);
  }

  /**
   * All batches are equal: one loop over the updates of all epochs, which XLA optimizes better than
   * two.
   */
  private LoopState updates(Ops tf, LoopState start) {
    Inputs in = start.in();
    int perEpoch = shape.examples() / shape.batch();
    Operand<TInt32> end =
        tf.math.add(
            in.end(), tf.math.mul(tf.math.sub(in.epochs(), tf.constant(1)), tf.constant(perEpoch)));
    return loop(
        tf,
        "updates",
        in.begin(),
        end,
        start,
        List.of(),
        (ops, update, now, none) -> {
          if (shape.epochs() == 1) {
            return update(ops, now, ops.constant(0), first(ops, update), shape.batch());
          }
          Operand<TInt32> epoch = ops.math.div(update, ops.constant(perEpoch));
          Operand<TInt32> batch = ops.math.sub(update, ops.math.mul(epoch, ops.constant(perEpoch)));
          return update(ops, now, epoch, first(ops, batch), shape.batch());
        });
  }

  /**
   * The last batch is smaller: a loop over epochs, in it one over full batches and one that runs
   * the last one or not.
   */
  private LoopState epochs(Ops tf, LoopState start) {
    return loop(tf, "epochs", tf.constant(0), start.in().epochs(), start, List.of(), this::epoch);
  }

  private LoopState epoch(
      Ops tf, Operand<TInt32> epoch, LoopState start, List<Operand<TInt32>> none) {
    Inputs in = start.in();
    LoopState full = start;
    if (shape.examples() >= shape.batch()) {
      full =
          loop(
              tf,
              "batches",
              in.begin(),
              in.end(),
              start,
              List.of(epoch),
              (ops, batch, now, more) ->
                  update(ops, now, more.get(0), first(ops, batch), shape.batch()));
    }
    int restFrom = shape.examples() - shape.rest();
    return loop(
        tf,
        "rest",
        tf.constant(0),
        in.rest(),
        full,
        List.of(epoch),
        (ops, once, now, more) ->
            update(ops, now, more.get(0), ops.constant(restFrom), shape.rest()));
  }

  /** Builds the next state of a loop from the state, a counter, and numbers that only it reads. */
  private interface StateBody {
    LoopState apply(Ops tf, Operand<TInt32> counter, LoopState state, List<Operand<TInt32>> more);
  }

  private LoopState loop(
      Ops tf,
      String name,
      Operand<TInt32> from,
      Operand<TInt32> end,
      LoopState start,
      List<Operand<TInt32>> more,
      StateBody body) {
    return start.with(
        functions.loop(
            tf,
            name,
            from,
            end,
            start.flat(more),
            (ops, counter, now) -> {
              List<Operand<TInt32>> last = LoopState.last(more.size(), now);
              return body.apply(ops, counter, start.with(now), last).flat(last);
            }));
  }

  private Operand<TInt32> first(Ops tf, Operand<TInt32> batch) {
    return tf.math.mul(batch, tf.constant(shape.batch()));
  }

  /** The values after an update; in the plain graph the call of a function that makes it. */
  private LoopState update(
      Ops tf, LoopState state, Operand<TInt32> epoch, Operand<TInt32> first, int size) {
    if (xla) {
      return updated(tf, state, epoch, first, size);
    }
    return state.with(
        functions.change(
            tf,
            STEP + size,
            state.flat(List.of(epoch, first)),
            (ops, now) -> {
              List<Operand<TInt32>> last = LoopState.last(2, now);
              return updated(ops, state.with(now), last.get(0), last.get(1), size).flat(List.of());
            }));
  }

  private LoopState updated(
      Ops tf, LoopState state, Operand<TInt32> epoch, Operand<TInt32> first, int size) {
    Inputs in = state.in();
    Operand<TInt64> update = tf.math.add(state.update(), tf.constant(1L));
    Optimizer.Clock clock =
        new Optimizer.Clock(
            training.rate(tf, in.rate(), tf.dtypes.cast(state.update(), TFloat32.class)),
            tf.dtypes.cast(update, TFloat32.class));
    Step step =
        Step.build(
            tf,
            functions,
            training,
            state.variables(),
            clock,
            in.seed(),
            update,
            new Step.BatchOperands(
                batch(tf, in, in.x(), epoch, first, size),
                batch(tf, in, in.y(), epoch, first, size),
                in.weights().map(weights -> batch(tf, in, weights, epoch, first, size))));
    return new LoopState(
        in,
        update,
        step.variables(),
        LoopOps.setRow(tf, xla, state.losses(), state.runUpdate(), step.loss()),
        training.totals() > 0
            ? LoopOps.addToRow(tf, xla, state.totals(), epoch, step.totals())
            : state.totals(),
        state.rates().map(rates -> LoopOps.setRow(tf, xla, rates, epoch, clock.learningRate())),
        nextRunUpdate(tf, state.runUpdate()));
  }

  private Operand<TInt32> nextRunUpdate(Ops tf, Operand<TInt32> runUpdate) {
    Operand<TInt32> next = tf.math.add(runUpdate, tf.constant(1));
    return manyKernels ? LoopOps.splitKernel(tf, next) : next;
  }

  /** The next {@code size} examples from {@code first} on, in the epoch's order. */
  private Operand<TFloat32> batch(
      Ops tf,
      Inputs in,
      Operand<TFloat32> all,
      Operand<TInt32> epoch,
      Operand<TInt32> first,
      int size) {
    if (in.order().isPresent()) {
      Operand<TInt32> picked =
          tf.slice(
              in.order().get(), tf.stack(List.of(epoch, first)), tf.constant(new int[] {1, size}));
      return tf.gather(all, tf.reshape(picked, tf.constant(new int[] {size})), tf.constant(0));
    }
    if (size == shape.rows()) {
      return all;
    }
    int[] sizes = Arrays.stream(all.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    sizes[0] = size;
    return tf.slice(all, LoopOps.begin(tf, all, first), tf.constant(sizes));
  }
}
