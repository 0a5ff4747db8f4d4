package dev.lamina.layer;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The factories that make the DSL: import them statically. Names and defaults are Keras'.
 *
 * <p>Shapes are those of batches: {@code [batch, features]}, {@code [batch, steps, channels]},
 * {@code [batch, height, width, channels]}; {@code [batch, ...]} is any, and comes out unchanged
 * where nothing else is said. Every factory throws an {@link IllegalArgumentException} if an
 * argument is out of the range that it names. A network that gives a layer another shape than it
 * takes is refused with a {@link ShapeException}, which names the layer's place and says what to
 * put before it.
 */
public final class Layers {
  private static final WeightRule ONES = WeightRule.of(Initializers.ones());
  private static final WeightRule ZEROS = WeightRule.of(Initializers.zeros());
  private static final LinearLayer.Linear LINEAR = LinearLayer.Linear.DEFAULT;
  private static final RecurrentLayer.Recurrence RECURRENT = RecurrentLayer.Recurrence.DEFAULT;

  private Layers() {}

  /**
   * A fully connected layer: {@code activation(x · kernel + bias)} from {@code [batch, features]}
   * to {@code [batch, units]}; of {@code [batch, ..., features]} it transforms the last axis. By
   * default it has a bias, which begins with zeros, Glorot's uniform kernel and no activation.
   *
   * @param units the number of nodes, at least 1
   */
  public static Dense dense(int units) {
    return new Dense(units, LINEAR);
  }

  /** As {@link #dense(int)} with an activation: {@code dense(32, RELU)}. */
  public static Dense dense(int units, Activating activation) {
    return dense(units).activation(activation);
  }

  /** Applies an activation function to {@code [batch, ...]}. */
  public static Activations.Activation activation(ActivationFunction function) {
    return new Activations.Activation(function);
  }

  /** max(0, x) of every number of {@code [batch, ...]} (Nair and Hinton 2010). */
  public static Activations.Activation relu() {
    return activation(ActivationFunction.RELU);
  }

  /** 1 / (1 + e⁻ˣ) of every number of {@code [batch, ...]}: the probability of class 1. */
  public static Activations.Activation sigmoid() {
    return activation(ActivationFunction.SIGMOID);
  }

  /** The hyperbolic tangent of every number of {@code [batch, ...]}. */
  public static Activations.Activation tanh() {
    return activation(ActivationFunction.TANH);
  }

  /**
   * The first half of each row times the sigmoid of its second half (Dauphin et al. 2017): from
   * {@code [batch, ..., features]} to {@code [batch, ..., features / 2]}.
   */
  public static Layer glu() {
    return new Activations.GLU();
  }

  /** Turns each row of {@code [batch, ..., classes]} into probabilities that sum to 1. */
  public static Activations.Activation softmax() {
    return activation(ActivationFunction.SOFTMAX);
  }

  /**
   * Sets a share of the numbers of {@code [batch, ...]} to zero at random while training, and
   * scales the others by {@code 1 / (1 - rate)}; passes everything through otherwise (Srivastava et
   * al. 2014).
   *
   * @param rate the share to drop, in [0, 1)
   */
  public static Noise.Dropout dropout(double rate) {
    return new Noise.Dropout((float) rate, List.of());
  }

  /**
   * Lays each example out as one vector, in row-major order: from {@code [batch, ...]} to {@code
   * [batch, features]}.
   */
  public static Layer flatten() {
    return new Reshaping.Flatten();
  }

  // Activations, convolutions, pooling and shapes.

  /** x above 0, else eˣ - 1, of every number of {@code [batch, ...]} (Clevert et al. 2015). */
  public static Activations.Activation elu() {
    return activation(ActivationFunction.ELU);
  }

  /**
   * 1.0507 x above 0, else 1.7581 (eˣ - 1), of every number of {@code [batch, ...]} (Klambauer et
   * al. 2017).
   */
  public static Activations.Activation selu() {
    return activation(ActivationFunction.SELU);
  }

  /** log(1 + eˣ) of every number of {@code [batch, ...]} (Dugas et al. 2001). */
  public static Activations.Activation softplus() {
    return activation(ActivationFunction.SOFTPLUS);
  }

  /** x / (1 + |x|) of every number of {@code [batch, ...]}. */
  public static Activations.Activation softsign() {
    return activation(ActivationFunction.SOFTSIGN);
  }

