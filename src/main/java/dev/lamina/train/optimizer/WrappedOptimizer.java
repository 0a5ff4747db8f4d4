package dev.lamina.train.optimizer;

import dev.lamina.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A rule inside of what {@link CommonOptions} ask for. From the outside in: running means of the
 * weights, sums of the gradients of several batches, clipping (Pascanu et al. 2013), the rule.
 *
 * @param rule the rule alone
 * @param options what is around it
 */
record WrappedOptimizer(Optimizer rule, CommonOptions options) implements Optimizer {
  private static final String AVERAGE = "average";

  WrappedOptimizer {
    List<String> names = slots(rule, options).stream().map(Slot::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Slots are told apart by their names, but two of %s are the same; give the rule's another name."
              .formatted(names));
    }
  }

  @Override
  public Schedule learningRate() {
    return rule.learningRate();
  }

  @Override
  public List<Slot> slots() {
    return slots(rule, options);
  }

  private static List<Slot> slots(Optimizer rule, CommonOptions options) {
    List<Slot> slots = new ArrayList<>(rule.slots());
    if (options.accumulates()) {
      slots.add(Slot.zeros("gradientSum"));
      slots.add(Slot.scalar("gradientCount", 0));
    }
    if (options.averages()) {
      slots.add(Slot.zeros(AVERAGE));
    }
    return slots;
  }

  @Override
  public Optional<String> finalSlot() {
    return options.averages() ? Optional.of(AVERAGE) : rule.finalSlot();
  }

  @Override
  public Update update(Ops tf, Clock clock, Parameter p) {
    return updates(tf, clock, List.of(p)).get(0);
  }

  @Override
  public List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters) {
    if (parameters.isEmpty()) {
      return List.of();
    }
    List<Update> updates =
        options.accumulates() ? accumulated(tf, clock, parameters) : clipped(tf, clock, parameters);
    return options.averages() ? averaged(tf, clock, parameters, updates) : updates;
  }

  /**
   * The updates, and after them the running means of the weights, which are a weight's last slot.
   */
  private List<Update> averaged(
      Ops tf, Clock clock, List<Parameter> parameters, List<Update> updated) {
    // Up to the first update of all, the mean is the weight itself.
    Operand<TBool> first =
        tf.math.lessEqual(clock.update(), tf.constant((float) options.gradientAccumulationSteps()));
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < updated.size(); i++) {
      Operand<TFloat32> weight = updated.get(i).weight();
      List<Operand<TFloat32>> slots = new ArrayList<>(updated.get(i).slots());
      Operand<TFloat32> before = parameters.get(i).slot(slots.size());
      Operand<TFloat32> mean = Decay.mean(tf, before, weight, options.emaMomentum());
      slots.add(tf.select(first, weight, mean));
      updates.add(new Update(weight, slots));
    }
    return updates;
  }

  /**
   * The updates by the mean of the gradients of several batches, after the last of these. Those in
   * between are computed as well and then not taken, which is cheaper than a branch in the graph.
   */
  private List<Update> accumulated(Ops tf, Clock clock, List<Parameter> parameters) {
    Operand<TFloat32> steps = tf.constant((float) options.gradientAccumulationSteps());
    List<Accumulation> sums =
        parameters.stream().map(each -> Accumulation.of(tf, each, rule.slots().size())).toList();
    // The rule counts the updates that are applied, this one included.
    Operand<TFloat32> before = tf.math.div(tf.math.sub(clock.update(), sums.get(0).count()), steps);
    Clock applied =
        new Clock(clock.learningRate(), tf.math.add(tf.math.rint(before), tf.constant(1f)));
    List<Update> updates =
        clipped(tf, applied, sums.stream().map(each -> each.mean(tf, steps)).toList());
    List<Update> taken = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      taken.add(sums.get(i).take(tf, updates.get(i), steps));
    }
    return taken;
  }

  /**
   * The gradients of a weight so far.
   *
   * @param parameter the weight for the rule
   * @param sum of the gradients, the last one included
   * @param count of the gradients, a scalar
   */
  private record Accumulation(Parameter parameter, Operand<TFloat32> sum, Operand<TFloat32> count) {

    static Accumulation of(Ops tf, Parameter parameter, int slotsOfRule) {
      return new Accumulation(
          parameter.slots(slotsOfRule),
          tf.math.add(parameter.slot(slotsOfRule), parameter.gradient()),
          tf.math.add(parameter.slot(slotsOfRule + 1), tf.constant(1f)));
    }

    Parameter mean(Ops tf, Operand<TFloat32> steps) {
      return parameter.gradient(tf.math.div(sum, steps));
    }

    /** The update if these are enough gradients, or else the weight as it is. */
    Update take(Ops tf, Update update, Operand<TFloat32> steps) {
      Operand<TBool> enough = tf.math.equal(count, steps);
      List<Operand<TFloat32>> slots = new ArrayList<>();
      for (int i = 0; i < parameter.slots().size(); i++) {
        slots.add(tf.select(enough, update.slots().get(i), parameter.slot(i)));
      }
      slots.add(tf.select(enough, tf.zerosLike(sum), sum));
      slots.add(tf.select(enough, tf.constant(0f), count));
      return new Update(tf.select(enough, update.weight(), parameter.weight()), slots);
    }
  }

  /** The rule's updates by gradients that are kept from growing beyond a bound. */
  private List<Update> clipped(Ops tf, Clock clock, List<Parameter> parameters) {
    int slots = rule.slots().size();
    UnaryOperator<Operand<TFloat32>> clip =
        clip(tf, parameters.stream().map(Parameter::gradient).toList());
    return rule.updates(
        tf,
        clock,
        parameters.stream()
            .map(each -> each.slots(slots).gradient(clip.apply(each.gradient())))
            .toList());
  }

  private UnaryOperator<Operand<TFloat32>> clip(Ops tf, List<Operand<TFloat32>> gradients) {
    if (options.clipValue() > 0) {
      Operand<TFloat32> most = tf.constant(options.clipValue());
      Operand<TFloat32> least = tf.constant(-options.clipValue());
      return each -> tf.clipByValue(each, least, most);
    }
    if (options.clipNorm() > 0) {
      return each -> tf.math.mul(each, scale(tf, List.of(each), options.clipNorm()));
    }
    if (options.globalClipNorm() > 0) {
      Operand<TFloat32> scale = scale(tf, gradients, options.globalClipNorm());
      return each -> tf.math.mul(each, scale);
    }
    return each -> each;
  }

  /** What brings gradients of a norm together above the bound down to it: 1 for others. */
  private static Operand<TFloat32> scale(Ops tf, List<Operand<TFloat32>> gradients, float bound) {
    List<Operand<TFloat32>> halfSquares =
        gradients.stream().<Operand<TFloat32>>map(tf.nn::l2Loss).toList();
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
    Operand<TFloat32> most = tf.constant(bound);
    return tf.math.div(most, tf.math.maximum(norm, most));
  }
}
