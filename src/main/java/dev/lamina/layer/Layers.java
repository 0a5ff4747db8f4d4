package dev.lamina.layer;

import java.util.List;

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
    return new Embedding(inputDim, outputDim, WeightRule.of(Initializers.glorotUniform()));
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
        heightFactor, widthFactor, Resampling.FillMode.REFLECT, Resampling.Interpolation.BILINEAR);
  }

  /** Turns images at random while training, by up to the given share of a turn to either side. */
  public static RandomRotation randomRotation(float factor) {
    return new RandomRotation(
        factor, Resampling.FillMode.REFLECT, Resampling.Interpolation.BILINEAR);
  }
}