  /**
   * x times the share of normal numbers below x, exactly, of every number of {@code [batch, ...]}
   * (Hendrycks and Gimpel 2016).
   */
  public static Activations.Activation gelu() {
    return activation(ActivationFunction.GELU);
  }

  /** x · sigmoid(x) of every number of {@code [batch, ...]} (Ramachandran et al. 2017). */
  public static Activations.Activation silu() {
    return activation(ActivationFunction.SILU);
  }

  /** eˣ of every number of {@code [batch, ...]}. */
  public static Activations.Activation exponential() {
    return activation(ActivationFunction.EXPONENTIAL);
  }

  /** min(max(0, x + 3), 6) / 6 of every number of {@code [batch, ...]} (Howard et al. 2019). */
  public static Activations.Activation hardSigmoid() {
    return activation(ActivationFunction.HARD_SIGMOID);
  }

  /** x · hardSigmoid(x) of every number of {@code [batch, ...]} (Howard et al. 2019). */
  public static Activations.Activation hardSilu() {
    return activation(ActivationFunction.HARD_SILU);
  }

  /** min(max(0, x), 6) of every number of {@code [batch, ...]} (Howard et al. 2017). */
  public static Activations.Activation relu6() {
    return activation(ActivationFunction.RELU6);
  }

  /** The logarithms of the {@link #softmax()} of each row of {@code [batch, ..., classes]}. */
  public static Activations.Activation logSoftmax() {
    return activation(ActivationFunction.LOG_SOFTMAX);
  }

  /** x · tanh(softplus(x)) of every number of {@code [batch, ...]} (Misra 2019). */
  public static Activations.Activation mish() {
    return activation(ActivationFunction.MISH);
  }

  /**
   * Turns the numbers along an axis of {@code [batch, ...]} into probabilities that sum to 1.
   *
   * @param axis the first one of an example being 1, or -1 for the last
   */
  public static Layer softmax(int axis) {
    return new Activations.Softmax(axis);
  }

  /**
   * x above 0 and {@code negativeSlope · x} below, of every number of {@code [batch, ...]} (Maas et
   * al. 2013); the slope is 0.3 by default, and at least 0.
   */
  public static Activations.LeakyReLU leakyReLU() {
    return new Activations.LeakyReLU(0.3f);
  }

  /**
   * x above 0 and {@code alpha · x} below, of every number of {@code [batch, ...]} (He et al.
   * 2015). Every place of an example has a trained alpha of its own, which begins with 0, unless
   * {@code sharedAxes} says otherwise.
   */
  public static Activations.PReLU pReLU() {
    return new Activations.PReLU(ZEROS, List.of());
  }

  /**
   * A convolution over sequences: from {@code [batch, steps, channels]} to {@code [batch, steps,
   * filters]}. By default it has stride 1, stays inside the ends, so that {@code kernelSize - 1}
   * steps are lost, and has a bias, Glorot's uniform kernel and no activation.
   *
   * @param filters the number of channels that come out, at least 1
   * @param kernelSize how many steps the kernel sees at once, at least 1
   */
  public static SequenceConvolutions.Conv1D conv1D(int filters, int kernelSize) {
    return new SequenceConvolutions.Conv1D(
        filters, SequenceConvolutions.Window.of(kernelSize), 1, LINEAR);
  }

  /** As {@link #conv1D(int, int)} with an activation. */
  public static SequenceConvolutions.Conv1D conv1D(
      int filters, int kernelSize, Activating activation) {
    return conv1D(filters, kernelSize).activation(activation);
  }

  /** As {@link #conv2D(int, Size)} with a square kernel, {@code kernelSize} pixels wide. */
  public static Convolutions.Conv2D conv2D(int filters, int kernelSize) {
    return conv2D(filters, Size.of(kernelSize));
  }

  /** As {@link #conv2D(int, int)} with an activation: {@code conv2D(32, 3, RELU)}. */
  public static Convolutions.Conv2D conv2D(int filters, int kernelSize, Activating activation) {
    return conv2D(filters, kernelSize).activation(activation);
  }

  /**
   * As {@link #conv2D(int, int)} with a stride: the third number is Keras' {@code strides}, not a
   * width. A kernel that is no square is a {@link Size}.
   */
  public static Convolutions.Conv2D conv2D(int filters, int kernelSize, int strides) {
    return conv2D(filters, kernelSize).strides(strides);
  }

