package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Attention (Vaswani et al. 2017): each step of a query gets the mean of a value's steps, weighted
 * by how well the query fits the key there, in several heads at once. From a query {@code [batch,
 * steps, features]} to the same shape.
 *
 * <p>Of one input, as in a list of layers, it is self-attention. Two inputs are query and value,
 * three are query, value and key, as in Keras.
 *
 * @param numHeads how many means there are, at least 1
 * @param keyDim the numbers of a head's query and key, at least 1
 * @param valueDim the numbers of a head's value; 0 for as many as of its key
 * @param outputDim the features that come out; 0 for as many as the query has
 * @param dropout the share of the weights that is dropped while training, in [0, 1)
 * @param causal whether a step sees none behind it
 * @param useBias whether each transform adds constants
 * @param kernel of the transforms' weights
 * @param bias of the constants
 */
public record MultiHeadAttention(
    int numHeads,
    int keyDim,
    int valueDim,
    int outputDim,
    float dropout,
    boolean causal,
    boolean useBias,
    WeightRule kernel,
    WeightRule bias)
    implements MergingLayer {
  static final Type<MultiHeadAttention> TYPE =
      Type.of(Layers.multiHeadAttention(1, 1), "numHeads", "keyDim");

  /** What stands for minus infinity, as in Keras: a step that sees nothing gets the mean of all. */
  private static final float LEAST = -0.7f * Float.MAX_VALUE;

  private static final String OUTPUT = "attentionOutput";

  public MultiHeadAttention {
    Checks.atLeast("MultiHeadAttention", "numHeads", numHeads, 1);
    Checks.atLeast("MultiHeadAttention", "keyDim", keyDim, 1);
    Checks.atLeast("MultiHeadAttention", "valueDim", valueDim, 0);
    Checks.atLeast("MultiHeadAttention", "outputDim", outputDim, 0);
    Noise.checkRate("MultiHeadAttention's dropout", dropout);
  }

  /** The same layer with other numbers of a head's value. */
  public MultiHeadAttention valueDim(int valueDim) {
    return with(valueDim, outputDim, dropout, causal, useBias);
  }

  /** The same layer of which other features come out. */
  public MultiHeadAttention outputDim(int outputDim) {
    return with(valueDim, outputDim, dropout, causal, useBias);
  }

  /** The same layer that drops a share of the weights while training, in [0, 1). */
  public MultiHeadAttention dropout(double dropout) {
    return with(valueDim, outputDim, (float) dropout, causal, useBias);
  }

  /** The same layer in which a step sees those up to itself, or all. */
  public MultiHeadAttention causal(boolean causal) {
    return with(valueDim, outputDim, dropout, causal, useBias);
  }

  /** The same layer whose transforms add constants, or do not. */
  public MultiHeadAttention useBias(boolean useBias) {
    return with(valueDim, outputDim, dropout, causal, useBias);
  }

  private MultiHeadAttention with(
      int valueDim, int outputDim, float dropout, boolean causal, boolean useBias) {
    return new MultiHeadAttention(
        numHeads, keyDim, valueDim, outputDim, dropout, causal, useBias, kernel, bias);
  }

  /** The same layer with another initializer, regularizer or constraint of its kernels. */
  public MultiHeadAttention kernel(WeightOption... options) {
    WeightRule other = kernel.with(options);
    return new MultiHeadAttention(
        numHeads, keyDim, valueDim, outputDim, dropout, causal, useBias, other, bias);
  }

  /** The same layer with another initializer, regularizer or constraint of its biases. */
  public MultiHeadAttention bias(WeightOption... options) {
    WeightRule other = bias.with(options);
    return new MultiHeadAttention(
        numHeads, keyDim, valueDim, outputDim, dropout, causal, useBias, kernel, other);
  }

  private int valueNumbers() {
    return valueDim == 0 ? keyDim : valueDim;
  }

  private static <T> T value(List<T> inputs) {
    return inputs.get(Math.min(1, inputs.size() - 1));
  }

  private static <T> T key(List<T> inputs) {
    return inputs.get(inputs.size() - 1);
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    boolean sequences = inputs.stream().allMatch(input -> input.numDimensions() == 2);
    if (inputs.size() > 3 || !sequences || value(inputs).get(0) != key(inputs).get(0)) {
      throw new ShapeException(
          "MultiHeadAttention takes sequences [steps, features], a query, perhaps a value and a key of as many steps, but got %s; put an embedding or a reshape before it."
              .formatted(Merging.texts(inputs)));
    }
    Shape query = inputs.get(0);
    return outputDim == 0 ? query : Shape.of(query.get(0), outputDim);
  }

  @Override
  public List<Weight> weights(List<Shape> inputs) {
    List<Weight> weights = new ArrayList<>();
    Shape keys = Shape.of(numHeads, keyDim);
    Shape values = Shape.of(numHeads, valueNumbers());
    add(weights, "query", Shape.of(inputs.get(0).get(1)), keys);
    add(weights, "key", Shape.of(key(inputs).get(1)), keys);
    add(weights, "value", Shape.of(value(inputs).get(1)), values);
    add(weights, OUTPUT, values, Shape.of(outputShape(inputs).get(1)));
    return weights;
  }

  private void add(List<Weight> weights, String part, Shape from, Shape to) {
    long fanIn = from.size();
    long fanOut = to.size();
    Shape shape =
        Shape.of(
            LongStream.concat(LongStream.of(from.asArray()), LongStream.of(to.asArray()))
                .toArray());
    weights.add(Weight.of("kernel", shape, kernel).fans(fanIn, fanOut).within(part));
    if (useBias) {
      weights.add(Weight.of("bias", to, bias).fans(fanIn, fanOut).within(part));
    }
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
    Ops tf = pass.tf();
    Operand<TFloat32> query = transformed(pass, "query", inputs.get(0), "bsf,fhk->bshk");
    Operand<TFloat32> key = transformed(pass, "key", key(inputs), "bsf,fhk->bshk");
    Operand<TFloat32> value = transformed(pass, "value", value(inputs), "bsf,fhk->bshk");
    Operand<TFloat32> scaled = tf.math.mul(query, tf.constant((float) (1 / Math.sqrt(keyDim))));
    Operand<TFloat32> fits = tf.linalg.einsum(List.of(scaled, key), "bqhk,bshk->bhqs");
    Operand<TFloat32> counted =
        seen(pass, inputs)
            .<Operand<TFloat32>>map(mask -> tf.select(mask, fits, tf.constant(LEAST)))
            .orElse(fits);
    Operand<TFloat32> weights = ActivationFunction.SOFTMAX.apply(tf, counted);
    if (pass.training() && dropout > 0) {
      weights = Noise.drop(tf, weights, pass.uniform(tf.shape(weights)), dropout);
    }
    Operand<TFloat32> means = tf.linalg.einsum(List.of(weights, value), "bhqs,bshk->bqhk");
    return transformed(pass, OUTPUT, means, "bshk,hkf->bsf");
  }

  private Operand<TFloat32> transformed(
      Pass pass, String part, Operand<TFloat32> input, String equation) {
    Ops tf = pass.tf();
    Pass own = pass.within(part);
    Operand<TFloat32> products = tf.linalg.einsum(List.of(input, own.weight("kernel")), equation);
    return useBias ? tf.math.add(products, own.weight("bias")) : products;
  }

  /** Which steps of the value each step of the query sees; all if empty. */
  private Optional<Operand<TBool>> seen(Pass pass, List<Operand<TFloat32>> inputs) {
    Ops tf = pass.tf();
    Operand<TFloat32> query = inputs.get(0);
    Stream<Operand<TBool>> ofQuery =
        Masking.ofSteps(pass, query).stream().map(mask -> raised(tf, mask, 1, 3));
    Stream<Operand<TBool>> ofValues =
        Stream.of(value(inputs), key(inputs))
            .distinct()
            .flatMap(input -> Masking.ofSteps(pass, input).stream())
            .map(mask -> raised(tf, mask, 1, 1));
    Stream<Operand<TBool>> ofOrder =
        causal ? Stream.of(before(tf, query, key(inputs))) : Stream.of();
    return Stream.of(ofQuery, ofValues, ofOrder)
        .flatMap(masks -> masks)
        .reduce((one, other) -> tf.math.logicalAnd(one, other));
  }

  private static Operand<TBool> raised(Ops tf, Operand<TBool> mask, int first, int second) {
    return tf.expandDims(tf.expandDims(mask, tf.constant(first)), tf.constant(second));
  }

  /** Whether a step of the values is not behind one of the query, {@code [query, values]}. */
  private static Operand<TBool> before(Ops tf, Operand<TFloat32> query, Operand<TFloat32> values) {
    return tf.math.greaterEqual(
        tf.expandDims(places(tf, query), tf.constant(1)), places(tf, values));
  }

  private static Operand<TInt32> places(Ops tf, Operand<TFloat32> steps) {
    int count = Math.toIntExact(steps.shape().get(1));
    return tf.range(tf.constant(0), tf.constant(count), tf.constant(1));
  }

  @Override
  public boolean masked(List<Boolean> inputs) {
    return inputs.get(0);
  }

  @Override
  public long multiplications(List<Shape> inputs) {
    long query = inputs.get(0).get(0);
    long values = key(inputs).get(0);
    long ofKeys = query * inputs.get(0).get(1) + values * key(inputs).get(1);
    long ofValues = values * value(inputs).get(1) + query * outputShape(inputs).get(1);
    return numHeads
        * (keyDim * (ofKeys + query * values) + valueNumbers() * (ofValues + query * values));
  }

  @Override
  public String toString() {
    return "multiHeadAttention(" + numHeads + ", " + keyDim + ")" + (causal ? " causal" : "");
  }
}
