package dev.lamina.bench;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.MnistFolder;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.lecture.Comparison;
import dev.lamina.lecture.Regression;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import java.util.Optional;
import java.util.function.Supplier;
import org.tensorflow.ndarray.Shape;

/**
 * A training as the peers do it: the same data, network and, but for mnist10, initial weights.
 *
 * @param network with its initial weights
 * @param settings how it is trained
 * @param batches what it is trained on
 * @param scored what loss and accuracy are those of, after the training; those of the last epoch's
 *     forward pass if empty
 */
record TrainingTask(
    Sequential network, Settings settings, Batches batches, Optional<Dataset> scored) {

  /** The training of a workload that has one. */
  static TrainingTask of(Workload workload, Supplier<MnistFolder> mnist) {
    return switch (workload) {
      case REGRESS500 -> regression(500);
      case REGRESS200K -> regression(200_000);
      case MNIST01_GD -> {
        Dataset data = mnist.get().train().labels(0, 1);
        yield zeroOrOne(data.batch(data.size()), Optional.empty());
      }
      case MNIST01_SGD -> scoredZeroOrOne(mnist, 2048);
      case MNIST01_B1 -> scoredZeroOrOne(mnist, 1);
      case MNIST10_MLP -> digits(denseNetwork(), mnist, 32);
      case MNIST10_CNN -> digits(convolutionalNetwork(), mnist, 128);
      default -> throw new IllegalArgumentException(workload.label() + " trains nothing.");
    };
  }

  private static TrainingTask regression(int nodes) {
    Regression regression = new Regression(nodes);
    Dataset data = regression.data();
    return new TrainingTask(
        regression.network(), regression.settings(), data.batch(data.size()), Optional.empty());
  }

  private static TrainingTask scoredZeroOrOne(Supplier<MnistFolder> mnist, int batch) {
    Dataset data = mnist.get().train().labels(0, 1);
    return zeroOrOne(data.batch(batch), Optional.of(data));
  }

  private static TrainingTask zeroOrOne(Batches batches, Optional<Dataset> scored) {
    return new TrainingTask(Comparison.network(1), Comparison.settings(), batches, scored);
  }

  /** The network of mnist10-mlp. */
  static Sequential denseNetwork() {
    return Sequential.of(Shape.of(784), dense(128), relu(), dropout(0.2f), dense(10), softmax());
  }

  /** The network of mnist10-cnn. */
  static Sequential convolutionalNetwork() {
    return Sequential.of(
        Shape.of(784),
        reshape(28, 28, 1),
        conv2D(32, 3).activation(ActivationFunction.RELU),
        maxPooling2D(2),
        conv2D(64, 3).activation(ActivationFunction.RELU),
        maxPooling2D(2),
        flatten(),
        dropout(0.5f),
        dense(10),
        softmax());
  }

  private static TrainingTask digits(Sequential network, Supplier<MnistFolder> mnist, int batch) {
    Settings settings =
        Settings.of(adam(0.001f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
            .seed(1);
    return new TrainingTask(
        network,
        settings,
        mnist.get().train().shuffle(1).batch(batch),
        Optional.of(mnist.get().test()));
  }
}
