package dev.lamina.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
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

  /** Makes a loop part of the plain graph; otherwise what it calls is not optimized. */
  private static final String LOWER = "_lower_using_switch_merge";

  /** The attribute that names what a call calls. */
  private static final String FUNCTION = "f";

  private final List<ConcreteFunction> functions = new ArrayList<>();
  private final Map<String, ConcreteFunction> gradients = new HashMap<>();
  private final String suffix;
  private final boolean xla;
  private final boolean learns;

  /**
   * @param suffix tells the functions' names from those of other graphs in the same program:
   *     TensorFlow takes functions for equal that differ in nothing but their arguments' shapes
   * @param xla whether XLA compiles them
   * @param learns whether gradients are taken of what they give
   */
  GraphFunctions(String suffix, boolean xla, boolean learns) {
    this.suffix = suffix;
    this.xla = xla;
    this.learns = learns;
  }

  /** Whether XLA compiles the functions. */
  boolean xla() {
    return xla;
  }

  /** Whether gradients are taken of what they give. */
  boolean learns() {
    return learns;
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
    Scope scope = tf.withName(name).scope();
    Operation loop =
        scope
            .env()
            .opBuilder("StatelessWhile", scope.makeOpName("StatelessWhile"), scope)
            .addInputList(start.stream().map(Operand::asOutput).toArray(Output<?>[]::new))
            .setAttr("cond", condition)
            .setAttr("body", step)
            .setAttr(LOWER, !xla)
            .build();
    return IntStream.range(2, start.size()).<Operand<?>>mapToObj(loop::output).toList();
  }

  /** Builds the gradients of a function's value by each of its arguments. */
  @FunctionalInterface
  interface GradientBody {

    /**
     * Builds them.
     *
     * @param slope the gradient by the value
     * @return as many as arguments, of their types
     */
    List<Operand<?>> apply(Ops tf, List<Operand<?>> arguments, Operand<TFloat32> slope);
  }

  /**
   * Calls a function that has a gradient of its own: {@link #finished} puts it where TensorFlow
   * asks for one.
   *
   * @param name not that of another function
   */
  @SuppressWarnings("unchecked")
  Operand<TFloat32> withGradient(
      Ops tf, String name, List<Operand<?>> arguments, Body body, GradientBody gradient) {
    ConcreteFunction function = function(name, arguments, body);
    Operand<TFloat32> value = (Operand<TFloat32>) call(tf, name, function, arguments).get(0);
    List<Operand<?>> like = new ArrayList<>(arguments);
    like.add(value);
    int last = arguments.size();
    gradients.put(
        function.getDefinedName(),
        function(
            name + "_gradient",
            like,
            (ops, values) ->
                gradient.apply(
                    ops, values.subList(0, last), (Operand<TFloat32>) values.get(last))));
    return value;
  }

  /** The finished graph with the functions' own gradients in it. */
  GraphDef finished(Graph graph) {
    gradients.values().forEach(graph::attachFunction);
    GraphDef.Builder finished = graph.toGraphDef().toBuilder();
    substitute(finished.getNodeBuilderList());
    finished
        .getLibraryBuilder()
        .getFunctionBuilderList()
        .forEach(function -> substitute(function.getNodeDefBuilderList()));
    return finished.build();
  }

  /** Calls the functions' own gradients instead of those that TensorFlow would make. */
  private void substitute(List<NodeDef.Builder> nodes) {
    for (NodeDef.Builder node : nodes) {
      ConcreteFunction own =
          gradients.get(
              node.getAttrOrDefault(FUNCTION, AttrValue.getDefaultInstance()).getFunc().getName());
      if (node.getOp().equals("SymbolicGradient") && own != null) {
        AttrValue.Builder function = AttrValue.newBuilder();
        function.getFuncBuilder().setName(own.getDefinedName());
        node.setOp("PartitionedCall").putAttr(FUNCTION, function.build());
      }
    }
  }

  /** Calls a function of its own made of the body. Gives what the body gives. */
  List<Operand<?>> call(Ops tf, String name, List<Operand<?>> values, Body body) {
    return call(tf, name, function(name, values, body), values);
  }

  private static List<Operand<?>> call(
      Ops tf, String name, ConcreteFunction function, List<Operand<?>> values) {
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
                Operand<?> placeholder = placeholder(tf, value);
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

  /** An argument like a value, also of a type that the Java API has no name for. */
  private static Operand<?> placeholder(Ops tf, Operand<?> value) {
    Scope scope = tf.scope();
    return scope
        .env()
        .opBuilder("Placeholder", scope.makeOpName("Placeholder"), scope)
        .setAttr("dtype", value.asOutput().dataType())
        .setAttr("shape", value.shape())
        .build()
        .output(0);
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
