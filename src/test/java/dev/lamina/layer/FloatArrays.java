package dev.lamina.layer;

import java.util.Map;
import java.util.Objects;

/** Weights by name in tests. */
public final class FloatArrays {
  private FloatArrays() {}

  /** The numbers of one of the weights. */
  public static float[] values(Map<String, FloatArray> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name).values();
  }
}
