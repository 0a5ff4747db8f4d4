package dev.lamina.layer;

import java.util.List;
import java.util.stream.IntStream;

/** The factories that make the DSL: import them statically. */
public final class Layers {
  private static final WeightRule ONES = WeightRule.of(Initializers.ones());
  private static final WeightRule ZEROS = WeightRule.of(Initializers.zeros());
  private static final LinearLayer.Linear LINEAR = LinearLayer.Linear.DEFAULT;
  private static final RecurrentLayer.Recurrence RECURRENT = RecurrentLayer.Recurrence.DEFAULT;

  private Layers() {}

  /** A fully connected layer with a bias, Glorot's initial kernel and no activation. */
  public static Dense dense(int units) {
    return new Dense(units, LINEAR);
  }

  /** Applies an activation function. */
  public static Layer activation(ActivationFunction function) {
    return new Activations.Activation(function);
  }

  /** max(0, x). */
  public static Layer relu() {
    return activation(ActivationFunction.RELU);
  }

  /** 1 / (1 + e⁻ˣ): the probability of class 1. */
  public static Layer sigmoid() {
    return activation(ActivationFunction.SIGMOID);
  }

  /** The hyperbolic tangent. */
  public static Layer tanh() {
    return activation(ActivationFunction.TANH);
  }

  /** Turns each row into probabilities that sum to 1. */
  public static Layer softmax() {
    return activation(ActivationFunction.SOFTMAX);
  }

  /** Drops a share of its inputs at random while training. */
  public static Layer dropout(float rate) {
    return new Noise.Dropout(rate);
  }

  /** Lays each example out as one vector. */
  public static Layer flatten() {
    return new Reshaping.Flatten();
  }

  // Activations, convolutions, pooling and shapes.

  /** x above 0, else eˣ - 1. */
  public static Layer elu() {
    return activation(ActivationFunction.ELU);
  }

  /** 1.0507 x above 0, else 1.7581 (eˣ - 1). */
  public static Layer selu() {
    return activation(ActivationFunction.SELU);
  }

  /** log(1 + eˣ). */
  public static Layer softplus() {
    return activation(ActivationFunction.SOFTPLUS);
  }

  /** x / (1 + |x|). */
  public static Layer softsign() {
    return activation(ActivationFunction.SOFTSIGN);
  }

  /** x times the share of normal numbers below x. */
  public static Layer gelu() {
    return activation(ActivationFunction.GELU);
  }

  /** x · sigmoid(x). */
  public static Layer silu() {
    return activation(ActivationFunction.SILU);
  }

  /** eˣ. */
  public static Layer exponential() {
    return activation(ActivationFunction.EXPONENTIAL);
  }

  /** min(max(0, x + 3), 6) / 6. */
  public static Layer hardSigmoid() {
    return activation(ActivationFunction.HARD_SIGMOID);
  }

  /** min(max(0, x), 6). */
  public static Layer relu6() {
    return activation(ActivationFunction.RELU6);
  }

  /** The logarithms of each row's {@link #softmax()}. */
  public static Layer logSoftmax() {
    return activation(ActivationFunction.LOG_SOFTMAX);
  }

  /** x · tanh(softplus(x)). */
  public static Layer mish() {
    return activation(ActivationFunction.MISH);
  }

  /** Turns the numbers along an axis, counted from 1, into probabilities that sum to 1. */
  public static Layer softmax(int axis) {
    return new Activations.Softmax(axis);
  }

  /** x above 0 and 0.3 x below. */
  public static Activations.LeakyReLU leakyReLU() {
    return new Activations.LeakyReLU(0.3f);
  }

  /** x above 0 and a trained multiple of x below, at first none. */
  public static Activations.PReLU pReLU() {
    return new Activations.PReLU(ZEROS, List.of());
  }

  /** A convolution over sequences, with stride 1, inside the ends. */
  public static Convolutions.Conv1D conv1D(int filters, int kernelSize) {
    return new Convolutions.Conv1D(filters, kernelSize, 1, Padding.VALID, 1, LINEAR);
  }

  /** A convolution over images with a square kernel, stride 1, inside the borders. */
  public static Convolutions.Conv2D conv2D(int filters, int kernelSize) {
    return conv2D(filters, Size.of(kernelSize));
  }

  /** A convolution over images, with stride 1, inside the borders. */
  public static Convolutions.Conv2D conv2D(int filters, Size kernelSize) {
    return new Convolutions.Conv2D(
        filters, kernelSize, Size.of(1), Padding.VALID, Size.of(1), LINEAR);
  }

  /** A convolution of each channel alone with a square kernel, stride 1, inside the borders. */
  public static DepthwiseConvolutions.DepthwiseConv2D depthwiseConv2D(int kernelSize) {
    return depthwiseConv2D(Size.of(kernelSize));
  }

