package dev.lamina.layer;

import dev.lamina.layer.Initializers.VarianceScaling.Distribution;
import dev.lamina.layer.Initializers.VarianceScaling.Mode;
import dev.lamina.spec.Type;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** The built-in initializers. */
public final class Initializers {
  static final Type<Initializer> ZEROS = Type.named("Zeros", zeros());
  static final Type<Initializer> ONES = Type.named("Ones", ones());
  static final Type<Initializer> GLOROT_UNIFORM = Type.named("GlorotUniform", glorotUniform());
  static final Type<Initializer> GLOROT_NORMAL = Type.named("GlorotNormal", glorotNormal());
  static final Type<Initializer> HE_UNIFORM = Type.named("HeUniform", heUniform());
  static final Type<Initializer> HE_NORMAL = Type.named("HeNormal", heNormal());
  static final Type<Initializer> LECUN_UNIFORM = Type.named("LecunUniform", lecunUniform());
  static final Type<Initializer> LECUN_NORMAL = Type.named("LecunNormal", lecunNormal());

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
  public static Initializer constant(double value) {
    return new Constant((float) value);
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
  public static Initializer orthogonal(double gain) {
    return new MatrixInitializers.Orthogonal((float) gain);
  }

  /** The matrix that passes everything through; it need not be square. */
  public static Initializer identity() {
    return identity(1);
  }

  /** As {@link #identity()}, times a gain. */
  public static Initializer identity(double gain) {
    return new MatrixInitializers.Identity((float) gain);
  }

  /** Normal with mean 0 and standard deviation 0.05. */
  public static Initializer randomNormal() {
    return randomNormal(0, 0.05);
  }

  /** Normal with the given mean and standard deviation. */
  public static Initializer randomNormal(double mean, double stddev) {
    return new RandomNormal((float) mean, (float) stddev);
  }

  /** Normal with mean 0 and standard deviation 0.05, cut off at 0.1. */
  public static Initializer truncatedNormal() {
    return truncatedNormal(0, 0.05);
  }

  /**
   * Normal values of which those beyond two standard deviations are drawn again.
   *
   * @param stddev before the tails are cut off
   */
  public static Initializer truncatedNormal(double mean, double stddev) {
    return new TruncatedNormal((float) mean, (float) stddev);
  }

  /** Uniform in ±0.05. */
  public static Initializer randomUniform() {
    return randomUniform(-0.05, 0.05);
  }

  /** Uniform from the least value to below the largest. */
  public static Initializer randomUniform(double minval, double maxval) {
    return new RandomUniform((float) minval, (float) maxval);
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
    return new MatrixInitializers.PytorchUniform(seed, drawsTaken);
  }

  /** Gives every weight one value. */
  record Constant(float value) implements Initializer {
    static final Type<Constant> TYPE = Type.of(new Constant(0), "value");

    Constant {
      check("Constant", "a finite value", value, true);
    }

    @Override
    public Draws begin(RandomGenerator random) {
      return weight -> values(weight, () -> value);
    }
  }

  /**
   * Values whose variance is {@code scale / n}, where n is the fan that the mode names.
   *
   * @param scale the variance of a node's input relative to that of its output, above 0
   * @param mode which fan to scale by
   * @param distribution of the values
   */
  record VarianceScaling(float scale, Mode mode, Distribution distribution) implements Initializer {
    static final Type<VarianceScaling> TYPE =
        Type.of(new VarianceScaling(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL));

    /** The standard deviation of a standard normal that is cut off at 2. */
    private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    enum Mode {
      FAN_IN,
      FAN_OUT,
      FAN_AVERAGE
    }

    enum Distribution {
      UNIFORM,
      NORMAL,
      TRUNCATED_NORMAL
    }

    VarianceScaling {
      check("VarianceScaling", "a scale above 0", scale, scale > 0);
    }

    @Override
    public Draws begin(RandomGenerator random) {
      return weight -> {
        double deviation = Math.sqrt(scale / fan(weight));
        return switch (distribution) {
          case UNIFORM -> {
            double limit = Math.sqrt(3) * deviation;
            yield values(weight, () -> limit * (random.nextDouble() * 2 - 1));
          }
          case NORMAL -> values(weight, () -> deviation * random.nextGaussian());
          case TRUNCATED_NORMAL -> {
            double corrected = deviation / TRUNCATED_DEVIATION;
            yield values(weight, () -> corrected * truncatedGaussian(random));
          }
        };
      };
    }

    private double fan(Weight weight) {
      return switch (mode) {
        case FAN_IN -> weight.fanIn();
        case FAN_OUT -> weight.fanOut();
        case FAN_AVERAGE -> (weight.fanIn() + weight.fanOut()) / 2.0;
      };
    }
  }

  /** Normal values. */
  record RandomNormal(float mean, float stddev) implements Initializer {
    static final Type<RandomNormal> TYPE = Type.of(new RandomNormal(0, 0.05f));

    RandomNormal {
      check("RandomNormal", "a finite mean", mean, true);
      check("RandomNormal", "a stddev of at least 0", stddev, stddev >= 0);
    }

    @Override
    public Draws begin(RandomGenerator random) {
      return weight -> values(weight, () -> mean + stddev * random.nextGaussian());
    }
  }

  /** The initializer of {@link #truncatedNormal(double, double)}. */
  record TruncatedNormal(float mean, float stddev) implements Initializer {
    static final Type<TruncatedNormal> TYPE = Type.of(new TruncatedNormal(0, 0.05f));

    TruncatedNormal {
      check("TruncatedNormal", "a finite mean", mean, true);
      check("TruncatedNormal", "a stddev of at least 0", stddev, stddev >= 0);
    }

    @Override
    public Draws begin(RandomGenerator random) {
      return weight -> values(weight, () -> mean + stddev * truncatedGaussian(random));
    }
  }

  /** Uniform values from {@code minval} to below {@code maxval}. */
  record RandomUniform(float minval, float maxval) implements Initializer {
    static final Type<RandomUniform> TYPE = Type.of(new RandomUniform(-0.05f, 0.05f));

    RandomUniform {
      check("RandomUniform", "a finite minval", minval, true);
      check("RandomUniform", "a maxval of at least its minval " + minval, maxval, maxval >= minval);
    }

    @Override
    public Draws begin(RandomGenerator random) {
      double range = (double) maxval - minval;
      return weight -> values(weight, () -> minval + range * random.nextDouble());
    }
  }

  /** As many values as the weight has, one after the other. */
  private static float[] values(Weight weight, DoubleSupplier next) {
    float[] values = new float[weight.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next.getAsDouble();
    }
    return values;
  }

  /** A standard normal value; those beyond ±2 are drawn again. */
  private static double truncatedGaussian(RandomGenerator random) {
    double value = random.nextGaussian();
    while (Math.abs(value) > 2) {
      value = random.nextGaussian();
    }
    return value;
  }

  /**
   * Checks one of an initializer's numbers.
   *
   * @throws IllegalArgumentException unless the number is finite and holds
   */
  static void check(String initializer, String needed, float value, boolean holds) {
    if (!(holds && Float.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s needs %s, but got %s.".formatted(initializer, needed, value));
    }
  }
}
