package dev.lamina.train.optimizer;

import dev.lamina.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rule that takes a weight, its gradient and what the rule remembers (its slots) to their next
 * values. {@link Optimizers} has the built-in ones; others implement {@link #learningRate} and
 * {@link #update}, and {@link #slots} if they remember something.
 *
 * <p>All have the {@link CommonOptions} as well: {@code adam(0.001).clipNorm(1)}. Options of the
 * rule itself go first, since these methods give a plain optimizer.
 */
public interface Optimizer {

  /** The learning rate of each update. */
  Schedule learningRate();

  /** What the rule remembers of each weight. */
  default List<Slot> slots() {
    return List.of();
  }

  /**
   * Builds one update of one weight.
   *
   * @param clock the learning rate and the number of this update
   * @param parameter the weight, its gradient and its slots
   */
  Update update(Ops tf, Clock clock, Parameter parameter);

  /**
   * Builds one update of all weights, each by itself unless the rule says otherwise.
   *
   * @param clock the learning rate and the number of this update
   * @param parameters the weights
   * @return in the same order
   */
  default List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters) {
    return parameters.stream().map(each -> update(tf, clock, each)).toList();
  }

  /** The name of the slot whose values replace the weight when a training ends, if there is one. */
  default Optional<String> finalSlot() {
    return Optional.empty();
  }

  /** The rule alone, without common options. */
  default Optimizer rule() {
    return this;
  }

  /** The options that the rule has in common with others. */
  default CommonOptions options() {
    return CommonOptions.NONE;
  }

  /**
   * The same rule with other common options.
   *
   * @throws IllegalArgumentException if the rule has a slot of a name that they need
   */
  default Optimizer with(CommonOptions options) {
    return options.equals(CommonOptions.NONE) ? rule() : new WrappedOptimizer(rule(), options);
  }

  /** The same optimizer with each weight's gradient scaled down to a norm of at most this. */
  default Optimizer clipNorm(double clipNorm) {
    return with(options().clipNorm(clipNorm));
  }

  /** The same optimizer with each value of the gradients cut to between plus and minus this. */
  default Optimizer clipValue(double clipValue) {
    return with(options().clipValue(clipValue));
  }

  /** The same optimizer with all gradients scaled down to a norm together of at most this. */
  default Optimizer globalClipNorm(double globalClipNorm) {
    return with(options().globalClipNorm(globalClipNorm));
  }

  /**
   * The same optimizer, applied after each so many batches to the mean of their gradients: as
   * batches that many times larger, in less memory.
   */
  default Optimizer gradientAccumulationSteps(int gradientAccumulationSteps) {
    return with(options().gradientAccumulationSteps(gradientAccumulationSteps));
  }

  /**
   * The same optimizer with weights that become their running means when a training ends (Polyak
   * and Juditsky 1992).
   *
   * @param emaMomentum what the mean keeps of itself at each update, such as 0.99
   */
  default Optimizer emaMomentum(double emaMomentum) {
    return with(options().emaMomentum(emaMomentum));
  }

  /**
   * What all weights of an update share.
   *
   * @param learningRate a scalar
   * @param update the number of this update, a scalar that counts from 1
   */
  record Clock(Operand<TFloat32> learningRate, Operand<TFloat32> update) {}

  /**
   * A weight to update.
   *
   * @param weight its value
   * @param gradient of the loss by it, of its shape
   * @param slots what the optimizer remembers of it, in the order of {@link #slots()}
   */
  record Parameter(
      Operand<TFloat32> weight, Operand<TFloat32> gradient, List<Operand<TFloat32>> slots) {

    public Parameter {
      slots = List.copyOf(slots);
    }

    /** What the optimizer remembers in the slot of this place in {@link #slots()}. */
    public Operand<TFloat32> slot(int place) {
      return slots.get(place);
    }

    /** The same weight with another gradient. */
    Parameter gradient(Operand<TFloat32> other) {
      return new Parameter(weight, other, slots);
    }

    /** The same weight with its first slots alone. */
    Parameter slots(int count) {
      return new Parameter(weight, gradient, slots.subList(0, count));
    }
  }

  /**
   * The next values.
   *
   * @param weight of the weight
   * @param slots in the order of {@link #slots()}
   */
  record Update(Operand<TFloat32> weight, List<Operand<TFloat32>> slots) {}

  /**
   * Something that an optimizer remembers of each weight from update to update.
   *
   * @param name unique in the optimizer, such as {@code momentum}
   * @param initial what all its values begin with
   * @param scalar whether it is one number for the weight, rather than one for each of its values
   */
  record Slot(String name, float initial, boolean scalar) {

    /** One number for each of the weight's values, zero at first. */
    public static Slot zeros(String name) {
      return new Slot(name, 0, false);
    }

    /** One number for each of the weight's values. */
    public static Slot filled(String name, double initial) {
      return new Slot(name, (float) initial, false);
    }

    /** One number for the weight. */
    public static Slot scalar(String name, double initial) {
      return new Slot(name, (float) initial, true);
    }

    /** The slot's shape for a weight. */
    public Shape shape(Shape weight) {
      return scalar ? Shape.scalar() : weight;
    }
  }
}