  /** A convolution of each channel alone, with stride 1, inside the borders. */
  public static DepthwiseConvolutions.DepthwiseConv2D depthwiseConv2D(Size kernelSize) {
    return new DepthwiseConvolutions.DepthwiseConv2D(
        kernelSize, Size.of(1), Padding.VALID, 1, Size.of(1), LINEAR);
  }

  /** A convolution of each channel alone with a square kernel, then of all channels per pixel. */
  public static DepthwiseConvolutions.SeparableConv2D separableConv2D(int filters, int kernelSize) {
    return separableConv2D(filters, Size.of(kernelSize));
  }

  /** A convolution of each channel alone, then of all channels per pixel. */
  public static DepthwiseConvolutions.SeparableConv2D separableConv2D(
      int filters, Size kernelSize) {
    return new DepthwiseConvolutions.SeparableConv2D(
        filters, kernelSize, Size.of(1), Padding.VALID, 1, Size.of(1), LINEAR.kernel(), LINEAR);
  }

  /** A convolution's gradient with a square kernel and stride 1, which makes images larger. */
  public static Convolutions.Conv2DTranspose conv2DTranspose(int filters, int kernelSize) {
    return conv2DTranspose(filters, Size.of(kernelSize));
  }

  /** A convolution's gradient with stride 1, which makes images larger. */
  public static Convolutions.Conv2DTranspose conv2DTranspose(int filters, Size kernelSize) {
    return new Convolutions.Conv2DTranspose(
        filters, kernelSize, Size.of(1), Padding.VALID, Size.of(1), LINEAR);
  }

  /** The largest number of every {@code poolSize} steps. */
  public static Pooling.MaxPooling1D maxPooling1D(int poolSize) {
    return new Pooling.MaxPooling1D(poolSize, poolSize, Padding.VALID);
  }

  /** The largest number of every square of pixels. */
  public static Pooling.MaxPooling2D maxPooling2D(int poolSize) {
    return maxPooling2D(Size.of(poolSize));
  }

  /** The largest number of every rectangle of pixels. */
  public static Pooling.MaxPooling2D maxPooling2D(Size poolSize) {
    return new Pooling.MaxPooling2D(poolSize, poolSize, Padding.VALID);
  }

  /** The largest number of each channel. */
  public static Layer globalMaxPooling2D() {
    return new Pooling.GlobalMaxPooling2D();
  }

  /** The mean of every {@code poolSize} steps. */
  public static Pooling.AveragePooling1D averagePooling1D(int poolSize) {
    return new Pooling.AveragePooling1D(poolSize, poolSize, Padding.VALID);
  }

  /** The mean of every square of pixels. */
  public static Pooling.AveragePooling2D averagePooling2D(int poolSize) {
    return averagePooling2D(Size.of(poolSize));
  }

  /** The mean of every rectangle of pixels. */
  public static Pooling.AveragePooling2D averagePooling2D(Size poolSize) {
    return new Pooling.AveragePooling2D(poolSize, poolSize, Padding.VALID);
  }

  /** The mean of each channel. */
  public static Layer globalAveragePooling2D() {
    return new Pooling.GlobalAveragePooling2D();
  }

  /** Puts as many zeros at each border of an image. */
  public static Layer zeroPadding2D(int padding) {
    return zeroPadding2D(Margins.of(padding));
  }

  /** Puts zeros around an image. */
  public static Layer zeroPadding2D(Margins padding) {
    return new Reshaping.ZeroPadding2D(padding);
  }

  /** Cuts off as many pixels at each border of an image. */
  public static Layer cropping2D(int cropping) {
    return cropping2D(Margins.of(cropping));
  }

  /** Cuts off the borders of an image. */
  public static Layer cropping2D(Margins cropping) {
    return new Reshaping.Cropping2D(cropping);
  }

  /** Makes an image that many times as high and as wide, by repeating its pixels. */
  public static Reshaping.UpSampling2D upSampling2D(int size) {
    return upSampling2D(Size.of(size));
  }

  /** Makes an image larger by repeating its pixels. */
  public static Reshaping.UpSampling2D upSampling2D(Size size) {
    return new Reshaping.UpSampling2D(size, Interpolation.NEAREST);
  }

  /** Gives each example another shape, of which one size may be -1. */
  public static Layer reshape(int... targetShape) {
    return new Reshaping.Reshape(IntStream.of(targetShape).boxed().toList());
  }

  /** Puts the axes of each example, counted from 1, in another order. */
  public static Layer permute(int... dims) {
    return new Reshaping.Permute(IntStream.of(dims).boxed().toList());
  }

  /** Repeats each vector. */
  public static Layer repeatVector(int n) {
    return new Reshaping.RepeatVector(n);
  }

