package dev.lamina.layer;

import java.util.List;
import java.util.stream.IntStream;

/** The factories that make the DSL: import them statically. */
public final class Layers {
  private Layers() {}

  /** A fully connected layer with a bias, Glorot's initial kernel and no activation. */
  public static Dense dense(int units) {
    return new Dense(units, Linear.DEFAULT);
  }

  /** Applies an activation function. */
  public static Activation activation(ActivationFunction function) {
    return new Activation(function);
  }

  /** max(0, x). */
  public static Activation relu() {
    return activation(ActivationFunction.RELU);
  }

  /** 1 / (1 + e⁻ˣ): the probability of class 1. */
  public static Activation sigmoid() {
    return activation(ActivationFunction.SIGMOID);
  }

  /** The hyperbolic tangent. */
  public static Activation tanh() {
    return activation(ActivationFunction.TANH);
  }

  /** Turns each row into probabilities that sum to 1. */
  public static Activation softmax() {
    return activation(ActivationFunction.SOFTMAX);
  }

  /** Drops a share of its inputs at random while training. */
  public static Dropout dropout(float rate) {
    return new Dropout(rate);
  }

  /** Lays each example out as one vector. */
  public static Flatten flatten() {
    return new Flatten();
  }

  // Activations, convolutions, pooling and shapes.

  /** x above 0, else eˣ - 1. */
  public static Activation elu() {
    return activation(ActivationFunction.ELU);
  }

  /** 1.0507 x above 0, else 1.7581 (eˣ - 1). */
  public static Activation selu() {
    return activation(ActivationFunction.SELU);
  }

  /** log(1 + eˣ). */
  public static Activation softplus() {
    return activation(ActivationFunction.SOFTPLUS);
  }

  /** x / (1 + |x|). */
  public static Activation softsign() {
    return activation(ActivationFunction.SOFTSIGN);
  }

  /** x times the share of normal numbers below x. */
  public static Activation gelu() {
    return activation(ActivationFunction.GELU);
  }

  /** x · sigmoid(x). */
  public static Activation silu() {
    return activation(ActivationFunction.SILU);
  }

  /** eˣ. */
  public static Activation exponential() {
    return activation(ActivationFunction.EXPONENTIAL);
  }

  /** min(max(0, x + 3), 6) / 6. */
  public static Activation hardSigmoid() {
    return activation(ActivationFunction.HARD_SIGMOID);
  }

  /** min(max(0, x), 6). */
  public static Activation relu6() {
    return activation(ActivationFunction.RELU6);
  }

  /** The logarithms of each row's {@link #softmax()}. */
  public static Activation logSoftmax() {
    return activation(ActivationFunction.LOG_SOFTMAX);
  }

  /** x · tanh(softplus(x)). */
  public static Activation mish() {
    return activation(ActivationFunction.MISH);
  }

  /** Turns the numbers along an axis, counted from 1, into probabilities that sum to 1. */
  public static Softmax softmax(int axis) {
    return new Softmax(axis);
  }

  /** x above 0 and 0.3 x below. */
  public static LeakyReLU leakyReLU() {
    return new LeakyReLU(0.3f);
  }

  /** x above 0 and a trained multiple of x below, at first none. */
  public static PReLU pReLU() {
    return new PReLU(WeightRule.of(Initializers.zeros()), List.of());
  }

  /** A convolution over sequences, with stride 1, inside the ends. */
  public static Conv1D conv1D(int filters, int kernelSize) {
    return new Conv1D(filters, kernelSize, 1, Padding.VALID, 1, Linear.DEFAULT);
  }

  /** A convolution over images with a square kernel, stride 1, inside the borders. */
  public static Conv2D conv2D(int filters, int kernelSize) {
    return conv2D(filters, Size.of(kernelSize));
  }

  /** A convolution over images, with stride 1, inside the borders. */
  public static Conv2D conv2D(int filters, Size kernelSize) {
    return new Conv2D(filters, kernelSize, Size.of(1), Padding.VALID, Size.of(1), Linear.DEFAULT);
  }

  /** A convolution of each channel alone with a square kernel, stride 1, inside the borders. */
  public static DepthwiseConv2D depthwiseConv2D(int kernelSize) {
    return depthwiseConv2D(Size.of(kernelSize));
  }