  /**
   * A convolution over images (LeCun et al. 1989): from {@code [batch, height, width, channels]} to
   * {@code [batch, height, width, filters]}. By default it has stride 1, stays inside the borders,
   * so that the image loses the kernel's size less 1, and has a bias, Glorot's uniform kernel and
   * no activation.
   *
   * @param filters the number of channels that come out, at least 1
   * @param kernelSize how many pixels the kernel sees at once
   */
  public static Convolutions.Conv2D conv2D(int filters, Size kernelSize) {
    return new Convolutions.Conv2D(
        filters, kernelSize, Size.of(1), Padding.VALID, Size.of(1), 1, LINEAR);
  }

  /** As {@link #depthwiseConv2D(Size)} with square kernels, {@code kernelSize} pixels wide. */
  public static DepthwiseConvolutions.DepthwiseConv2D depthwiseConv2D(int kernelSize) {
    return depthwiseConv2D(Size.of(kernelSize));
  }

  /** As {@link #depthwiseConv2D(int)} with an activation. */
  public static DepthwiseConvolutions.DepthwiseConv2D depthwiseConv2D(
      int kernelSize, Activating activation) {
    return depthwiseConv2D(kernelSize).activation(activation);
  }

  /**
   * A convolution of each channel alone: from {@code [batch, height, width, channels]} to {@code
   * [batch, height, width, channels · depthMultiplier]}. By default there is one kernel for each
   * channel; else the defaults are those of {@link #conv2D(int, Size)}.
   *
   * @param kernelSize how many pixels a kernel sees at once
   */
  public static DepthwiseConvolutions.DepthwiseConv2D depthwiseConv2D(Size kernelSize) {
    return new DepthwiseConvolutions.DepthwiseConv2D(
        kernelSize, Size.of(1), Padding.VALID, 1, Size.of(1), LINEAR);
  }

  /** As {@link #separableConv2D(int, Size)} with square kernels, {@code kernelSize} pixels wide. */
  public static DepthwiseConvolutions.SeparableConv2D separableConv2D(int filters, int kernelSize) {
    return separableConv2D(filters, Size.of(kernelSize));
  }

  /** As {@link #separableConv2D(int, int)} with an activation. */
  public static DepthwiseConvolutions.SeparableConv2D separableConv2D(
      int filters, int kernelSize, Activating activation) {
    return separableConv2D(filters, kernelSize).activation(activation);
  }

  /**
   * A convolution of each channel alone, then of all channels pixel by pixel, with far fewer
   * weights than {@link #conv2D(int, Size)}, whose shapes and defaults it has (Chollet 2017).
   *
   * @param filters the number of channels that come out, at least 1
   * @param kernelSize how many pixels the first kernels see at once
   */
  public static DepthwiseConvolutions.SeparableConv2D separableConv2D(
      int filters, Size kernelSize) {
    return new DepthwiseConvolutions.SeparableConv2D(
        filters, kernelSize, Size.of(1), Padding.VALID, 1, Size.of(1), LINEAR.kernel(), LINEAR);
  }

  /**
   * As {@link #conv2DTranspose(int, Size)} with a square kernel, {@code kernelSize} pixels wide.
   */
  public static Convolutions.Conv2DTranspose conv2DTranspose(int filters, int kernelSize) {
    return conv2DTranspose(filters, Size.of(kernelSize));
  }

  /** As {@link #conv2DTranspose(int, int)} with an activation. */
  public static Convolutions.Conv2DTranspose conv2DTranspose(
      int filters, int kernelSize, Activating activation) {
    return conv2DTranspose(filters, kernelSize).activation(activation);
  }

  /**
   * The gradient of a convolution, which makes images larger (Zeiler et al. 2010): from {@code
   * [batch, height, width, channels]} to {@code [batch, height · stride, width · stride, filters]},
   * and by the kernel's size less the stride more where padding is {@code VALID}, the default. The
   * other defaults are those of {@link #conv2D(int, Size)}.
   *
   * @param filters the number of channels that come out, at least 1
   * @param kernelSize over how many pixels each one is spread
   */
  public static Convolutions.Conv2DTranspose conv2DTranspose(int filters, Size kernelSize) {
    return new Convolutions.Conv2DTranspose(
        filters, kernelSize, Size.of(1), Padding.VALID, List.of(), Size.of(1), LINEAR);
  }

