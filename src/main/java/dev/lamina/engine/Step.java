package dev.lamina.engine;

import dev.lamina.layer.Weight;
import dev.lamina.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * One update as a pure function: from the variables and a batch to the next values of the
 * variables, the loss and the metrics' totals of the batch.
 *
 * @param variables the next value of each weight and slot
 * @param loss the batch's mean loss before the update, a scalar
 * @param totals the metrics' totals of the batch before the update, one after the other
 */
record Step(
    Map<String, Operand<TFloat32>> variables, Operand<TFloat32> loss, Operand<TFloat64> totals) {

  /**
   * Some examples in a graph.
   *
   * @param x {@code [batch, ...input]}
   * @param y {@code [batch, ...target]}
   * @param weights how much each counts in the loss, {@code [batch]}; each counts 1 if there are
   *     none
   */
  record BatchOperands(
      Operand<TFloat32> x, Operand<TFloat32> y, Optional<Operand<TFloat32>> weights) {}

  /**
   * Builds an update.
   *
   * @param functions that its loops are made of
   * @param variables the value of each weight and slot
   * @param clock the learning rate and the number of the update as a float
   * @param seed the model's seed
   * @param update the number of the update
   * @param batch the examples
   */
  static Step build(
      Ops tf,
      GraphFunctions functions,
      Training training,
      Map<String, Operand<TFloat32>> variables,
      Optimizer.Clock clock,
      Operand<TInt64> seed,
      Operand<TInt64> update,
      BatchOperands batch) {
    ForwardPass.Outcome pass =
        ForwardPass.training(tf, functions, variables, seed, update)
            .of(training.network(), batch.x());
    Score score = new Score(tf, training, pass, batch.y(), batch.weights());
    Map<String, Operand<TFloat32>> next = new LinkedHashMap<>(variables);
    next.putAll(pass.updates());
    next.putAll(optimized(tf, training, variables, clock, score.loss()));
    return new Step(next, score.loss(), score.totals());
  }

  /** The next values of the trained weights and their slots. */
  private static Map<String, Operand<TFloat32>> optimized(
      Ops tf,
      Training training,
      Map<String, Operand<TFloat32>> variables,
      Optimizer.Clock clock,
      Operand<TFloat32> loss) {
    Map<String, Weight> trained = training.trainedWeights();
    Iterator<Operand<TFloat32>> gradients =
        Gradients.of(tf, loss, values(variables, trained.keySet())).iterator();
    List<Optimizer.Parameter> parameters = new ArrayList<>();
    for (String name : trained.keySet()) {
      parameters.add(
          new Optimizer.Parameter(
              value(variables, name),
              gradients.next(),
              values(variables, training.slotNames(name))));
    }
    Iterator<Optimizer.Update> updates =
        Building.of(
                "The optimizer " + training.optimizer(),
                () -> training.optimizer().updates(tf, clock, parameters))
            .iterator();
    Map<String, Operand<TFloat32>> next = new LinkedHashMap<>();
    trained.forEach(
        (name, weight) -> {
          Optimizer.Update update = updates.next();
          next.put(name, next(tf, name, weight, update.weight()));
          List<String> slots = training.slotNames(name);
          for (int s = 0; s < slots.size(); s++) {
            next.put(slots.get(s), update.slots().get(s));
          }
        });
    return next;
  }

  private static Operand<TFloat32> next(
      Ops tf, String name, Weight weight, Operand<TFloat32> updated) {
    String part = "The update of " + name;
    Operand<TFloat32> next = Building.of(part, () -> weight.rule().constraint().apply(tf, updated));
    Building.check(
        part, next, weight.shape(), "optimizers and constraints keep the shapes of weights.");
    return next;
  }

  private static List<Operand<TFloat32>> values(
      Map<String, Operand<TFloat32>> variables, Collection<String> names) {
    return names.stream().map(name -> value(variables, name)).toList();
  }

  private static Operand<TFloat32> value(Map<String, Operand<TFloat32>> variables, String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }
}
