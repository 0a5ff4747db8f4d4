package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Puts a vector of weights in the place of each whole number: from {@code [batch, length]} to
 * {@code [batch, length, outputDim]}, and likewise from any other rank.
 *
 * <p>Inputs are whole numbers from 0 to {@code inputDim - 1}, as floats. Any other number in the
 * data is an error that names the example and the place. One that a layer before makes gives NaN,
 * so that the loss shows it, or an error that names its place.
 *
 * @param inputDim how many numbers there are, at least 1 and at most 2^24, for floats tell no more
 *     whole numbers apart
 * @param outputDim the length of a vector, at least 1
 * @param embeddings of the vectors
 * @param maskZero whether the number 0 stands for no step, so that the output has a mask
 */
public record Embedding(int inputDim, int outputDim, WeightRule embeddings, boolean maskZero)
    implements Layer {
  static final Type<Embedding> TYPE = Type.of(Layers.embedding(1, 1), "inputDim", "outputDim");

  /** From 0 on, floats hold this many whole numbers without a gap. */
  private static final int MOST_IDS = 1 << 24;

  public Embedding {
    Checks.atLeast("Embedding", "inputDim", inputDim, 1);
    Checks.atLeast("Embedding", "outputDim", outputDim, 1);
    if (inputDim > MOST_IDS) {
      throw new IllegalArgumentException(
          "Embedding needs inputDim of at most %s, for ids are floats, which tell no more apart, but got %s; hash the ids to fewer."
              .formatted(MOST_IDS, inputDim));
    }
  }

  /** The same layer with another initializer, regularizer or constraint of its vectors. */
  public Embedding embeddings(WeightOption... options) {
    return new Embedding(inputDim, outputDim, embeddings.with(options), maskZero);
  }

  /** The same layer whose output has a mask of what is not 0, or none. */
  public Embedding maskZero(boolean maskZero) {
    return new Embedding(inputDim, outputDim, embeddings, maskZero);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input.append(outputDim);
  }

  @Override
  public List<Weight> weights(Shape input) {
    return List.of(Weight.kernel("embeddings", Shape.of(inputDim, outputDim), embeddings));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TInt32> index = tf.dtypes.cast(input, TInt32.class);
    Operand<TFloat32> vectors = tf.gather(pass.weight("embeddings"), index, tf.constant(0));
    // XLA takes the nearest vector for an index that is out of range, and says nothing.
    Operand<TFloat32> wrong =
        tf.select(valid(tf, input, index), tf.constant(0f), tf.constant(Float.NaN));
    Operand<TFloat32> output = tf.math.add(vectors, tf.expandDims(wrong, tf.constant(-1)));
    if (maskZero) {
      pass.mask(output, tf.math.notEqual(input, tf.constant(0f)));
    }
    return output;
  }

  private Operand<TBool> valid(Ops tf, Operand<TFloat32> input, Operand<TInt32> index) {
    Operand<TBool> whole = tf.math.equal(tf.dtypes.cast(index, TFloat32.class), input);
    Operand<TBool> inRange =
        tf.math.logicalAnd(
            tf.math.greaterEqual(input, tf.constant(0f)),
            tf.math.less(input, tf.constant((float) inputDim)));
    return tf.math.logicalAnd(whole, inRange);
  }

  @Override
  public boolean masked(boolean input) {
    return maskZero;
  }

  @Override
  public Optional<Integer> ids(Optional<Integer> output) {
    return Optional.of(inputDim);
  }

  @Override
  public long multiplications(Shape input) {
    return input.size() * outputDim;
  }

  @Override
  public String toString() {
    return "embedding(" + inputDim + ", " + outputDim + ")" + (maskZero ? " masked" : "");
  }
}