  /**
   * The largest number of each channel in every {@code poolSize} steps: from {@code [batch, steps,
   * channels]} to {@code [batch, steps / poolSize, channels]}, rounded down. By default windows do
   * not overlap (the stride is {@code poolSize}) and stay inside the ends.
   *
   * @param poolSize how many steps the window shows, at least 1
   */
  public static Pooling.MaxPooling1D maxPooling1D(int poolSize) {
    return new Pooling.MaxPooling1D(poolSize, poolSize, Padding.VALID);
  }

  /** As {@link #maxPooling2D(Size)} in squares, {@code poolSize} pixels wide. */
  public static Pooling.MaxPooling2D maxPooling2D(int poolSize) {
    return maxPooling2D(Size.of(poolSize));
  }

  /**
   * The largest number of each channel in every rectangle of pixels: from {@code [batch, height,
   * width, channels]} to that many times smaller images, rounded down. By default windows do not
   * overlap (the strides are {@code poolSize}) and stay inside the borders.
   *
   * @param poolSize how many pixels the window shows
   */
  public static Pooling.MaxPooling2D maxPooling2D(Size poolSize) {
    return new Pooling.MaxPooling2D(poolSize, poolSize, Padding.VALID);
  }

  /**
   * The largest number of each channel: from {@code [batch, height, width, channels]} to {@code
   * [batch, channels]}.
   */
  public static Pooling.GlobalMaxPooling2D globalMaxPooling2D() {
    return new Pooling.GlobalMaxPooling2D(false);
  }

  /** The mean of each channel in every {@code poolSize} steps, else as {@link #maxPooling1D}. */
  public static Pooling.AveragePooling1D averagePooling1D(int poolSize) {
    return new Pooling.AveragePooling1D(poolSize, poolSize, Padding.VALID);
  }

  /** As {@link #averagePooling2D(Size)} in squares, {@code poolSize} pixels wide. */
  public static Pooling.AveragePooling2D averagePooling2D(int poolSize) {
    return averagePooling2D(Size.of(poolSize));
  }

  /**
   * The mean of each channel in every rectangle of pixels, else as {@link #maxPooling2D(Size)};
   * what is outside of an image does not count.
   */
  public static Pooling.AveragePooling2D averagePooling2D(Size poolSize) {
    return new Pooling.AveragePooling2D(poolSize, poolSize, Padding.VALID);
  }

  /**
   * The mean of each channel: from {@code [batch, height, width, channels]} to {@code [batch,
   * channels]} (Lin et al. 2013).
   */
  public static Pooling.GlobalAveragePooling2D globalAveragePooling2D() {
    return new Pooling.GlobalAveragePooling2D(false);
  }

  /** As {@link #zeroPadding2D(Margins)} with as many zeros, at least 0, at each border. */
  public static Layer zeroPadding2D(int padding) {
    return zeroPadding2D(Margins.of(padding));
  }

  /**
   * Puts zeros around images: from {@code [batch, height, width, channels]} to {@code [batch, top +
   * height + bottom, left + width + right, channels]}.
   */
  public static Layer zeroPadding2D(Margins padding) {
    return new Resizing.ZeroPadding2D(padding);
  }

  /** As {@link #cropping2D(Margins)} with as many pixels, at least 0, at each border. */
  public static Layer cropping2D(int cropping) {
    return cropping2D(Margins.of(cropping));
  }

  /**
   * Cuts off the borders of images: from {@code [batch, height, width, channels]} to {@code [batch,
   * height - top - bottom, width - left - right, channels]}, at least one pixel.
   */
  public static Layer cropping2D(Margins cropping) {
    return new Resizing.Cropping2D(cropping);
  }

  /** As {@link #upSampling2D(Size)} with as many times the height as the width. */
  public static Resizing.UpSampling2D upSampling2D(int size) {
    return upSampling2D(Size.of(size));
  }

  /**
   * Enlarges images: from {@code [batch, height, width, channels]} to {@code [batch, height ·
   * size.height, width · size.width, channels]}, by default by repeating their pixels.
   */
  public static Resizing.UpSampling2D upSampling2D(Size size) {
    return new Resizing.UpSampling2D(size, Interpolation.NEAREST);
  }

