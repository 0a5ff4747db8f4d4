package dev.lamina.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/** Lays the steps of a recurrent layer out one after the other. */
final class Unrolled {
  private Unrolled() {}

  static Shape outputShape(RecurrentLayer<?> layer, Shape input) {
    if (input.numDimensions() != 2) {
      throw new ShapeException(
          "%s takes a sequence [steps, features], but got %s; put an embedding or a reshape before it, or let the recurrent layer before it returnSequences."
              .formatted(layer.type(), Shapes.text(input)));
    }
    return layer.recurrence().returnSequences()
        ? Shape.of(input.get(0), layer.units())
        : Shape.of(layer.units());
  }

  static List<Weight> weights(RecurrentLayer<?> layer, Shape input) {
    long features = input.get(1);
    long units = layer.units();
    long width = units * layer.gates();
    Recurrence recurrence = layer.recurrence();
    List<Weight> weights = new ArrayList<>();
    weights.add(
        Weight.of("kernel", Shape.of(features, width), recurrence.kernel()).fans(features, width));
    weights.add(
        Weight.of("recurrentKernel", Shape.of(units, width), recurrence.recurrent())
            .fans(units, width));
    if (recurrence.useBias()) {
      weights.add(layer.biasWeight().fans(features, width));
    }
    return weights;
  }

  static Operand<TFloat32> forward(RecurrentLayer<?> layer, Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    List<Operand<TFloat32>> steps = transformed(layer, pass, input);
    if (layer.recurrence().goBackwards()) {
      Collections.reverse(steps);
    }
    RecurrentLayer.Cell cell = layer.cell(pass);
    List<Operand<TFloat32>> state =
        Collections.nCopies(layer.states(), zeros(tf, steps.get(0), layer.units()));
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (Operand<TFloat32> step : steps) {
      state = cell.next(step, state);
      outputs.add(state.get(0));
    }
    return layer.recurrence().returnSequences() ? tf.stack(outputs, Stack.axis(1L)) : state.get(0);
  }

  /** The input times the kernel, {@code [batch, gates * units]} for each step. */
  private static List<Operand<TFloat32>> transformed(
      RecurrentLayer<?> layer, Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    long steps = input.shape().get(1);
    long width = (long) layer.units() * layer.gates();
    // One product for all steps; the steps come first, so that each is one piece of memory.
    Operand<TFloat32> byStep = tf.linalg.transpose(input, tf.constant(new int[] {1, 0, 2}));
    Operand<TFloat32> rows = tf.reshape(byStep, tf.constant(new long[] {-1, input.shape().get(2)}));
    Operand<TFloat32> products = tf.linalg.matMul(rows, pass.weight("kernel"));
    Operand<TFloat32> biased =
        layer.recurrence().useBias() ? tf.nn.biasAdd(products, layer.inputBias(pass)) : products;
    Operand<TFloat32> parted = tf.reshape(biased, tf.constant(new long[] {steps, -1, width}));
    return new ArrayList<>(tf.unstack(parted, steps).output());
  }

  private static Operand<TFloat32> zeros(Ops tf, Operand<TFloat32> step, int units) {
    return tf.zerosLike(
        tf.slice(step, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, units})));
  }
}
