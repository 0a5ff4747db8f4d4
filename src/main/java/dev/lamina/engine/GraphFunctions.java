package dev.lamina.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/** The functions of a graph, calls of them, and counting loops made of them. */
final class GraphFunctions implements AutoCloseable {

  /** Builds values from values. */
  @FunctionalInterface
  interface Body {
    List<Operand<?>> apply(Ops tf, List<Operand<?>> values);
  }

  /** Builds the next values of a loop, as many, from values and a counter. */
  @FunctionalInterface
  interface LoopBody {
    List<Operand<?>> apply(Ops tf, Operand<TInt32> counter, List<Operand<?>> values);
  }

  private final List<ConcreteFunction> functions = new ArrayList<>();
  private final String suffix;

  /**
   * @param suffix tells the functions' names from those of other graphs in the same program:
   *     TensorFlow takes functions for equal that differ in nothing but their arguments' shapes
   */
  GraphFunctions(String suffix) {
    this.suffix = suffix;
  }

  /** A loop over {@code from <= counter < end}. Gives the values after it. */
  List<Operand<?>> loop(
      Ops tf,
      String name,
      Operand<TInt32> from,
      Operand<TInt32> end,
      List<Operand<?>> values,
      LoopBody body) {
    List<Operand<?>> start = new ArrayList<>(List.of(from, end));
    start.addAll(values);
    ConcreteFunction condition =
        function(
            name + "_condition",
            start,
            (ops, now) -> List.of(ops.math.less(integer(now, 0), integer(now, 1))));
    ConcreteFunction step =
        function(
            name + "_body",
            start,
            (ops, now) -> {
              List<Operand<?>> next =
                  body.apply(ops, integer(now, 0), List.copyOf(now.subList(2, now.size())));
              List<Operand<?>> all = new ArrayList<>();
              all.add(ops.math.add(integer(now, 0), ops.constant(1)));
              all.add(now.get(1));
              all.addAll(next);
              return all;
            });
    List<Output<?>> after = tf.withName(name).statelessWhile(start, condition, step).output();
    return List.copyOf(after.subList(2, after.size()));
  }

  /** Calls a function of its own made of the body. Gives what the body gives. */
  List<Operand<?>> call(Ops tf, String name, List<Operand<?>> values, Body body) {
    ConcreteFunction function = function(name, values, body);
    Map<String, Operand<?>> arguments = new LinkedHashMap<>();
    values.forEach(value -> arguments.put(argument(arguments.size()), value));
    Map<String, Operand<?>> outputs = function.call(tf.withName(name), arguments);
    List<Operand<?>> results = new ArrayList<>();
    while (results.size() < outputs.size()) {
      results.add(outputs.get(result(results.size())));
    }
    return results;
  }

  /**
   * As {@link #call}, with a body that gives the first values anew: those that it leaves as they
   * are do not come back through the function.
   */
  List<Operand<?>> change(Ops tf, String name, List<Operand<?>> values, Body body) {
    List<Integer> changed = new ArrayList<>();
    List<Operand<?>> results =
        call(
            tf,
            name,
            values,
            (ops, now) -> {
              List<Operand<?>> next = body.apply(ops, now);
              IntStream.range(0, next.size())
                  .filter(i -> next.get(i) != now.get(i))
                  .forEach(changed::add);
              return changed.stream().<Operand<?>>map(next::get).toList();
            });
    List<Operand<?>> after = new ArrayList<>(values);
    for (int i = 0; i < changed.size(); i++) {
      after.set(changed.get(i), results.get(i));
    }
    return after;
  }

  private ConcreteFunction function(String name, List<Operand<?>> like, Body body) {
    ConcreteFunction function =
        ConcreteFunction.create(
            own -> {
              Ops tf = GraphOps.of(own.scope().env());
              Signature.Builder signature = Signature.builder(name + suffix);
              List<Operand<?>> values = new ArrayList<>();
              for (Operand<?> value : like) {
                Operand<?> placeholder =
                    tf.placeholder(value.type(), Placeholder.shape(value.shape()));
                signature.input(argument(values.size()), placeholder);
                values.add(placeholder);
              }
              int index = 0;
              for (Operand<?> result : body.apply(tf, values)) {
                signature.output(result(index++), result);
              }
              return signature.build();
            });
    functions.add(function);
    return function;
  }

  private static String argument(int index) {
    return "a" + index;
  }

  private static String result(int index) {
    return "r" + index;
  }

  @SuppressWarnings("unchecked")
  private static Operand<TInt32> integer(List<Operand<?>> values, int index) {
    return (Operand<TInt32>) values.get(index);
  }

  /** Frees the functions, once the graph that calls them is written. */
  @Override
  public void close() {
    functions.forEach(ConcreteFunction::close);
  }
}