  /**
   * Gives each example another shape, in row-major order: from {@code [batch, ...]} to {@code
   * [batch, ...targetShape]}.
   *
   * @param targetShape sizes of at least 1 whose product is that of the example's; one may be -1,
   *     which takes what is left
   */
  public static Layer reshape(int... targetShape) {
    return new Reshaping.Reshape(IntStream.of(targetShape).boxed().toList());
  }

  /**
   * Puts the axes of each example in another order: {@code permute(2, 1)} makes {@code [batch,
   * columns, rows]} of {@code [batch, rows, columns]}.
   *
   * @param dims every axis of an example once, the first one being 1
   */
  public static Layer permute(int... dims) {
    return new Reshaping.Permute(IntStream.of(dims).boxed().toList());
  }

  /**
   * Repeats each vector: from {@code [batch, features]} to {@code [batch, n, features]}.
   *
   * @param n how often, at least 1
   */
  public static Layer repeatVector(int n) {
    return new Reshaping.RepeatVector(n);
  }

  /**
   * {@code scale · x + offset} of every number of {@code [batch, ...]}; by default the offset is 0.
   *
   * @param scale such as {@code 1.0 / 255}, for pixels from [0, 255] to [0, 1]
   */
  public static Preprocessing.Rescaling rescaling(double scale) {
    return new Preprocessing.Rescaling((float) scale, 0);
  }

  // Normalization, sequences, blocks and augmentation.

  /**
   * Brings each feature of {@code [batch, ..., features]} to mean 0 and variance 1 over the batch,
   * then scales and shifts it (Ioffe and Szegedy 2015). Where the layer does not learn, running
   * means and variances take the place of the batch's. By default they keep a momentum of 0.99 at
   * every update, epsilon is 0.001, and there are weights {@code gamma}, which begin with ones, and
   * {@code beta}, with zeros.
   */
  public static NormalizationLayer.BatchNormalization batchNormalization() {
    return new NormalizationLayer.BatchNormalization(0.99f, 1e-3f, true, true, ONES, ZEROS);
  }

  /**
   * Brings the features of each place of {@code [batch, ..., features]} to mean 0 and variance 1,
   * then scales and shifts them (Ba, Kiros and Hinton 2016). By default epsilon is 0.001, and there
   * are weights {@code gamma}, which begin with ones, and {@code beta}, with zeros.
   */
  public static NormalizationLayer.LayerNormalization layerNormalization() {
    return new NormalizationLayer.LayerNormalization(1e-3f, true, true, ONES, ZEROS);
  }

  /**
   * Scales each feature of {@code [batch, ..., features]} by a trained weight {@code gamma}, so
   * that a residual branch may begin near zero (Touvron et al. 2021).
   *
   * @param initValues what the weights begin with, finite
   */
  public static LayerScale layerScale(double initValues) {
    return new LayerScale((float) initValues);
  }

  /**
   * Brings each feature of {@code [batch, ..., features]} to mean 0 and variance 1: {@code (x -
   * mean) / √variance}.
   *
   * @param moments of each feature, as {@code Dataset.moments()} measures them
   */
  public static Layer normalization(Moments moments) {
    return new Preprocessing.Normalization(moments.mean(), moments.variance());
  }

  /**
   * Brings all numbers of {@code [batch, ...]} to mean 0 and variance 1 by one mean and variance.
   *
   * @param variance at least 0
   */
  public static Layer normalization(double mean, double variance) {
    return new Preprocessing.Normalization(List.of((float) mean), List.of((float) variance));
  }

  /**
   * Sets a share of the channels of {@code [batch, height, width, channels]} to zero at random
   * while training, and scales the others by {@code 1 / (1 - rate)}; passes everything through
   * otherwise (Tompson et al. 2015).
   *
   * @param rate the share to drop, in [0, 1)
   */
  public static Layer spatialDropout2D(double rate) {
    return new Noise.SpatialDropout2D((float) rate);
  }

  /**
   * Adds normal noise of mean 0 to every number of {@code [batch, ...]} while training; passes
   * everything through otherwise.
   *
   * @param stddev the noise's standard deviation, at least 0
   */
  public static Layer gaussianNoise(double stddev) {
    return new Noise.GaussianNoise((float) stddev);
  }