  /** A convolution of each channel alone, with stride 1, inside the borders. */
  public static DepthwiseConv2D depthwiseConv2D(Size kernelSize) {
    return new DepthwiseConv2D(
        kernelSize, Size.of(1), Padding.VALID, 1, Size.of(1), Linear.DEFAULT);
  }

  /** A convolution of each channel alone with a square kernel, then of all channels per pixel. */
  public static SeparableConv2D separableConv2D(int filters, int kernelSize) {
    return separableConv2D(filters, Size.of(kernelSize));
  }

  /** A convolution of each channel alone, then of all channels per pixel. */
  public static SeparableConv2D separableConv2D(int filters, Size kernelSize) {
    return new SeparableConv2D(
        filters,
        kernelSize,
        Size.of(1),
        Padding.VALID,
        1,
        Size.of(1),
        Linear.DEFAULT.kernel(),
        Linear.DEFAULT);
  }

  /** A convolution's gradient with a square kernel and stride 1, which makes images larger. */
  public static Conv2DTranspose conv2DTranspose(int filters, int kernelSize) {
    return conv2DTranspose(filters, Size.of(kernelSize));
  }

  /** A convolution's gradient with stride 1, which makes images larger. */
  public static Conv2DTranspose conv2DTranspose(int filters, Size kernelSize) {
    return new Conv2DTranspose(
        filters, kernelSize, Size.of(1), Padding.VALID, Size.of(1), Linear.DEFAULT);
  }

  /** The largest number of every {@code poolSize} steps. */
  public static MaxPooling1D maxPooling1D(int poolSize) {
    return new MaxPooling1D(poolSize, poolSize, Padding.VALID);
  }

  /** The largest number of every square of pixels. */
  public static MaxPooling2D maxPooling2D(int poolSize) {
    return maxPooling2D(Size.of(poolSize));
  }

  /** The largest number of every rectangle of pixels. */
  public static MaxPooling2D maxPooling2D(Size poolSize) {
    return new MaxPooling2D(poolSize, poolSize, Padding.VALID);
  }

  /** The largest number of each channel. */
  public static GlobalMaxPooling2D globalMaxPooling2D() {
    return new GlobalMaxPooling2D();
  }

  /** The mean of every {@code poolSize} steps. */
  public static AveragePooling1D averagePooling1D(int poolSize) {
    return new AveragePooling1D(poolSize, poolSize, Padding.VALID);
  }

  /** The mean of every square of pixels. */
  public static AveragePooling2D averagePooling2D(int poolSize) {
    return averagePooling2D(Size.of(poolSize));
  }

  /** The mean of every rectangle of pixels. */
  public static AveragePooling2D averagePooling2D(Size poolSize) {
    return new AveragePooling2D(poolSize, poolSize, Padding.VALID);
  }

  /** The mean of each channel. */
  public static GlobalAveragePooling2D globalAveragePooling2D() {
    return new GlobalAveragePooling2D();
  }

  /** Puts as many zeros at each border of an image. */
  public static ZeroPadding2D zeroPadding2D(int padding) {
    return zeroPadding2D(Margins.of(padding));
  }

  /** Puts zeros around an image. */
  public static ZeroPadding2D zeroPadding2D(Margins padding) {
    return new ZeroPadding2D(padding);
  }

  /** Cuts off as many pixels at each border of an image. */
  public static Cropping2D cropping2D(int cropping) {
    return cropping2D(Margins.of(cropping));
  }

  /** Cuts off the borders of an image. */
  public static Cropping2D cropping2D(Margins cropping) {
    return new Cropping2D(cropping);
  }

  /** Makes an image that many times as high and as wide, by repeating its pixels. */
  public static UpSampling2D upSampling2D(int size) {
    return upSampling2D(Size.of(size));
  }

  /** Makes an image larger by repeating its pixels. */
  public static UpSampling2D upSampling2D(Size size) {
    return new UpSampling2D(size, Interpolation.NEAREST);
  }

  /** Gives each example another shape, of which one size may be -1. */
  public static Reshape reshape(int... targetShape) {
    return new Reshape(IntStream.of(targetShape).boxed().toList());
  }

  /** Puts the axes of each example, counted from 1, in another order. */
  public static Permute permute(int... dims) {
    return new Permute(IntStream.of(dims).boxed().toList());
  }

