package dev.lamina.train.optimizer;

import dev.lamina.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An optimizer that does something around another's updates. */
interface Wrapper extends Optimizer {

  /** The other. */
  Optimizer inner();

  @Override
  List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters);

  @Override
  default Schedule learningRate() {
    return inner().learningRate();
  }

  @Override
  default List<Slot> slots() {
    return inner().slots();
  }

  @Override
  default Optional<String> finalSlot() {
    return inner().finalSlot();
  }

  @Override
  default Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    return updates(tf, clock, List.of(new Parameter(weight, gradient, slots))).get(0);
  }
}
