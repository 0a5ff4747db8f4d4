package dev.lamina.bench;

import dev.lamina.spec.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is measured, under the names that the peers' benchmarks have for it. */
public enum Workload {
  /** 1 → 500 relu → 1 on 100 points, mean squared error, Adam: 1000 full-batch updates. */
  REGRESS500(1000, 2),
  /** 1 → 200,000 relu → 1 on the same points: 20 full-batch updates. */
  REGRESS200K(20, 2),
  /** 784 → 32 relu → 1 sigmoid on MNIST's 0 against 1, SGD: 700 full-batch updates. */
  MNIST01_GD(700, 2),
  /** The same network and data: 100 epochs of batches of 2048 in order. */
  MNIST01_SGD(100, 2),
  /** The same network and data: 1 epoch of single samples in order. */
  MNIST01_B1(1, 2),
  /**
   * 784 → 128 relu → dropout 0.2 → 10 softmax on MNIST, Adam: 5 epochs of shuffled batches of 32.
   */
  MNIST10_MLP(5, 1),
  /**
   * Keras' simple convolutional network, 32 and 64 windows of 3x3, on MNIST, Adam: 1 epoch of
   * shuffled batches of 128.
   */
  MNIST10_CNN(1, 1),
  /** The latency of one prediction of the network of mnist01. */
  PREDICT1(0, 0),
  /** The throughput of predictions of 10,000 images by the networks of mnist10. */
  PREDICT10K(0, 0),
  /** The latency and the throughput of predict1's predictions by 1, 4 and 16 threads. */
  PREDICT_THREADS(0, 0),
  /** How the time of an epoch grows with examples, units and batch. */
  SCALE(0, 0);

  private final int epochs;
  private final int repeat;

  Workload(int epochs, int repeat) {
    this.epochs = epochs;
    this.repeat = repeat;
  }

  /** How many epochs a training has by default; 0 if nothing is trained. */
  int epochs() {
    return epochs;
  }

  /** How many trainings one process makes by default. */
  int repeat() {
    return repeat;
  }

  /** The name that the peers have for it: {@code mnist01-gd}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The workload of a name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest and all there are
   */
  public static Workload of(String label) {
    List<String> labels = Arrays.stream(values()).map(Workload::label).toList();
    if (!labels.contains(label)) {
      throw new IllegalArgumentException(Nearest.message("workload", label, labels));
    }
    return values()[labels.indexOf(label)];
  }
}
