package dev.lamina.engine;

import org.tensorflow.types.TFloat32;

/** Moves numbers between Java arrays and native tensors. */
final class Tensors {
  private Tensors() {}

  /** A tensor's values in row-major order. */
  static float[] floats(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }
}
