package dev.lamina.engine;

import dev.lamina.layer.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A {@link Scan} as a loop, and its gradient as a second loop that runs from the last step to the
 * first. The first keeps the state before every step; the second takes TensorFlow's gradient of one
 * step again and again (backpropagation through time, Werbos 1990).
 *
 * @param functions that the loops are made of
 * @param number of the scan in its pass
 * @param weights that a step asks for, by name
 */
record ScanLoop(
    Scan scan, GraphFunctions functions, int number, Map<String, Operand<TFloat32>> weights) {
  /** So many steps are laid out in the graph; more run in a loop. */
  private static final int LAID_OUT = 16;

  /** More than the rows that a loop keeps. */
  private static final int ROWS = 1000;

  /**
   * Builds the loop, or lays its steps out if there are few.
   *
   * @return as {@link Scan#laidOut}
   */
  static Operand<TFloat32> of(Ops tf, Scan scan, GraphFunctions functions, int number) {
    if (scan.steps() <= LAID_OUT) {
      return scan.laidOut();
    }
    ScanLoop loop = new ScanLoop(scan, functions, number, asked(scan));
    int kept = functions.learns() ? scan.start().size() : scan.sequences() ? 1 : 0;
    List<Operand<TFloat32>> run = loop.forward(tf, kept);
    return functions.learns() ? loop.learning(tf, run) : loop.output(tf, run);
  }

  /** The name of a function, which tells it from those of other sizes. */
  private String name(String part) {
    Shape shape = scan.input().shape();
    return "scan%s_%s_%sx%s".formatted(number, part, shape.get(0), Math.max(shape.get(1), 0));
  }

  /** The weights that a step asks for, found by building one. */
  private static Map<String, Operand<TFloat32>> asked(Scan scan) {
    Map<String, Operand<TFloat32>> asked = new LinkedHashMap<>();
    try (Graph scratch = new Graph()) {
      Ops tf = GraphOps.of(scratch);
      StepPass pass =
          new StepPass(
              tf,
              scan.pass(),
              weight -> {
                Operand<TFloat32> value = scan.pass().weight(weight);
                asked.put(weight, value);
                return like(tf, value);
              });
      Operand<TFloat32> input =
          tf.placeholder(TFloat32.class, Placeholder.shape(scan.input().shape().tail()));
      scan.step().next(pass, input, likes(tf, scan.constants()), likes(tf, scan.start()));
    }
    return asked;
  }

  private static List<Operand<TFloat32>> likes(Ops tf, List<Operand<TFloat32>> values) {
    return values.stream().map(value -> like(tf, value)).toList();
  }

  private static Operand<TFloat32> like(Ops tf, Operand<TFloat32> value) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(value.shape()));
  }

  /** What all steps see: the input, what counts, the constants and the weights. */
  private List<Operand<TFloat32>> seen(Ops tf) {
    return Stream.of(
            Stream.of(scan.input()),
            scan.counted().stream().map(tf::stopGradient),
            scan.constants().stream().map(tf::stopGradient),
            weights.values().stream())
        .<Operand<TFloat32>>flatMap(values -> values)
        .toList();
  }

  /** The next state, built in a function that was given what all steps see. */
  private List<Operand<TFloat32>> step(Ops tf, Step step) {
    return scan.next(
        new StepPass(tf, scan.pass(), step.weights()::get),
        step.input(),
        step.counts(),
        step.constants(),
        step.state());
  }

  /** What one step has at hand. */
  private record Step(
      Operand<TFloat32> input,
      Optional<Operand<TFloat32>> counts,
      List<Operand<TFloat32>> constants,
      Map<String, Operand<TFloat32>> weights,
      List<Operand<TFloat32>> state) {}

  private Step step(
      Ops tf, Operand<TInt32> place, List<Operand<?>> seen, List<Operand<TFloat32>> state) {
    Iterator<Operand<?>> values = seen.iterator();
    Operand<TFloat32> input = LoopOps.row(tf, LoopState.next(values), place);
    Optional<Operand<TFloat32>> counts =
        scan.counted().map(all -> LoopOps.row(tf, LoopState.next(values), place));
    List<Operand<TFloat32>> constants =
        scan.constants().stream().map(all -> LoopState.<TFloat32>next(values)).toList();
    Map<String, Operand<TFloat32>> given = new LinkedHashMap<>();
    weights.keySet().forEach(weight -> given.put(weight, LoopState.next(values)));
    return new Step(input, counts, constants, given, state);
  }

  /**
   * Runs all steps.
   *
   * @param kept of how many values of the state those before every step are wanted
   * @return the first value of the state after the last step, then those that are kept, {@code
   *     [steps, batch, ...]}
   */
  private List<Operand<TFloat32>> forward(Ops tf, int kept) {
    List<Operand<TFloat32>> start = scan.start();
    List<Operand<?>> values = new ArrayList<>(start);
    for (int i = 0; i < kept; i++) {
      values.add(LoopOps.rows(tf, scan.steps(), start.get(i), scan.input(), 2 * ROWS * number + i));
    }
    int own = values.size();
    values.addAll(seen(tf));
    List<Operand<?>> after =
        functions.loop(
            tf,
            name("steps"),
            tf.constant(0),
            tf.constant(scan.steps()),
            values,
            (ops, place, now) -> {
              List<Operand<TFloat32>> state = floats(now.subList(0, start.size()));
              List<Operand<?>> next =
                  new ArrayList<>(step(ops, step(ops, place, now.subList(own, now.size()), state)));
              for (int i = 0; i < kept; i++) {
                next.add(
                    LoopOps.setRow(
                        ops,
                        functions.xla(),
                        floats(now).get(start.size() + i),
                        place,
                        state.get(i)));
              }
              next.addAll(now.subList(own, now.size()));
              return next;
            });
    List<Operand<TFloat32>> results = new ArrayList<>(floats(after.subList(0, 1)));
    results.addAll(floats(after.subList(start.size(), own)));
    return results;
  }

  /** What is wanted of a run. */
  private Operand<TFloat32> output(Ops tf, List<Operand<TFloat32>> run) {
    Operand<TFloat32> last = run.get(0);
    if (!scan.sequences()) {
      return tf.identity(last);
    }
    int rank = last.shape().numDimensions() + 1;
    int[] second = new int[rank];
    second[0] = 1;
    int[] all = new int[rank];
    Arrays.fill(all, -1);
    Operand<TFloat32> fromSecond = tf.slice(run.get(1), tf.constant(second), tf.constant(all));
    return tf.concat(List.of(fromSecond, tf.expandDims(last, tf.constant(0))), tf.constant(0));
  }

  /** The output of a run, as a call whose gradient is the second loop. */
  private Operand<TFloat32> learning(Ops tf, List<Operand<TFloat32>> run) {
    List<Operand<?>> arguments = new ArrayList<>(seen(tf));
    int seen = arguments.size();
    run.forEach(value -> arguments.add(tf.stopGradient(value)));
    return functions.withGradient(
        tf,
        name("output"),
        arguments,
        (ops, values) -> List.of(output(ops, floats(values.subList(seen, values.size())))),
        (ops, values, slope) ->
            backward(ops, values.subList(0, seen), values.subList(seen, values.size()), slope));
  }

  /**
   * The gradients of the call by its arguments, of which those are right that something is learned
   * through.
   */
  private List<Operand<?>> backward(
      Ops tf, List<Operand<?>> seen, List<Operand<?>> run, Operand<TFloat32> slope) {
    List<Operand<TFloat32>> before = floats(run.subList(1, run.size()));
    int states = before.size();
    int learned = seen.size() - weights.size();
    List<Operand<?>> values = new ArrayList<>();
    before.forEach(state -> values.add(tf.zerosLike(LoopOps.row(tf, state, tf.constant(0)))));
    if (!scan.sequences()) {
      values.set(0, slope);
    }
    floats(seen.subList(learned, seen.size())).forEach(weight -> values.add(tf.zerosLike(weight)));
    Operand<TFloat32> input = floats(seen).get(0);
    values.add(
        LoopOps.rows(
            tf,
            scan.steps(),
            LoopOps.row(tf, input, tf.constant(0)),
            input,
            (2 * number + 1) * ROWS));
    int own = values.size();
    values.addAll(seen);
    values.addAll(before);
    values.add(slope);
    List<Operand<?>> after =
        functions.loop(
            tf,
            name("back"),
            tf.constant(0),
            tf.constant(scan.steps()),
            values,
            (ops, count, now) -> {
              Operand<TInt32> place = ops.math.sub(ops.constant(scan.steps() - 1), count);
              List<Operand<?>> fixed = now.subList(own, now.size());
              List<Operand<TFloat32>> next =
                  stepBack(ops, place, floats(now.subList(0, states)), fixed);
              List<Operand<?>> all = new ArrayList<>(next.subList(0, states));
              for (int i = 0; i < weights.size(); i++) {
                all.add(ops.math.add(floats(now).get(states + i), next.get(states + 1 + i)));
              }
              all.add(
                  LoopOps.setRow(
                      ops, functions.xla(), floats(now).get(own - 1), place, next.get(states)));
              all.addAll(fixed);
              return all;
            });
    List<Operand<?>> gradients = new ArrayList<>(seen.subList(0, learned));
    gradients.set(0, after.get(own - 1));
    gradients.addAll(after.subList(states, own - 1));
    gradients.addAll(run);
    return gradients;
  }

  /**
   * The gradients of one step by the state before it, its input and its weights.
   *
   * @param slopes by the state after it, of all that comes behind
   * @param fixed what all steps see, the states before the steps, and the gradient by the output
   */
  private List<Operand<TFloat32>> stepBack(
      Ops tf, Operand<TInt32> place, List<Operand<TFloat32>> slopes, List<Operand<?>> fixed) {
    int states = slopes.size();
    int seen = fixed.size() - states - 1;
    List<Operand<TFloat32>> state =
        floats(fixed.subList(seen, seen + states)).stream()
            .map(all -> LoopOps.row(tf, all, place))
            .toList();
    List<Operand<TFloat32>> behind = new ArrayList<>(slopes);
    if (scan.sequences()) {
      Operand<TFloat32> own = LoopOps.row(tf, floats(fixed).get(seen + states), place);
      behind.set(0, tf.math.add(slopes.get(0), own));
    }
    Step step = step(tf, place, fixed.subList(0, seen), state);
    List<Operand<TFloat32>> by = new ArrayList<>(state);
    by.add(step.input());
    by.addAll(step.weights().values());
    return Gradients.of(tf, step(tf, step), behind, by);
  }

  @SuppressWarnings("unchecked")
  private static List<Operand<TFloat32>> floats(List<Operand<?>> values) {
    return values.stream().map(value -> (Operand<TFloat32>) value).toList();
  }
}
