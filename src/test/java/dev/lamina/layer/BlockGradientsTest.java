package dev.lamina.layer;

import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.bidirectional;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.embedding;
import static dev.lamina.layer.Layers.gaussianNoise;
import static dev.lamina.layer.Layers.gru;
import static dev.lamina.layer.Layers.layerNormalization;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.normalization;
import static dev.lamina.layer.Layers.parallel;
import static dev.lamina.layer.Layers.randomFlip;
import static dev.lamina.layer.Layers.randomRotation;
import static dev.lamina.layer.Layers.randomTranslation;
import static dev.lamina.layer.Layers.residual;
import static dev.lamina.layer.Layers.sequence;
import static dev.lamina.layer.Layers.simpleRNN;
import static dev.lamina.layer.Layers.spatialDropout2D;
import static dev.lamina.layer.Layers.tanh;
import static dev.lamina.layer.Layers.timeDistributed;

import dev.lamina.golden.FiniteDifferences;
import dev.lamina.golden.FiniteDifferences.Input;
import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import dev.lamina.layer.Resampling.FillMode;
import dev.lamina.layer.Wrappers.Bidirectional.MergeMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The gradients of normalization, sequences, blocks and augmentation, by differences. */
class BlockGradientsTest {

  static Stream<Layer> normalizing() {
    return Stream.of(
        batchNormalization(),
        batchNormalization().center(false).scale(false),
        batchNormalization().trainable(false),
        layerNormalization(),
        layerNormalization().center(false).scale(false),
        normalization(2, 3));
  }

  @ParameterizedTest
  @MethodSource("normalizing")
  void areRightForNormalizationOfAnyRank(Layer layer) {
    check(layer, true, Shape.of(2, 2));
    check(layer, false, Shape.of(2));
  }

  static Stream<Layer> recurrent() {
    return Stream.of(simpleRNN(2), lstm(2), gru(2), gru(2).resetAfter(false))
        .flatMap(
            layer ->
                Stream.of(
                    layer,
                    layer.returnSequences(true),
                    layer.goBackwards(true),
                    layer.useBias(false)));
  }

  @ParameterizedTest
  @MethodSource("recurrent")
  void areRightForRecurrentLayers(Layer layer) {
    check(layer, true, Shape.of(3, 2));
  }

  @ParameterizedTest
  @EnumSource
  void areRightInBothDirections(MergeMode mode) {
    check(bidirectional(simpleRNN(1)).mergeMode(mode), true, Shape.of(3, 2));
    check(bidirectional(simpleRNN(1).returnSequences(true)).mergeMode(mode), true, Shape.of(3, 2));
  }

  @Test
  void areRightForTheVectorsOfAnEmbedding() {
    FiniteDifferences.check(
        (tf, vectors) ->
            embedding(3, 2)
                .forward(
                    new PlainPass(tf, true, Map.of("embeddings", vectors.get(0)), 1),
                    PlainGraph.constant(tf, Shape.of(2, 2), 2, 0, 2, 2)),
        Input.random(1, Shape.of(3, 2)));
  }

  @Test
  void areRightForBlocks() {
    check(timeDistributed(dense(2)), true, Shape.of(3, 2));
    check(sequence(dense(2), tanh(), dense(1)), true, Shape.of(2));
    check(residual(dense(2), tanh()), true, Shape.of(2));
    check(residual(List.of(dense(1), tanh()), List.of(dense(1))), true, Shape.of(2));
    check(parallel(dense(1), sequence(), tanh()), true, Shape.of(2));
    check(parallel(dense(2), tanh()).add(), true, Shape.of(2));
    check(residual(conv2D(1, 1), batchNormalization()), true, Shape.of(2, 2, 1));
  }

  static Stream<Layer> ofImages() {
    return Stream.concat(
        Stream.of(
            randomFlip(),
            spatialDropout2D(0.5f),
            gaussianNoise(1),
            randomTranslation(0.4f, 0.4f).interpolation(Interpolation.NEAREST)),
        Stream.of(FillMode.values())
            .flatMap(
                fill ->
                    Stream.of(
                        randomTranslation(0.4f, 0.4f).fillMode(fill),
                        randomRotation(0.4f).fillMode(fill))));
  }

  @ParameterizedTest
  @MethodSource("ofImages")
  void passImagesThatAreChangedAtRandom(Layer layer) {
    check(layer, true, Shape.of(3, 3, 1));
  }

  /** Checks the gradients by the input and by the trained weights. */
  private static void check(Layer layer, boolean training, Shape example) {
    List<Weight> weights = layer.weights(example);
    List<Weight> trained = weights.stream().filter(Weight::trained).toList();
    List<Input> inputs = new ArrayList<>();
    inputs.add(Input.random(1, example.prepend(2)));
    for (Weight weight : trained) {
      inputs.add(Input.random(1 + inputs.size(), weight.shape()));
    }
    FiniteDifferences.check(
        (tf, given) -> {
          Map<String, Operand<TFloat32>> values = new HashMap<>();
          weights.forEach(weight -> values.put(weight.name(), first(tf, weight)));
          for (int i = 0; i < trained.size(); i++) {
            values.put(trained.get(i).name(), given.get(i + 1));
          }
          return layer.forward(new PlainPass(tf, training, values, 1), given.get(0));
        },
        inputs.toArray(Input[]::new));
  }

  private static Operand<TFloat32> first(Ops tf, Weight weight) {
    float[] values = weight.initializer().begin(new Random(1)).next(weight);
    return PlainGraph.constant(tf, weight.shape(), values);
  }
}
