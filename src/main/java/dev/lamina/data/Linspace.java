package dev.lamina.data;

/** Evenly spaced numbers, as {@code torch.linspace} gives them. */
public final class Linspace {

  private Linspace() {}

  /**
   * Returns {@code count} numbers from {@code start} to {@code end}, both included, bit for bit
   * those of PyTorch on a processor with fused multiply-add: the first half is counted up from the
   * start, the second down from the end.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public static float[] of(float start, float end, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("linspace needs a count of at least 0, but got " + count);
    }
    if (count == 1) {
      return new float[] {start};
    }
    float[] points = new float[count];
    float step = (end - start) / (count - 1);
    for (int i = 0; i < count; i++) {
      points[i] =
          i < count / 2
              ? Math.fma(step, (float) i, start)
              : Math.fma(-step, (float) (count - 1 - i), end);
    }
    return points;
  }
}
