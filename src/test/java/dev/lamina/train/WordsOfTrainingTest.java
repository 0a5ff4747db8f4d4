package dev.lamina.train;

import static dev.lamina.layer.ActivationFunction.RELU;
import static dev.lamina.layer.Constraints.maxNorm;
import static dev.lamina.layer.Constraints.unitNorm;
import static dev.lamina.layer.Initializers.heNormal;
import static dev.lamina.layer.Initializers.ones;
import static dev.lamina.layer.Initializers.randomUniform;
import static dev.lamina.layer.Layers.*;
import static dev.lamina.layer.Regularizers.l1;
import static dev.lamina.layer.Regularizers.l2;
import static dev.lamina.train.loss.Losses.*;
import static dev.lamina.train.metric.Metrics.*;
import static dev.lamina.train.optimizer.Optimizers.*;
import static dev.lamina.train.schedule.Schedules.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.layer.Activations.LeakyReLU;
import dev.lamina.layer.Noise.Dropout;
import dev.lamina.layer.Size;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.loss.PointwiseLosses.Huber;
import dev.lamina.train.metric.Average;
import dev.lamina.train.metric.Metrics;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Schedule.ConstantRate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words that people who come from Keras type first mean what they mean there. */
class WordsOfTrainingTest {

  @Test
  void numbersAreDoublesOrFloats() {
    assertThat(sgd(0.01)).isEqualTo(sgd(0.01f));
    assertThat(sgd(0.01).learningRate()).isEqualTo(new ConstantRate(0.01f));
    assertThat(adam(1e-3).epsilon(1e-8)).isEqualTo(adam(0.001f).epsilon(1e-8f));
    assertThat(adam(1e-3).clipNorm(0.1)).isEqualTo(adam(0.001f).clipNorm(0.1f));
    assertThat(dropout(0.2)).isEqualTo(new Dropout(0.2f, List.of()));
    assertThat(leakyReLU().negativeSlope(0.1)).isEqualTo(new LeakyReLU(0.1f));
    assertThat(randomUniform(-0.1, 0.1)).isEqualTo(randomUniform(-0.1f, 0.1f));
    assertThat(maxNorm(0.7)).isEqualTo(maxNorm(0.7f));
    assertThat(l2(1e-4)).isEqualTo(l2(1e-4f));
    assertThat(huber().delta(0.7)).isEqualTo(new Huber(0.7f));
    assertThat(binaryCrossentropy().labelSmoothing(0.1))
        .isEqualTo(binaryCrossentropy().labelSmoothing(0.1f));
    assertThat(mse().classWeights(1, 2.7)).isEqualTo(mse().classWeights(1, 2.7f));
    assertThat(binaryAccuracy(0.7)).isEqualTo(binaryAccuracy(0.7f));
    assertThat(cosineDecay(0.1, 9).alpha(0.2)).isEqualTo(cosineDecay(0.1f, 9).alpha(0.2f));
    assertThat(piecewiseConstantDecay(List.of(3), List.of(0.1, 0.01)))
        .isEqualTo(piecewiseConstantDecay(List.of(3), List.of(0.1f, 0.01f)));
  }

  @Test
  void withoutALearningRateOptimizersHaveThatOfKeras() {
    List<Optimizer> others =
        List.of(
            adam(), adamW(), adamax(), nadam(), rmsprop(), adagrad(), adadelta(), ftrl(), lion());

    assertThat(sgd()).isEqualTo(sgd(0.01));
    assertThat(adam()).isEqualTo(adam(0.001));
    assertThat(others).extracting(Optimizer::learningRate).containsOnly(constant(0.001));
  }

  @Test
  void theActivationIsASecondArgument() {
    assertThat(dense(32, RELU)).isEqualTo(dense(32).activation(RELU));
    assertThat(dense(32, relu())).isEqualTo(dense(32, RELU));
    assertThat(dense(32).activation(relu())).isEqualTo(dense(32, RELU));
    assertThat(conv1D(32, 3, RELU)).isEqualTo(conv1D(32, 3).activation(RELU));
    assertThat(conv2D(32, 3, RELU)).isEqualTo(conv2D(32, 3).activation(RELU));
    assertThat(conv2DTranspose(32, 3, RELU)).isEqualTo(conv2DTranspose(32, 3).activation(RELU));
    assertThat(depthwiseConv2D(3, RELU)).isEqualTo(depthwiseConv2D(3).activation(RELU));
    assertThat(separableConv2D(32, 3, RELU)).isEqualTo(separableConv2D(32, 3).activation(RELU));
  }

  /** {@code keras.layers.Conv2D(32, 3, 2).strides} is {@code (2, 2)}. */
  @Test
  void theThirdNumberOfAConvolutionIsItsStride() {
    assertThat(conv2D(32, 3, 2)).isEqualTo(conv2D(32, Size.of(3, 3)).strides(2));
  }

  @Test
  void kernelAndBiasHaveTheWordsOfKeras() {
    assertThat(
            dense(3)
                .kernelInitializer(heNormal())
                .kernelRegularizer(l2(1e-4))
                .kernelConstraint(maxNorm(2))
                .biasInitializer(ones())
                .biasRegularizer(l1(0.1))
                .biasConstraint(unitNorm()))
        .isEqualTo(
            dense(3).kernel(heNormal(), l2(1e-4), maxNorm(2)).bias(ones(), l1(0.1), unitNorm()));
    assertThat(lstm(3).kernelRegularizer(l2(1e-4))).isEqualTo(lstm(3).kernel(l2(1e-4)));
  }

  @Test
  void lossesAndMetricsHaveTheirShortNames() {
    assertThat(Losses.mse()).isEqualTo(meanSquaredError());
    assertThat(mae()).isEqualTo(meanAbsoluteError());
    assertThat(accuracy().name()).isEqualTo("accuracy");
    assertThat(Metrics.f1Score().average(Average.MACRO).average()).isEqualTo(Average.MACRO);
  }
}