  /**
   * Puts a vector of weights in the place of each whole number: from {@code [batch, ...]} to {@code
   * [batch, ..., outputDim]}. By default the vectors begin uniform in ±0.05. A number out of range
   * gives NaN.
   *
   * @param inputDim how many numbers there are, from 0 on, at least 1
   * @param outputDim the length of a vector, at least 1
   */
  public static Embedding embedding(int inputDim, int outputDim) {
    return new Embedding(inputDim, outputDim, WeightRule.of(Initializers.randomUniform()), false);
  }

  /**
   * Attention of a sequence to itself, from {@code [batch, steps, features]} to the same; in a
   * graph to another one. By default with biases, and every step sees all.
   *
   * @param numHeads how many means of steps there are, at least 1
   * @param keyDim the numbers of a head's query, key and value, at least 1
   */
  public static MultiHeadAttention multiHeadAttention(int numHeads, int keyDim) {
    return new MultiHeadAttention(
        numHeads, keyDim, 0, 0, 0, false, true, LINEAR.kernel(), LINEAR.bias());
  }

  /**
   * Adds a vector of weights to each step of {@code [batch, steps, features]}, by default uniform
   * as Glorot's at first.
   */
  public static PositionEmbedding positionEmbedding() {
    return new PositionEmbedding(WeightRule.of(Initializers.glorotUniform()));
  }

  /**
   * Gives a sequence a mask: steps all of whose features are {@code maskValue} do not count, and
   * become zeros. Recurrent layers go over them, {@code globalAveragePooling1D} and batch
   * normalization leave them out, losses and means count the others; see {@link Layer#masked}.
   *
   * @param maskValue finite; 0 is usual
   */
  public static Layer masking(double maskValue) {
    return new Masking((float) maskValue);
  }

  /**
   * The simplest recurrent layer (Elman 1990): from {@code [batch, steps, features]} to its last
   * output {@code [batch, units]} or, with {@code returnSequences}, to all of them {@code [batch,
   * steps, units]}. By default it has tanh, a bias of zeros, Glorot's uniform kernel and orthogonal
   * weights of its state.
   *
   * @param units the number of values of an output, at least 1
   */
  public static RecurrentLayers.SimpleRNN simpleRNN(int units) {
    return new RecurrentLayers.SimpleRNN(units, RECURRENT);
  }

  /**
   * Long short-term memory (Hochreiter and Schmidhuber 1997), of the shapes and defaults of {@link
   * #simpleRNN}; its gates have sigmoid, and the bias of the forget gate begins with ones.
   *
   * @param units the number of values of an output, at least 1
   */
  public static RecurrentLayers.LSTM lstm(int units) {
    return new RecurrentLayers.LSTM(units, RECURRENT, ActivationFunction.SIGMOID, true);
  }

  /**
   * The gated recurrent unit (Cho et al. 2014), of the shapes and defaults of {@link #simpleRNN};
   * its gates have sigmoid, and the reset gate comes after the state's transform.
   *
   * @param units the number of values of an output, at least 1
   */
  public static RecurrentLayers.GRU gru(int units) {
    return new RecurrentLayers.GRU(units, RECURRENT, ActivationFunction.SIGMOID, true);
  }

  /**
   * Reads a sequence {@code [batch, steps, features]} forwards by one layer and backwards by
   * another of the same settings (Schuster and Paliwal 1997). By default their outputs are put one
   * after the other: {@code [batch, 2 · units]}, or {@code [batch, steps, 2 · units]}.
   */
  public static Wrappers.Bidirectional bidirectional(RecurrentLayer<?> layer) {
    return new Wrappers.Bidirectional(layer, Wrappers.Bidirectional.MergeMode.CONCAT);
  }

  /**
   * Applies a layer to every step of a sequence, with the same weights: from {@code [batch, steps,
   * ...input]} to {@code [batch, steps, ...output]}.
   */
  public static Wrappers.TimeDistributed timeDistributed(Layer layer) {
    return new Wrappers.TimeDistributed(layer);
  }

  /**
   * A layer that does in training what it does otherwise: nothing is dropped or disturbed, and
   * batch normalization goes by its running means, which stay. Its other weights are trained. Keras
   * calls a layer so by {@code layer(x, training=False)}.
   */
  public static Layer inferenceOnly(Layer layer) {
    return new Wrappers.InferenceOnly(layer);
  }

