package dev.lamina.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/** Graph functions over named values, and counting loops made of them. */
final class Loop {

  /** Builds values from values; what is not in the result stays as it was. */
  @FunctionalInterface
  interface Body {
    Map<String, Operand<?>> apply(Ops tf, Map<String, Operand<?>> values);
  }

  /** Builds values from values and a counter. */
  @FunctionalInterface
  interface CountedBody {
    Map<String, Operand<?>> apply(Ops tf, Operand<TInt32> counter, Map<String, Operand<?>> values);
  }

  private final List<ConcreteFunction> functions;
  private final String suffix;

  /**
   * @param functions keeps the functions that the loops are made of, for the owner to close when
   *     the graph is done
   * @param suffix tells the functions' names from those of other graphs in the same program:
   *     TensorFlow takes functions for equal that differ in nothing but their arguments' shapes
   */
  Loop(List<ConcreteFunction> functions, String suffix) {
    this.functions = functions;
    this.suffix = suffix;
  }

  /** A loop over {@code from <= counter < end}. Gives the values after it. */
  Map<String, Operand<?>> count(
      Ops tf,
      String name,
      Operand<TInt32> from,
      Operand<TInt32> end,
      Map<String, Operand<?>> values,
      CountedBody body) {
    String counterKey = name + "/counter";
    String endKey = name + "/end";
    Map<String, Operand<?>> start = new LinkedHashMap<>();
    start.put(counterKey, from);
    start.put(endKey, end);
    start.putAll(values);
    ConcreteFunction condition =
        keep(
            function(
                name + "_condition",
                start,
                (ops, now) ->
                    Map.of("more", ops.math.less(integer(now, counterKey), integer(now, endKey))),
                false));
    ConcreteFunction step =
        keep(
            function(
                name + "_body",
                start,
                (ops, now) -> {
                  Map<String, Operand<?>> next =
                      new LinkedHashMap<>(body.apply(ops, integer(now, counterKey), now));
                  next.put(counterKey, ops.math.add(integer(now, counterKey), ops.constant(1)));
                  return next;
                },
                true));
    List<Output<?>> outputs =
        tf.withName(name).statelessWhile(new ArrayList<>(start.values()), condition, step).output();
    Map<String, Operand<?>> after = new LinkedHashMap<>();
    int index = 0;
    for (String key : start.keySet()) {
      after.put(key, outputs.get(index++));
    }
    after.keySet().removeAll(List.of(counterKey, endKey));
    return after;
  }

  /**
   * Calls a function of its own made of the body, which is what XLA compiles as one. Gives what the
   * body gives.
   */
  Map<String, Operand<?>> call(Ops tf, String name, Map<String, Operand<?>> values, Body body) {
    List<String> results = new ArrayList<>();
    ConcreteFunction function =
        keep(
            function(
                name,
                values,
                (ops, now) -> {
                  Map<String, Operand<?>> given = body.apply(ops, now);
                  results.addAll(given.keySet());
                  return given;
                },
                false));
    Map<String, Operand<?>> arguments = new LinkedHashMap<>();
    values.values().forEach(value -> arguments.put(argument(arguments.size()), value));
    Map<String, Operand<?>> outputs = function.call(tf.withName(name), arguments);
    Map<String, Operand<?>> named = new LinkedHashMap<>();
    results.forEach(key -> named.put(key, outputs.get(result(named.size()))));
    return named;
  }

  private ConcreteFunction keep(ConcreteFunction function) {
    functions.add(function);
    return function;
  }

  /**
   * The function; its results are what the body gives, or with {@code all} every value in order.
   */
  private ConcreteFunction function(
      String name, Map<String, Operand<?>> like, Body body, boolean all) {
    return ConcreteFunction.create(
        tf -> {
          Signature.Builder signature = Signature.builder(name + suffix);
          Map<String, Operand<?>> values = new LinkedHashMap<>();
          like.forEach(
              (key, value) -> {
                Operand<?> placeholder =
                    tf.placeholder(value.type(), Placeholder.shape(value.shape()));
                signature.input(argument(values.size()), placeholder);
                values.put(key, placeholder);
              });
          Map<String, Operand<?>> next = body.apply(tf, values);
          int index = 0;
          for (String key : all ? values.keySet() : next.keySet()) {
            Operand<?> value = next.get(key);
            signature.output(result(index++), value != null ? value : tf.identity(values.get(key)));
          }
          return signature.build();
        });
  }

  private static String argument(int index) {
    return "a" + index;
  }

  private static String result(int index) {
    return "r" + index;
  }

  private static Operand<TInt32> integer(Map<String, Operand<?>> values, String key) {
    return Named.operand(values, key);
  }
}
