package dev.lamina.layer;

/** The built-in initializers. */
public final class Initializers {
  private Initializers() {}

  /** All zeros: the default of biases. */
  public static Initializer zeros() {
    return constant(0);
  }

  /** All ones. */
  public static Initializer ones() {
    return constant(1);
  }

  /** One value everywhere. */
  public static Initializer constant(float value) {
    return new Constant(value);
  }

  /** Uniform in ±√(6 / (fanIn + fanOut)), the default of kernels (Glorot and Bengio 2010). */
  public static Initializer glorotUniform() {
    return new VarianceScaling(1, VarianceScaling.Mode.FAN_AVERAGE);
  }

  /** Uniform in ±√(6 / fanIn), suited to relu (He et al. 2015). */
  public static Initializer heUniform() {
    return new VarianceScaling(2, VarianceScaling.Mode.FAN_IN);
  }

  /**
   * The weights that PyTorch gives its {@code nn.Linear} layers after {@code
   * torch.manual_seed(seed)}, bit for bit.
   *
   * <p>All kernels and biases that have this initializer draw from one sequence, as PyTorch's do
   * when the layers are constructed in order.
   */
  public static Initializer pytorch(long seed) {
    return pytorch(seed, 0);
  }

  /**
   * As {@link #pytorch(long)}, for layers that are constructed after the generator was used for
   * something else.
   *
   * @param drawsTaken how many draws of 32 bits were taken before: 1 for each number of {@code
   *     torch.rand}, 1 for each number of {@code torch.randn} from 16 numbers on and 16 more if
   *     they make no whole blocks of 16
   */
  public static Initializer pytorch(long seed, int drawsTaken) {
    return new PytorchUniform(seed, drawsTaken);
  }
}