  /**
   * Layers one after the other that have the same weights wherever this same object stands in a
   * network, as the two towers of twins have.
   *
   * @param layers at least one
   */
  public static Shared shared(Layer... layers) {
    return new Shared(layers.length == 1 ? layers[0] : sequence(layers), new Object());
  }

  /**
   * Layers one after the other, as one layer, from what the first one takes to what the last one
   * gives; none pass their input through.
   */
  public static Layer sequence(Layer... layers) {
    return new Blocks.Sequence(List.of(layers));
  }

  /**
   * Adds what the layers make of the input {@code [batch, ...]} to the input itself, whose shape it
   * must have (He et al. 2016).
   *
   * @param layers at least one
   */
  public static Layer residual(Layer... layers) {
    return new Blocks.Residual(List.of(layers), List.of());
  }

  /**
   * Adds what the layers make of the input {@code [batch, ...]} to what the shortcut's layers make
   * of it, which must have the same shape (He et al. 2016).
   *
   * @param layers at least one
   * @param shortcut none pass the input through
   */
  public static Layer residual(List<Layer> layers, List<Layer> shortcut) {
    return new Blocks.Residual(layers, shortcut);
  }

  /**
   * Gives its input {@code [batch, ...]} to several branches (Szegedy et al. 2015). By default
   * their outputs, which agree in all axes but the last, are put one after the other along it.
   *
   * @param branches at least one
   */
  public static Parallel parallel(Layer... branches) {
    return new Parallel(List.of(branches), Parallel.Merge.CONCAT);
  }

  /** As {@link #randomFlip(Preprocessing.RandomFlip.Mode)}, in both directions. */
  public static Preprocessing.RandomFlip randomFlip() {
    return randomFlip(Preprocessing.RandomFlip.Mode.HORIZONTAL_AND_VERTICAL);
  }

  /**
   * Mirrors images {@code [batch, height, width, channels]} at random while training, each with
   * probability 1/2 for each of the directions; passes them through otherwise.
   */
  public static Preprocessing.RandomFlip randomFlip(Preprocessing.RandomFlip.Mode mode) {
    return new Preprocessing.RandomFlip(mode);
  }

  /**
   * Shifts images {@code [batch, height, width, channels]} at random while training; passes them
   * through otherwise. By default they are mirrored at their edges, and bilinear between pixels.
   *
   * @param heightFactor the largest shift up or down, as a share of the height, at least 0
   * @param widthFactor the largest shift to a side, as a share of the width, at least 0
   */
  public static Preprocessing.RandomTranslation randomTranslation(
      double heightFactor, double widthFactor) {
    return new Preprocessing.RandomTranslation(
        (float) heightFactor,
        (float) widthFactor,
        Resampling.FillMode.REFLECT,
        Interpolation.BILINEAR);
  }

  /**
   * Turns images {@code [batch, height, width, channels]} about their middle at random while
   * training; passes them through otherwise. By default they are mirrored at their edges, and
   * bilinear between pixels.
   *
   * @param factor the largest angle to either side, as a share of a full turn, at least 0
   */
  public static Preprocessing.RandomRotation randomRotation(double factor) {
    return new Preprocessing.RandomRotation(
        (float) factor, Resampling.FillMode.REFLECT, Interpolation.BILINEAR);
  }

  /**
   * Zooms images {@code [batch, height, width, channels]} at random while training, both directions
   * by one factor.
   *
   * @param factor the most that is seen less or more of, as a share of the sides, in [0, 1)
   */
  public static Augmentation.RandomZoom randomZoom(double factor) {
    Augmentation.FactorRange range = Augmentation.FactorRange.symmetric(factor);
    return new Augmentation.RandomZoom(
        range, range, true, Resampling.FillMode.REFLECT, Interpolation.BILINEAR);
  }

  /**
   * Changes the contrast of images {@code [batch, height, width, channels]} of pixels from 0 to 255
   * at random while training, by the factor in [0, 1] at most.
   */
  public static Augmentation.RandomContrast randomContrast(double factor) {
    return new Augmentation.RandomContrast(
        new Augmentation.FactorRange((float) factor, (float) factor),
        new Augmentation.FactorRange(0, 255));
  }

