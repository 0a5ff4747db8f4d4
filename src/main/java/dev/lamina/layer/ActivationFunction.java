package dev.lamina.layer;

import dev.lamina.spec.Names;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The activation functions, each a pure function of a node's linear transform. */
public enum ActivationFunction implements Activating {
  /** x. */
  LINEAR("Identity", (tf, x) -> x),
  /** max(0, x). */
  RELU("ReLU", (tf, x) -> tf.nn.relu(x)),
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID("Sigmoid", (tf, x) -> tf.math.sigmoid(x)),
  /** The hyperbolic tangent. */
  TANH("Tanh", (tf, x) -> tf.math.tanh(x)),
  /** eˣ of each number of a row, divided by their sum over the row. */
  SOFTMAX("Softmax", (tf, x) -> tf.nn.softmax(x)),
  /** x above 0, else eˣ - 1 (Clevert et al. 2015). */
  ELU("ELU", (tf, x) -> tf.nn.elu(x)),
  /** 1.0507 x above 0, else 1.7581 (eˣ - 1) (Klambauer et al. 2017). */
  SELU("SELU", (tf, x) -> tf.nn.selu(x)),
  /** log(1 + eˣ). */
  SOFTPLUS("Softplus", (tf, x) -> tf.math.softplus(x)),
  /** x / (1 + |x|). */
  SOFTSIGN("Softsign", (tf, x) -> tf.nn.softsign(x)),
  /** x times the share of normal numbers below x, exactly (Hendrycks and Gimpel 2016). */
  GELU("GELU", ActivationFunction::gelu),
  /** x · sigmoid(x), also called swish (Ramachandran et al. 2017). */
  SILU("SiLU", (tf, x) -> tf.math.mul(x, tf.math.sigmoid(x))),
  /** eˣ. */
  EXPONENTIAL("Exponential", (tf, x) -> tf.math.exp(x)),
  /** relu6(x + 3) / 6, straight lines near a sigmoid. */
  HARD_SIGMOID("Hardsigmoid", ActivationFunction::hardSigmoid),
  /** x · hardSigmoid(x), also called hard swish (Howard et al. 2019). */
  HARD_SILU("Hardswish", (tf, x) -> tf.math.mul(x, hardSigmoid(tf, x))),
  /** min(max(0, x), 6). */
  RELU6("ReLU6", (tf, x) -> tf.nn.relu6(x)),
  /** The logarithm of {@link #SOFTMAX}, exact where softmax itself is 0. */
  LOG_SOFTMAX("LogSoftmax", ActivationFunction::logSoftmax),
  /** x · tanh(softplus(x)) (Misra 2019). */
  MISH("Mish", (tf, x) -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)))),
  /** x above 0, else 0.2 x, as Keras' function; {@code leakyReLU} has other slopes. */
  LEAKY_RELU("LeakyReLU", (tf, x) -> tf.nn.leakyRelu(x, LeakyRelu.alpha(0.2f))),
  /** The logarithm of {@link #SIGMOID}. */
  LOG_SIGMOID("LogSigmoid", (tf, x) -> tf.math.neg(tf.math.softplus(tf.math.neg(x)))),
  /** x between -1 and 1, else the nearer of them. */
  HARD_TANH("Hardtanh", (tf, x) -> tf.clipByValue(x, tf.constant(-1f), tf.constant(1f))),
  /** x - tanh(x). */
  TANH_SHRINK("Tanhshrink", (tf, x) -> tf.math.sub(x, tf.math.tanh(x))),
  /** x further than 0.5 from 0, else 0. */
  HARD_SHRINK(
      "Hardshrink",
      (tf, x) -> tf.math.mul(x, indicator(tf, tf.math.greater(tf.math.abs(x), tf.constant(0.5f))))),
  /** x moved by 0.5 towards 0, which it does not pass. */
  SOFT_SHRINK(
      "Softshrink",
      (tf, x) -> tf.math.sub(x, tf.clipByValue(x, tf.constant(-0.5f), tf.constant(0.5f)))),
  /** (x + √(x² + 4)) / 2. */
  SQUAREPLUS("Squareplus", ActivationFunction::squareplus),
  /** x above 0, else eˣ - 1, with a slope without jumps (Barron 2017). */
  CELU("CELU", (tf, x) -> tf.nn.elu(x)),
  /** 0 below -1, x above 1, (x + 1)² / 4 between. */
  SPARSE_PLUS("SparsePlus", ActivationFunction::sparsePlus),
  /** 0 below -1, 1 above 1, (x + 1) / 2 between. */
  SPARSE_SIGMOID("SparseSigmoid", ActivationFunction::sparseSigmoid);

  private final String layerName;

  @SuppressWarnings("Immutable") // The functions hold nothing.
  private final BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function;

  ActivationFunction(
      String layerName, BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function) {
    this.layerName = layerName;
    this.function = function;
  }

  /**
   * The function whose values a layer gives, as {@link #SOFTMAX} tells that they are probabilities
   * of classes; empty if it gives those of none.
   */
  public static Optional<ActivationFunction> endOf(Layer layer) {
    if (layer instanceof Wrapping wrapping) {
      return endOf(wrapping.layer());
    }
    if (layer instanceof Blocks.Sequence sequence && !sequence.layers().isEmpty()) {
      return endOf(sequence.layers().get(sequence.layers().size() - 1));
    }
    if (layer instanceof Activations.Activation activation) {
      return Optional.of(activation.activation());
    }
    if (layer instanceof Activations.Softmax) {
      return Optional.of(SOFTMAX);
    }
    return layer instanceof LinearLayer<?> linear
        ? Optional.of(linear.settings().activation())
        : Optional.empty();
  }

  /** This function. */
  @Override
  public ActivationFunction activation() {
    return this;
  }

  /** Builds the function of {@code x}, of any shape. */
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return function.apply(tf, x);
  }

  /** The function's name in specs and summaries, such as {@code relu} or {@code hardSigmoid}. */
  public String label() {
    return Names.of(this);
  }

  /**
   * What PyTorch, and Keras where it has one, call the layer that applies the function, such as
   * {@code ReLU} or {@code LogSoftmax}: a layer's type in specs.
   */
  public String layerName() {
    return layerName;
  }

  /** Whether the function looks at whole rows, not at each number alone. */
  public boolean ofRows() {
    return this == SOFTMAX || this == LOG_SOFTMAX;
  }

  private static Operand<TFloat32> gelu(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> erf = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
    Operand<TFloat32> share = tf.math.mul(tf.math.add(erf, tf.constant(1f)), tf.constant(0.5f));
    return tf.math.mul(x, share);
  }

  private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(1 / 6f));
  }

  private static Operand<TFloat32> indicator(Ops tf, Operand<TBool> condition) {
    return tf.dtypes.cast(condition, TFloat32.class);
  }

  private static Operand<TFloat32> squareplus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> root = tf.math.sqrt(tf.math.add(tf.math.square(x), tf.constant(4f)));
    return tf.math.mul(tf.math.add(x, root), tf.constant(0.5f));
  }

  private static Operand<TFloat32> sparseSigmoid(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> line = tf.math.mul(tf.math.add(x, tf.constant(1f)), tf.constant(0.5f));
    return tf.clipByValue(line, tf.constant(0f), tf.constant(1f));
  }

  private static Operand<TFloat32> sparsePlus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> above = tf.nn.relu(tf.math.sub(x, tf.constant(1f)));
    return tf.math.add(above, tf.math.square(sparseSigmoid(tf, x)));
  }

  private static Operand<TFloat32> logSoftmax(Ops tf, Operand<TFloat32> x) {
    // As a matrix, since TensorFlow's gradient is wrong for tensors of more axes.
    Operand<TFloat32> rows = Shapes.reshape(tf, x, -1, Shapes.last(x.shape()));
    return Shapes.reshape(tf, tf.nn.logSoftmax(rows), x.shape());
  }
}
