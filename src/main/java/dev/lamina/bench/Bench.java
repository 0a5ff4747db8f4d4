package dev.lamina.bench;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.bench.Measurement.ManyPredictions;
import dev.lamina.bench.Measurement.SinglePredictions;
import dev.lamina.bench.Measurement.ThreadedPredictions;
import dev.lamina.bench.Measurement.Training;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.lecture.Comparison;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Provenance;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.serving.Loading;
import dev.lamina.serving.Predictor;
import dev.lamina.train.metric.ClassNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/** The measuring of workloads. */
public final class Bench {
  /** So many that the JVM has compiled what a call runs. */
  private static final int WARM_UP_CALLS = 20_000;

  /** How many threads predict at once. */
  private static final List<Integer> THREADS = List.of(1, 4, 16);

  private static final double THROUGHPUT_SECONDS = 4;
  private static final int LEAST_BATCHES = 5;

  private final Workload workload;
  private final BenchOptions options;

  private Bench(Workload workload, BenchOptions options) {
    this.workload = workload;
    this.options = options;
  }

  /**
   * Measures a workload.
   *
   * @throws IllegalStateException if the thread is interrupted, which it then still is
   */
  public static Measurement run(Workload workload, BenchOptions options) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Measurement.Values values = new Bench(workload, options).measure();
    String variant =
        options.jit() == Jit.AUTO ? "auto" : "jit-" + options.jit().name().toLowerCase(Locale.ROOT);
    return new Measurement(
        "lamina",
        variant,
        Provenance.laminaVersion(),
        workload.label(),
        values,
        Measurement.Machine.now(load));
  }

  private Measurement.Values measure() {
    return switch (workload) {
      case PREDICT1 -> singlePredictions();
      case PREDICT10K -> manyPredictions();
      case PREDICT_THREADS -> threadedPredictions();
      case SCALE ->
          Scaling.measure(
              Scaling.sizes(3_750, 2048), options.mnist().get().train(), options::apply);
      default -> training();
    };
  }

  private static double secondsSinceStart() {
    return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
  }

  private Training training() {
    TrainingTask task = TrainingTask.of(workload, options.mnist());
    int epochs = options.epochs().orElse(workload.epochs());
    try (Model model = task.network().compile(options.apply(task.settings()))) {
      History history = fit(model, task, epochs);
      double setup = secondsSinceStart() - history.seconds();
      List<Double> seconds = new ArrayList<>(List.of(history.seconds()));
      for (int i = 1; i < options.repeat().orElse(workload.repeat()); i++) {
        model.reset();
        history = fit(model, task, epochs);
        seconds.add(history.seconds());
      }
      return Training.of(epochs, setup, seconds, history, score(task, model, history));
    }
  }

  private static History fit(Model model, TrainingTask task, int epochs) {
    History history = model.fit(task.batches(), epochs(epochs));
    if (history.interrupted()) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was interrupted; it gives no numbers.");
    }
    return history;
  }

  private static Evaluation score(TrainingTask task, Model model, History history) {
    return task.scored()
        .map(model::evaluate)
        .orElseGet(
            () ->
                new Evaluation(
                    history.lastEpoch().examples(),
                    history.finalLoss(),
                    history.lastEpoch().metrics()));
  }

  private SinglePredictions singlePredictions() {
    float[] image = options.mnist().get().test().get(0).x();
    try (Model model = lectureModel();
        Predictor predictor = predictor(model)) {
      predictor.predict(image);
      double setup = secondsSinceStart();
      List<Latency> latencies =
          Latency.byTurns(
              WARM_UP_CALLS,
              options.calls(),
              () -> predictor.predict(image),
              () -> model.predict(image));
      Latency whole = latencies.get(0);
      SinglePredictions.Variants variants = new SinglePredictions.Variants(whole, latencies.get(1));
      return new SinglePredictions(setup, whole.p50(), whole.p99(), options.calls(), variants);
    }
  }

  private ThreadedPredictions threadedPredictions() {
    float[] image = options.mnist().get().test().get(0).x();
    try (Model model = lectureModel();
        Predictor predictor = predictor(model)) {
      predictor.predict(image);
      double setup = secondsSinceStart();
      Latency.OfThreads.of(1, WARM_UP_CALLS, () -> predictor.predict(image));
      Map<Integer, Latency.OfThreads> threads = new LinkedHashMap<>();
      for (int count : THREADS) {
        threads.put(
            count, Latency.OfThreads.of(count, options.calls(), () -> predictor.predict(image)));
      }
      return new ThreadedPredictions(setup, threads);
    }
  }

  private Model lectureModel() {
    Settings settings = Settings.of(sgd(0.001f), binaryCrossentropy());
    return Comparison.network(1).compile(options.apply(settings));
  }

  private ManyPredictions manyPredictions() {
    Dataset images = inMemory(options.mnist().get().test());
    Throughput mlp = throughput(TrainingTask.denseNetwork(), images);
    Throughput cnn = throughput(TrainingTask.convolutionalNetwork(), images);
    return new ManyPredictions(
        mlp.setup(),
        images.size() / mlp.seconds(),
        mlp.seconds() * 1e3,
        images.size() / cnn.seconds(),
        cnn.seconds() * 1e3);
  }

  /** How long after the process's start the measuring began, and what all images took. */
  private record Throughput(double setup, double seconds) {}

  private Throughput throughput(Sequential network, Dataset images) {
    Settings settings = Settings.of(sgd(0.001f), sparseCategoricalCrossentropy());
    try (Model model = network.compile(options.apply(settings));
        Predictor predictor = predictor(model)) {
      classes(predictor, images);
      double setup = secondsSinceStart();
      List<Double> seconds = new ArrayList<>();
      long end = System.nanoTime() + (long) (THROUGHPUT_SECONDS * 1e9);
      while (seconds.size() < LEAST_BATCHES || System.nanoTime() < end) {
        long begin = System.nanoTime();
        classes(predictor, images);
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
      Collections.sort(seconds);
      return new Throughput(setup, seconds.get(seconds.size() / 2));
    }
  }

  /** The images as floats, as the peers have them. */
  private static Dataset inMemory(Dataset images) {
    float[] x = new float[Math.toIntExact(images.size() * images.xShape().size())];
    images.readX(0, images.size(), x);
    return Dataset.of(images.xShape(), x, Shape.of(0), new float[0]);
  }

  private static int[] classes(Predictor predictor, Dataset images) {
    return Arrays.stream(predictor.predictAll(images))
        .mapToInt(ClassNumbers::mostProbable)
        .toArray();
  }

  /** A predictor of the model, by way of a SavedModel as a service has it, whose files are gone. */
  private static Predictor predictor(Model model) {
    try {
      Path folder = Files.createTempDirectory("lamina-bench");
      try {
        Path export = folder.resolve("model");
        model.export(export);
        return Predictor.load(export, Loading.standard().device(model.device()));
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          List<Path> innerFirst = files.sorted(Comparator.reverseOrder()).toList();
          for (Path file : innerFirst) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