  /**
   * Changes the brightness of images {@code [batch, height, width, channels]} of pixels from 0 to
   * 255 at random while training, by this share of 255 at most.
   */
  public static Augmentation.RandomBrightness randomBrightness(double factor) {
    return new Augmentation.RandomBrightness(
        Augmentation.FactorRange.symmetric(factor), new Augmentation.FactorRange(0, 255));
  }

  /** As {@link #conv2DTranspose(int, Size)}, over sequences {@code [batch, steps, channels]}. */
  public static SequenceConvolutions.Conv1DTranspose conv1DTranspose(int filters, int kernelSize) {
    return new SequenceConvolutions.Conv1DTranspose(
        filters, SequenceConvolutions.Window.of(kernelSize), List.of(), LINEAR);
  }

  /** As {@link #depthwiseConv2D(Size)}, over sequences {@code [batch, steps, channels]}. */
  public static SequenceConvolutions.DepthwiseConv1D depthwiseConv1D(int kernelSize) {
    return new SequenceConvolutions.DepthwiseConv1D(
        SequenceConvolutions.Window.of(kernelSize), 1, LINEAR);
  }

  /** As {@link #separableConv2D(int, Size)}, over sequences {@code [batch, steps, channels]}. */
  public static SequenceConvolutions.SeparableConv1D separableConv1D(int filters, int kernelSize) {
    return new SequenceConvolutions.SeparableConv1D(
        filters, SequenceConvolutions.Window.of(kernelSize), 1, LINEAR.kernel(), LINEAR);
  }

  /** The largest number of each channel of {@code [batch, steps, channels]}. */
  public static Sequences.GlobalMaxPooling1D globalMaxPooling1D() {
    return new Sequences.GlobalMaxPooling1D(false);
  }

  /** The mean of each channel of {@code [batch, steps, channels]}. */
  public static Sequences.GlobalAveragePooling1D globalAveragePooling1D() {
    return new Sequences.GlobalAveragePooling1D(false);
  }

  /** Repeats each step of {@code [batch, steps, channels]} so many times, at least once. */
  public static Layer upSampling1D(int size) {
    return new Sequences.UpSampling1D(size);
  }

  /** Adds so many steps of zeros at the beginning and at the end, or at both alike. */
  public static Layer zeroPadding1D(Integer... padding) {
    return new Sequences.ZeroPadding1D(List.of(padding));
  }

  /** Cuts so many steps off the beginning and the end, or off both alike. */
  public static Layer cropping1D(Integer... cropping) {
    return new Sequences.Cropping1D(List.of(cropping));
  }

  /**
   * Brings images {@code [batch, height, width, channels]} to another size, by default bilinearly.
   */
  public static Resizing.ResizedImages resizing(int height, int width) {
    return new Resizing.ResizedImages(
        height, width, Interpolation.BILINEAR, false, false, false, 0);
  }

  /** The middle of images {@code [batch, height, width, channels]} that are at least so large. */
  public static Layer centerCrop(int height, int width) {
    return new Resizing.CenterCrop(height, width);
  }

  /**
   * Normalizes groups of the features of each example of {@code [batch, ..., features]}, over all
   * places (Wu and He 2018); -1 is as many groups as there are features.
   */
  public static GroupNormalization groupNormalization(int groups) {
    return new GroupNormalization(groups, 1e-3f, true, true, ONES, ZEROS);
  }

  /** As {@link #spatialDropout2D}, of sequences {@code [batch, steps, channels]}. */
  public static Layer spatialDropout1D(double rate) {
    return new Noise.SpatialDropout1D((float) rate);
  }

  /**
   * Dropout that keeps mean and variance, for networks of {@code selu}: the share {@code rate} of
   * the numbers becomes -1.7581 before all are scaled and shifted (Klambauer et al. 2017).
   */
  public static Layer alphaDropout(double rate) {
    return new Noise.AlphaDropout((float) rate);
  }

  /**
   * Multiplies each number by a normal one of mean 1 and variance {@code rate / (1 - rate)} while
   * training (Srivastava et al. 2014).
   */
  public static Layer gaussianDropout(double rate) {
    return new Noise.GaussianDropout((float) rate);
  }

  /** Adds a penalty on what passes through to the loss, averaged over the batch. */
  public static Layer activityRegularization(double l1, double l2) {
    return new ActivityRegularization((float) l1, (float) l2);
  }
}
