package dev.lamina.layer;

import dev.lamina.layer.VarianceScaling.Distribution;
import dev.lamina.layer.VarianceScaling.Mode;

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
    return new VarianceScaling(1, Mode.FAN_AVERAGE, Distribution.UNIFORM);
  }

  /** Normal with variance 2 / (fanIn + fanOut), cut off at twice the deviation before the cut. */
  public static Initializer glorotNormal() {
    return new VarianceScaling(1, Mode.FAN_AVERAGE, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform in ±√(6 / fanIn), suited to relu (He et al. 2015). */
  public static Initializer heUniform() {
    return new VarianceScaling(2, Mode.FAN_IN, Distribution.UNIFORM);
  }

  /** Normal with variance 2 / fanIn, cut off at twice the deviation before the cut. */
  public static Initializer heNormal() {
    return new VarianceScaling(2, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform in ±√(3 / fanIn), suited to selu (LeCun et al. 1998). */
  public static Initializer lecunUniform() {
    return new VarianceScaling(1, Mode.FAN_IN, Distribution.UNIFORM);
  }

  /** Normal with variance 1 / fanIn, cut off at twice the deviation before the cut. */
  public static Initializer lecunNormal() {
    return new VarianceScaling(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /**
   * A random orthogonal matrix, the default of recurrent kernels (Saxe et al. 2014): its columns,
   * or its rows if those are fewer, are orthonormal. A kernel of more axes is a matrix {@code
   * [rest, last]}.
   */
  public static Initializer orthogonal() {
    return orthogonal(1);
  }

  /** As {@link #orthogonal()}, times a gain. */
  public static Initializer orthogonal(float gain) {
    return new Orthogonal(gain);
  }

  /** The matrix that passes everything through; it need not be square. */
  public static Initializer identity() {
    return identity(1);
  }

  /** As {@link #identity()}, times a gain. */
  public static Initializer identity(float gain) {
    return new Identity(gain);
  }

  /** Normal with mean 0 and standard deviation 0.05. */
  public static Initializer randomNormal() {
    return randomNormal(0, 0.05f);
  }

  /** Normal with the given mean and standard deviation. */
  public static Initializer randomNormal(float mean, float stddev) {
    return new RandomNormal(mean, stddev);
  }

  /** Normal with mean 0 and standard deviation 0.05, cut off at 0.1. */
  public static Initializer truncatedNormal() {
    return truncatedNormal(0, 0.05f);
  }

  /**
   * Normal values of which those beyond two standard deviations are drawn again.
   *
   * @param stddev before the tails are cut off
   */
  public static Initializer truncatedNormal(float mean, float stddev) {
    return new TruncatedNormal(mean, stddev);
  }

  /** Uniform in ±0.05. */
  public static Initializer randomUniform() {
    return randomUniform(-0.05f, 0.05f);
  }

  /** Uniform from the least value to below the largest. */
  public static Initializer randomUniform(float minval, float maxval) {
    return new RandomUniform(minval, maxval);
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
