package dev.lamina.bench;

import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Initializers;
import dev.lamina.lecture.Regression;
import dev.lamina.model.Settings;
import dev.lamina.network.Sequential;
import java.util.Optional;
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
record Task(Sequential network, Settings settings, Batches batches, Optional<Dataset> scored) {
  static Task of(Workload workload, Options options) {
    return switch (workload) {
      case REGRESS500 -> regression(500);
      case REGRESS200K -> regression(200_000);
      case MNIST01_GD -> {
        Dataset data = options.train().labels(0, 1);
        yield zeroOrOne(data.batch(data.size()), Optional.empty());
      }
      case MNIST01_SGD -> scoredZeroOrOne(options, 2048);
      case MNIST01_B1 -> scoredZeroOrOne(options, 1);
      case MNIST10_MLP -> digits(denseNetwork(), options, 32);
      case MNIST10_CNN -> digits(convolutionalNetwork(), options, 128);
      default -> throw new IllegalArgumentException(workload.label() + " trains nothing.");
    };
  }

  private static Task regression(int nodes) {
    Regression regression = new Regression(nodes);
    Dataset data = regression.data();
    return new Task(
        regression.network(), regression.settings(), data.batch(data.size()), Optional.empty());
  }

  /** The lecture's network. */
  static Sequential lectureNetwork() {
    return Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid())
        .initializer(Initializers.pytorch(1));
  }

  private static Task scoredZeroOrOne(Options options, int batch) {
    Dataset data = options.train().labels(0, 1);
    return zeroOrOne(data.batch(batch), Optional.of(data));
  }

  private static Task zeroOrOne(Batches batches, Optional<Dataset> scored) {
    Settings settings = Settings.of(sgd(0.001f), binaryCrossentropy(), binaryAccuracy());
    return new Task(lectureNetwork(), settings, batches, scored);
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

  private static Task digits(Sequential network, Options options, int batch) {
    Settings settings =
        Settings.of(adam(0.001f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
            .seed(1);
    return new Task(
        network, settings, options.train().shuffle(1).batch(batch), Optional.of(options.test()));
  }
}