  /** Repeats each vector. */
  public static RepeatVector repeatVector(int n) {
    return new RepeatVector(n);
  }

  /** Multiplies every number. */
  public static Rescaling rescaling(float scale) {
    return new Rescaling(scale, 0);
  }

  // Normalization, sequences, blocks and augmentation.

  /** Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it. */
  public static BatchNormalization batchNormalization() {
    return BatchNormalization.DEFAULT;
  }

  /** Brings the features of each place to mean 0 and variance 1, then scales and shifts them. */
  public static LayerNormalization layerNormalization() {
    return LayerNormalization.DEFAULT;
  }

  /** Brings each feature to mean 0 and variance 1 by what {@code Dataset.moments()} measured. */
  public static Normalization normalization(Moments moments) {
    return new Normalization(moments.mean(), moments.variance());
  }

  /** Brings all values to mean 0 and variance 1 by numbers that were measured before. */
  public static Normalization normalization(float mean, float variance) {
    return new Normalization(List.of(mean), List.of(variance));
  }

  /** Drops a share of the channels of images at random while training. */
  public static SpatialDropout2D spatialDropout2D(float rate) {
    return new SpatialDropout2D(rate);
  }

  /** Adds normal noise to every value while training. */
  public static GaussianNoise gaussianNoise(float stddev) {
    return new GaussianNoise(stddev);
  }

  /** Puts a vector of weights in the place of each whole number below {@code inputDim}. */
  public static Embedding embedding(int inputDim, int outputDim) {
    return new Embedding(inputDim, outputDim, WeightRule.of(Initializers.randomUniform()));
  }

  /** The simplest recurrent layer, giving its last output. */
  public static SimpleRNN simpleRNN(int units) {
    return new SimpleRNN(units, Recurrence.DEFAULT);
  }

  /** Long short-term memory, giving its last output. */
  public static LSTM lstm(int units) {
    return new LSTM(units, Recurrence.DEFAULT, ActivationFunction.SIGMOID, true);
  }

  /** The gated recurrent unit, giving its last output. */
  public static GRU gru(int units) {
    return new GRU(units, Recurrence.DEFAULT, ActivationFunction.SIGMOID, true);
  }

  /** Reads a sequence forwards and backwards, and puts what both give one after the other. */
  public static Bidirectional bidirectional(RecurrentLayer<?> layer) {
    return new Bidirectional(layer, Bidirectional.MergeMode.CONCAT);
  }

  /** Applies a layer to every step of a sequence, with the same weights. */
  public static TimeDistributed timeDistributed(Layer layer) {
    return new TimeDistributed(layer);
  }

  /** Layers one after the other, as one layer; none pass their input through. */
  public static Sequence sequence(Layer... layers) {
    return new Sequence(List.of(layers));
  }

  /** Adds what the layers make of the input to the input, which must have the same shape. */
  public static Residual residual(Layer... layers) {
    return new Residual(List.of(layers), List.of());
  }

  /** Adds what the layers make of the input to what the shortcut's layers make of it. */
  public static Residual residual(List<Layer> layers, List<Layer> shortcut) {
    return new Residual(layers, shortcut);
  }

  /** Gives its input to several branches and puts their outputs one after the other. */
  public static Parallel parallel(Layer... branches) {
    return new Parallel(List.of(branches), Parallel.Merge.CONCAT);
  }

  /** Mirrors images at random while training, left to right and top to bottom. */
  public static RandomFlip randomFlip() {
    return randomFlip(RandomFlip.Mode.HORIZONTAL_AND_VERTICAL);
  }

  /** Mirrors images at random while training, in the given directions. */
  public static RandomFlip randomFlip(RandomFlip.Mode mode) {
    return new RandomFlip(mode);
  }

  /** Shifts images at random while training, by up to the given shares of height and width. */
  public static RandomTranslation randomTranslation(float heightFactor, float widthFactor) {
    return new RandomTranslation(
        heightFactor, widthFactor, Resampling.FillMode.REFLECT, Interpolation.BILINEAR);
  }

  /** Turns images at random while training, by up to the given share of a turn to either side. */
  public static RandomRotation randomRotation(float factor) {
    return new RandomRotation(factor, Resampling.FillMode.REFLECT, Interpolation.BILINEAR);
  }
}
