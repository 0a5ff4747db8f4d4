package dev.lamina.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/**
 * Ops of a graph that are called the same in every locale. TensorFlow Java's own number equal names
 * in the digits of the default locale, of which TensorFlow takes 0 to 9 alone.
 */
public final class GraphOps {
  private GraphOps() {}

  /** Ops of a graph, or of a function's graph, to which nothing else has added ops. */
  public static Ops of(ExecutionEnvironment graph) {
    return Ops.create(new Root(graph));
  }

  /** A graph whose ops are named by {@link NumberedScope}. */
  private record Root(ExecutionEnvironment graph) implements ExecutionEnvironment {

    @Override
    public Scope baseScope() {
      return new NumberedScope(graph.baseScope(), "", Optional.empty(), new HashMap<>());
    }

    @Override
    public OperationBuilder opBuilder(String type, String name, Scope scope) {
      return graph.opBuilder(type, name, scope);
    }

    @Override
    public void attachFunction(ConcreteFunction function) {
      graph.attachFunction(function);
    }

    @Override
    public void checkInput(Operation input) {
      graph.checkInput(input);
    }

    @Override
    public Types environmentType() {
      return graph.environmentType();
    }

    @Override
    public boolean isInitializer(Operation op) {
      return graph.isInitializer(op);
    }
  }

  /**
   * TensorFlow Java's scope in all but the names of ops.
   *
   * @param plain the scope that does all else
   * @param prefix of all names, empty or with a slash at its end
   * @param name of the next ops instead of that of their kind
   * @param used how often each name was asked for under the prefix
   */
  private record NumberedScope(
      Scope plain, String prefix, Optional<String> name, Map<String, Integer> used)
      implements Scope {

    @Override
    public String makeUnique(String id) {
      int before = used.merge(id, 1, Integer::sum) - 1;
      return before == 0 ? id : id + "_" + before;
    }

    @Override
    public String makeOpName(String kind) {
      return prefix + makeUnique(name.orElse(kind));
    }

    @Override
    public Scope withName(String opName) {
      // Checks the name as well.
      return new NumberedScope(plain.withName(opName), prefix, Optional.of(opName), used);
    }

    @Override
    public Scope withSubScope(String child) {
      return new NumberedScope(plain, makeOpName(child) + "/", Optional.empty(), new HashMap<>());
    }

    @Override
    public Scope withNameAsSubScope(String kind) {
      return withSubScope(kind);
    }

    private NumberedScope with(Scope changed) {
      return new NumberedScope(changed, prefix, name, used);
    }

    @Override
    public Scope withDevice(DeviceSpec device) {
      return with(plain.withDevice(device));
    }

    @Override
    public Scope withInitScope() {
      return with(plain.withInitScope());
    }

    @Override
    public Scope withControlDependencies(Iterable<Op> controls) {
      return with(plain.withControlDependencies(controls));
    }

    @Override
    public Scope withControlDependencyOps(Iterable<Operation> controls) {
      return with(plain.withControlDependencyOps(controls));
    }

    @Override
    public ExecutionEnvironment env() {
      return plain.env();
    }

    @Override
    public void refreshNames() {
      plain.refreshNames();
    }

    @Override
    public OperationBuilder apply(OperationBuilder builder) {
      return plain.apply(builder);
    }

    @Override
    public String getDeviceString() {
      return plain.getDeviceString();
    }

    @Override
    public boolean isInit() {
      return plain.isInit();
    }
  }
}
