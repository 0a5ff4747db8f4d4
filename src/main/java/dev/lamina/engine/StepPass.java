package dev.lamina.engine;

import dev.lamina.layer.Pass;
import dev.lamina.layer.Regularizer;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What one step of a loop is built from, in a function of its own.
 *
 * @param tf the function's ops
 * @param outer the pass of the layer around the loop
 * @param weights the function's arguments by the names of weights
 */
record StepPass(Ops tf, Pass outer, Function<String, Operand<TFloat32>> weights) implements Pass {

  @Override
  public boolean training() {
    return outer.training();
  }

  @Override
  public boolean learning() {
    return outer.learning();
  }

  @Override
  public Operand<TFloat32> weight(String name) {
    return weights.apply(name);
  }

  @Override
  public void update(String name, Operand<TFloat32> value) {
    throw onlyWeights("update()");
  }

  @Override
  public Optional<Operand<TBool>> mask(Operand<TFloat32> values) {
    return Optional.empty();
  }

  @Override
  public void mask(Operand<TFloat32> values, Operand<TBool> mask) {
    throw onlyWeights("mask()");
  }

  @Override
  public void penalize(Regularizer regularizer, Operand<TFloat32> output) {
    throw onlyWeights("penalize()");
  }

  @Override
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    throw onlyWeights("uniform()");
  }

  private static IllegalStateException onlyWeights(String call) {
    return new IllegalStateException(
        "A step of a long sequence runs in a loop, which knows tf() and weight() alone, but it calls %s; do that once in forward()."
            .formatted(call));
  }
}