  /** Multiplies every number. */
  public static Preprocessing.Rescaling rescaling(float scale) {
    return new Preprocessing.Rescaling(scale, 0);
  }

  // Normalization, sequences, blocks and augmentation.

  /** Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it. */
  public static NormalizationLayer.BatchNormalization batchNormalization() {
    return new NormalizationLayer.BatchNormalization(0.99f, 1e-3f, true, true, ONES, ZEROS);
  }

  /** Brings the features of each place to mean 0 and variance 1, then scales and shifts them. */
  public static NormalizationLayer.LayerNormalization layerNormalization() {
    return new NormalizationLayer.LayerNormalization(1e-3f, true, true, ONES, ZEROS);
  }

  /** Brings each feature to mean 0 and variance 1 by what {@code Dataset.moments()} measured. */
  public static Layer normalization(Moments moments) {
    return new Preprocessing.Normalization(moments.mean(), moments.variance());
  }

  /** Brings all values to mean 0 and variance 1 by numbers that were measured before. */
  public static Layer normalization(float mean, float variance) {
    return new Preprocessing.Normalization(List.of(mean), List.of(variance));
  }

  /** Drops a share of the channels of images at random while training. */
  public static Layer spatialDropout2D(float rate) {
    return new Noise.SpatialDropout2D(rate);
  }

  /** Adds normal noise to every value while training. */
  public static Layer gaussianNoise(float stddev) {
    return new Noise.GaussianNoise(stddev);
  }

  /** Puts a vector of weights in the place of each whole number below {@code inputDim}. */
  public static Embedding embedding(int inputDim, int outputDim) {
    return new Embedding(inputDim, outputDim, WeightRule.of(Initializers.randomUniform()));
  }

  /** The simplest recurrent layer, giving its last output. */
  public static RecurrentLayers.SimpleRNN simpleRNN(int units) {
    return new RecurrentLayers.SimpleRNN(units, RECURRENT);
  }

  /** Long short-term memory, giving its last output. */
  public static RecurrentLayers.LSTM lstm(int units) {
    return new RecurrentLayers.LSTM(units, RECURRENT, ActivationFunction.SIGMOID, true);
  }

  /** The gated recurrent unit, giving its last output. */
  public static RecurrentLayers.GRU gru(int units) {
    return new RecurrentLayers.GRU(units, RECURRENT, ActivationFunction.SIGMOID, true);
  }

  /** Reads a sequence forwards and backwards, and puts what both give one after the other. */
  public static Wrappers.Bidirectional bidirectional(RecurrentLayer<?> layer) {
    return new Wrappers.Bidirectional(layer, Wrappers.Bidirectional.MergeMode.CONCAT);
  }

  /** Applies a layer to every step of a sequence, with the same weights. */
  public static Wrappers.TimeDistributed timeDistributed(Layer layer) {
    return new Wrappers.TimeDistributed(layer);
  }

  /** Layers one after the other, as one layer; none pass their input through. */
  public static Layer sequence(Layer... layers) {
    return new Blocks.Sequence(List.of(layers));
  }

  /** Adds what the layers make of the input to the input, which must have the same shape. */
  public static Layer residual(Layer... layers) {
    return new Blocks.Residual(List.of(layers), List.of());
  }

  /** Adds what the layers make of the input to what the shortcut's layers make of it. */
  public static Layer residual(List<Layer> layers, List<Layer> shortcut) {
    return new Blocks.Residual(layers, shortcut);
  }

  /** Gives its input to several branches and puts their outputs one after the other. */
  public static Blocks.Parallel parallel(Layer... branches) {
    return new Blocks.Parallel(List.of(branches), Blocks.Parallel.Merge.CONCAT);
  }

  /** Mirrors images at random while training, left to right and top to bottom. */
  public static Preprocessing.RandomFlip randomFlip() {
    return randomFlip(Preprocessing.RandomFlip.Mode.HORIZONTAL_AND_VERTICAL);
  }

  /** Mirrors images at random while training, in the given directions. */
  public static Preprocessing.RandomFlip randomFlip(Preprocessing.RandomFlip.Mode mode) {
    return new Preprocessing.RandomFlip(mode);
  }

  /** Shifts images at random while training, by up to the given shares of height and width. */
  public static Preprocessing.RandomTranslation randomTranslation(
      float heightFactor, float widthFactor) {
    return new Preprocessing.RandomTranslation(
        heightFactor, widthFactor, Resampling.FillMode.REFLECT, Interpolation.BILINEAR);
  }

  /** Turns images at random while training, by up to the given share of a turn to either side. */
  public static Preprocessing.RandomRotation randomRotation(float factor) {
    return new Preprocessing.RandomRotation(
        factor, Resampling.FillMode.REFLECT, Interpolation.BILINEAR);
  }
}
