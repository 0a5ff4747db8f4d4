package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What a layer builds its forward pass from. */
public interface Pass {

  /** The ops of the graph under construction. */
  Ops tf();

  /** Whether this pass is part of a training step, where layers such as dropout are active. */
  boolean training();

  /** The current value of one of the layer's weights, by the name that the layer declared. */
  Operand<TFloat32> weight(String name);

  /**
   * Random numbers, uniform in [0, 1): other ones for every layer of the network, every call and
   * every update, and the same on every run with the same seed. Only while {@link #training}.
   *
   * @param shape how many, a vector of sizes
   */
  Operand<TFloat32> uniform(Operand<TInt32> shape);
}
